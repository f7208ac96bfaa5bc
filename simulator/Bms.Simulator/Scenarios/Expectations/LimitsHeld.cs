namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>
/// What must hold whatever breaks, judged in the world: no limit is passed for longer than a protection takes while current flows that
/// makes it worse. The voltage behind a lying sensor is the truth, not the lie.
/// </summary>
public sealed class LimitsHeld : Expectation
{
    private const double Flows_A = 0.1;

    private readonly Span[] _spans;
    private string? _broken;
    private long? _broken_us;

    /// <summary>Spans are longer by <paramref name="grace_s"/> where only a watchdog can open what a dead processor holds.</summary>
    public LimitsHeld(BoardLimits board, double grace_s)
        : base("no limit of the board is passed for longer than its protection takes")
    {
        _spans =
        [
            new("over-voltage is charged on", 1.0 + grace_s, t => t.Current_A > Flows_A && Highest(t.Cell_V) > board.OverVoltage_V),
            new("under-voltage is discharged on", 1.2 + grace_s, t => t.Current_A < -Flows_A && Lowest(t.Cell_V) < board.UnderVoltage_V),
            new("charge over-current flows on", 0.7 + grace_s, t => t.Current_A > board.ChargeOver_A),
            new("discharge over-current flows on", 0.7 + grace_s, t => t.Current_A < -board.DischargeOver_A),
            new("a peak of current flows on", 0.4 + grace_s, t => t.Current_A < -board.Peak_A),
            new("a hot pack is charged on", 2.5 + grace_s, t => t.Current_A > Flows_A && Highest(t.Surface_C) > board.ChargeHot_C),
            new("a cold pack is charged on", 2.5 + grace_s, t => t.Current_A > Flows_A && Lowest(t.Surface_C) < board.ChargeCold_C),
            new("a hot pack conducts on", 2.5 + grace_s,
                t => Math.Abs(t.Current_A) > Flows_A && Highest(t.Surface_C) > board.DischargeHot_C),
            new("a cold pack is discharged on", 2.5 + grace_s,
                t => t.Current_A < -Flows_A && Lowest(t.Surface_C) < board.DischargeCold_C),
        ];
    }

    public override long? Broken_us => _broken_us;

    public override void Observe(Observation look)
    {
        foreach (Span span in _spans)
        {
            if (span.Lasts(look) && _broken == null)
            {
                (_broken, _broken_us) = ($"{span.Text} at {Show_s(look.Time_us)}", look.Time_us);
            }
        }
    }

    public override Verdict Finish() => new(_broken == null, _broken ?? "none was");

    private static double Highest(double[] values)
    {
        double highest = values[0];
        foreach (double value in values)
        {
            highest = Math.Max(highest, value);
        }

        return highest;
    }

    private static double Lowest(double[] values)
    {
        double lowest = values[0];
        foreach (double value in values)
        {
            lowest = Math.Min(lowest, value);
        }

        return lowest;
    }

    private sealed class Span(string text, double longest_s, Func<Truth, bool> isSo)
    {
        private long _since_us = -1;

        internal string Text => text;

        internal bool Lasts(Observation look)
        {
            _since_us = !isSo(look.Truth) ? -1 : _since_us < 0 ? look.Time_us : _since_us;
            return _since_us >= 0 && look.Time_us - _since_us > longest_s * 1e6;
        }
    }
}
