namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>Something must be so at every look of a span of the run.</summary>
public sealed class Held(string text, Func<Observation, bool> isSo, long from_us, long until_us) : Expectation(text)
{
    private bool _looked;
    private long? _broken_us;

    public override long? Broken_us => _broken_us;

    public override void Observe(Observation look)
    {
        if (look.Time_us < from_us || look.Previous_us >= until_us)
        {
            return;
        }

        _looked = true;
        if (!isSo(look))
        {
            _broken_us ??= look.Time_us;
        }
    }

    public override Verdict Finish()
    {
        if (!_looked)
        {
            return new Verdict(false, "the span holds no tick");
        }

        return _broken_us is long broken_us ? new Verdict(false, $"not at {Show_s(broken_us)}") : new Verdict(true, "always");
    }
}
