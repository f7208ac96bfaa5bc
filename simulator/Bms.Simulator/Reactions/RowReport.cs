using Bms.Protection;

namespace Bms.Simulator.Reactions;

/// <summary>What all trials of one row have shown, the worst of its causes and modes.</summary>
internal sealed record RowReport(ProtectionRow Row, IReadOnlyList<ReactionCase> Cases, IReadOnlyDictionary<string, long> Promises_ms)
{
    private long Promise_ms => Promises_ms.GetValueOrDefault(Row.Fault.ToString());

    private IEnumerable<ReactionCase> Plain => Cases.Where(c => c.Stall == Stall.None && c.Situation == Situation.Normal);

    private IEnumerable<ReactionCase> Stalled => Cases.Where(c => c.Stall.Blocks());

    private IEnumerable<ReactionCase> Standing => Cases.Where(c => c.Stall == Stall.Parked);

    /// <summary>Bound of the slowest cause, in ms.</summary>
    public double Bound_ms => Plain.Max(c => c.Bound_us) / 1000.0;

    /// <summary>Shortest, middle and longest measured time over all causes and modes, in ms; NaN when nothing has acted.</summary>
    public double Min_ms => At(0);

    /// <inheritdoc cref="Min_ms"/>
    public double Median_ms => At(0.5);

    /// <inheritdoc cref="Min_ms"/>
    public double Max_ms => At(1);

    /// <summary>Smallest distance of any cause's longest time from its own bound, in ms.</summary>
    public double Margin_ms => Cases.Min(c => c.Times_us.Count == 0 ? double.NaN : (c.Bound_us - c.Times_us[^1]) / 1000.0);

    /// <summary>Bound and longest time when the processor is blocked in between, in ms; null when that is not tried.</summary>
    public (double Bound_ms, double Max_ms)? Blocked => WorstOf(Stalled);

    /// <summary>The same of a parked pack.</summary>
    public (double Bound_ms, double Max_ms)? Parked => WorstOf(Standing);

    /// <summary>Longest time without a stall in one mode, in ms; null when the row is not tried there.</summary>
    public double? MaxIn_ms(Mode mode) =>
        Plain.Where(c => c.Mode == mode && c.Times_us.Count > 0).Select(c => (double?)(c.Times_us[^1] / 1000.0)).Max();

    /// <summary>
    /// Bound and longest time in a situation that is not the normal one, in ms; null when the row is not tried there.
    /// </summary>
    public (double Bound_ms, double Max_ms)? In(Situation situation) => WorstOf(Cases.Where(c => c.Situation == situation));

    /// <summary>True when every trial has acted in time and the bound keeps the promise.</summary>
    public bool Holds => Problem == null;

    /// <summary>The first thing that is wrong, as a sentence; null when nothing is.</summary>
    public string? Problem
    {
        get
        {
            if (Cases.Count == 0)
            {
                return "nothing strikes it: it has no cause in the table of causes";
            }

            if (Cases.FirstOrDefault(c => !c.Holds) is ReactionCase bad)
            {
                string where = $"{bad.Cause.Variant}, {bad.Mode}"
                    + (bad.Situation == Situation.Normal ? string.Empty : $", {bad.Situation}")
                    + (bad.Stall == Stall.None ? ": " : $", {bad.Stall}: ");
                return where + (bad.Trouble ?? $"{bad.Times_us[^1] / 1000.0:0.0} ms, allowed are {bad.Bound_us / 1000.0:0.0} ms");
            }

            return Promise_ms == 0 ? "no promise is written down for it"
                : Bound_ms > Promise_ms ? $"its bound of {Bound_ms:0.0} ms is above the promised {Promise_ms} ms"
                : Late(Situation.Asleep) ?? Late(Situation.Balancing);
        }
    }

    private static (double Bound_ms, double Max_ms)? WorstOf(IEnumerable<ReactionCase> cases) => !cases.Any() ? null
        : (cases.Max(c => c.Bound_us) / 1000.0, cases.Max(c => c.Times_us.Count == 0 ? double.NaN : c.Times_us[^1] / 1000.0));

    // What a situation may cost any row more than the promise for the normal one.
    private string? Late(Situation situation)
    {
        long promise_ms = Promise_ms + Promises_ms.GetValueOrDefault(situation.ToString());
        return In(situation) is var (bound_ms, _) && bound_ms > promise_ms
            ? $"its bound of {bound_ms:0.0} ms is above the {promise_ms} ms promised while {situation}" : null;
    }

    private double At(double share)
    {
        long[] times_us = [.. Plain.SelectMany(c => c.Times_us).Order()];
        return times_us.Length == 0 ? double.NaN : times_us[(int)(share * (times_us.Length - 1))] / 1000.0;
    }
}
