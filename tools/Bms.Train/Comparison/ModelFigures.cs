using Bms.Simulator.Anomaly;

namespace Bms.Train.Comparison;

/// <summary>
/// What a model is worth on a set of lives: its AUROC, and what it finds, how soon and by which name when its threshold gives as many
/// false alarms on the healthy lives of the set as were allowed; a false alarm is eight hours with a look beyond the threshold.
/// </summary>
internal sealed record ModelFigures(double Auroc, double Threshold, double Found_pct, double Delay_h, double Type_pct)
{
    internal static ModelFigures Of(IReadOnlyList<ScoredLife> lives, int allowed)
    {
        double threshold = ThresholdFor(lives, allowed);
        ScoredLife[] faulty = [.. lives.Where(l => !l.Life.IsHealthy)];
        ScoredLife[] found = [.. faulty.Where(l => l.Highest >= threshold)];
        return new ModelFigures(AurocOf(lives), threshold, Percent(found.Length, faulty.Length),
            BenchmarkFigures.Median([.. faulty.Select(l => l.Delay_h(threshold))]),
            Percent(found.Count(l => l.IsNamed(threshold)), found.Length));
    }

    /// <summary>Just above the largest peak that may raise no alarm.</summary>
    internal static double ThresholdFor(IEnumerable<ScoredLife> lives, int allowed)
    {
        double[] peaks = [.. lives.Where(l => l.Life.IsHealthy).SelectMany(l => l.Peaks()).OrderDescending()];
        return peaks.Length > allowed ? Math.BitIncrement(peaks[allowed]) : 0;
    }

    /// <summary>Stretches of healthy lives with a look at or above a threshold.</summary>
    internal static int FalseAlarms(IEnumerable<ScoredLife> lives, double threshold) =>
        lives.Where(l => l.Life.IsHealthy).Sum(l => l.Peaks().Count(p => p >= threshold));

    /// <summary>Share in per cent of the faulty lives that reach a threshold.</summary>
    internal static double Found(IEnumerable<ScoredLife> lives, double threshold)
    {
        ScoredLife[] faulty = [.. lives.Where(l => !l.Life.IsHealthy)];
        return Percent(faulty.Count(l => l.Highest >= threshold), faulty.Length);
    }

    internal static double AurocOf(IEnumerable<ScoredLife> lives)
    {
        ILookup<bool, double> byHealth = lives.ToLookup(l => l.Life.IsHealthy, l => l.Highest);
        return BenchmarkFigures.Auroc(byHealth[false], byHealth[true]);
    }

    internal static double Percent(int part, int whole) => 100.0 * part / Math.Max(1, whole);
}
