namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>No cell may leave its physical limits for longer than a grace in a span of the run, whoever sees to that.</summary>
public sealed class CellsWithinLimits(CellWatch watch, string when, long from_us, long until_us)
    : Expectation($"no cell leaves {watch.Allowed}{when}")
{
    private bool _looked;

    public override long? Broken_us => watch.First_us;

    public override void Observe(Observation look)
    {
        if (look.Time_us >= from_us && look.Previous_us < until_us)
        {
            _looked = true;
            watch.Observe(look);
        }
    }

    public override Verdict Finish() => !_looked ? new Verdict(false, "the span holds no tick")
        : new Verdict(watch.Outside == 0, watch.First is string first ? $"{watch.Outside} did, first {first}" : "none did");
}
