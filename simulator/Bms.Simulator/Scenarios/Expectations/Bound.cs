namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>A quantity must stay between two bounds, both allowed, at every look of a span of the run.</summary>
public sealed class Bound : Expectation
{
    private readonly Func<Observation, (double Least, double Greatest)> _range;
    private readonly double _min;
    private readonly double _max;
    private readonly long _from_us;
    private readonly long _until_us;
    private readonly string _unit;
    private double _least = double.PositiveInfinity;
    private double _greatest = double.NegativeInfinity;
    private long? _broken_us;
    private bool _strange;

    /// <summary><paramref name="range"/> gives the least and the greatest value at a look, of one quantity or of several cells.</summary>
    public Bound(string text, Func<Observation, (double Least, double Greatest)> range, double min, double max, long from_us,
        long until_us, string unit)
        : base(text)
    {
        _range = range;
        _min = min;
        _max = max;
        _from_us = from_us;
        _until_us = until_us;
        _unit = unit;
    }

    public override long? Broken_us => _broken_us;

    public override void Observe(Observation look)
    {
        if (look.Time_us < _from_us || look.Previous_us >= _until_us)
        {
            return;
        }

        (double least, double greatest) = _range(look);
        _least = Math.Min(_least, least);
        _greatest = Math.Max(_greatest, greatest);
        _strange |= double.IsNaN(least) || double.IsNaN(greatest);
        if (!(least >= _min && greatest <= _max))
        {
            _broken_us ??= look.Time_us;
        }
    }

    public override Verdict Finish()
    {
        if (_strange)
        {
            return new Verdict(false, "not a number");
        }

        if (_least > _greatest)
        {
            return new Verdict(false, "the span holds no tick");
        }

        // Rounding may leave a negative zero, which is no news to anybody.
        string found = $"{Math.Round(_least, 4) + 0.0:0.####} to {Math.Round(_greatest, 4) + 0.0:0.####}{_unit}";
        return _broken_us is long broken_us
            ? new Verdict(false, $"{found}, first beyond at {Show_s(broken_us)}")
            : new Verdict(true, found);
    }
}
