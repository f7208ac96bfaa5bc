using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>Whether what alarms state is so: intervals against the truth, rates of false alarms against those that were seen.</summary>
internal static class HonestyFigures
{
    /// <summary>
    /// Each kind of quantity: alarms that state one, share of them whose interval holds the truth, and how far the estimate is off: the
    /// median size of its relative error, and its median with the sign.
    /// </summary>
    internal static void Intervals(BenchmarkFigures figures, IReadOnlyList<EpisodeResult> results)
    {
        foreach (IGrouping<string, StatedQuantity> group in results.Where(r => r.Stated != null).Select(r => r.Stated!)
            .GroupBy(s => s.Kind))
        {
            figures.Print($"interval_alarms.{group.Key}", group.Count());
            figures.Print($"interval_covers_pct.{group.Key}", 100.0 * group.Count(s => s.Covers) / group.Count(), "0");
            figures.Print($"estimate_error_pct.{group.Key}",
                100 * BenchmarkFigures.Median([.. group.Select(s => Math.Abs(s.RelativeError))]), "0");
            figures.Print($"estimate_bias_pct.{group.Key}", 100 * BenchmarkFigures.Median([.. group.Select(s => s.RelativeError)]), "0");
        }
    }

    /// <summary>
    /// False alarms of each statistic beside the most that its stated rate allows in the same hours, and all together; a statistic that
    /// states no rate of its own states that of all.
    /// </summary>
    internal static void Rates(BenchmarkFigures figures, IReadOnlyList<FalseAlarm> seen, double healthy_h)
    {
        var tails = new AnomalyTails();
        foreach (IGrouping<AnomalyFeature, FalseAlarm> group in seen.GroupBy(f => f.Feature).OrderBy(g => g.Key))
        {
            int place = (int)group.Key;
            int own_h = place < tails.FalseAlarm_h.Length ? tails.FalseAlarm_h[place] : 0;
            figures.Print($"false_alarms.{group.Key}", group.Count());
            figures.Print($"false_alarms_stated.{group.Key}", healthy_h / (own_h > 0 ? own_h : AlarmContext.FalseAlarm_h));
        }
    }
}
