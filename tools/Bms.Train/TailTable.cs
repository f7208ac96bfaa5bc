using Bms.Anomaly;

namespace Bms.Train;

/// <summary>The tails of all statistics, by AnomalyFeature.</summary>
internal sealed class TailTable
{
    /// <summary>Statistics that are measured against a tail; the rest are alarms by themselves.</summary>
    internal static IReadOnlyList<AnomalyFeature> Measured { get; } =
    [
        AnomalyFeature.ChargeLost, AnomalyFeature.ChargeGained, AnomalyFeature.Step, AnomalyFeature.ResistanceGrowth, AnomalyFeature.Dips,
        AnomalyFeature.Scatter, AnomalyFeature.CapacityMissing, AnomalyFeature.Collapse, AnomalyFeature.Warmth,
        AnomalyFeature.CountedAtRest, AnomalyFeature.DriftApart, AnomalyFeature.ChargeMiscounted, AnomalyFeature.CoolingTime,
        AnomalyFeature.Relaxation, AnomalyFeature.PackResistance,
    ];

    private readonly Tail[] _tails = new Tail[Evidence.Features];

    private TailTable(double hours) => Array.Fill(_tails, Tail.Unseen(hours));

    internal Tail this[AnomalyFeature feature] => _tails[(int)feature];

    /// <summary>Hours that count as one when a statistic is high in them: sums remember for hours what has pushed them up.</summary>
    internal const int Cluster_h = 8;

    /// <summary>Fits every tail to the hours of healthy lives.</summary>
    internal static TailTable Fit(IReadOnlyList<IReadOnlyList<short[]>> lives)
    {
        int hours = lives.Sum(life => life.Count);
        var table = new TailTable(hours);
        foreach (AnomalyFeature feature in Measured)
        {
            table._tails[(int)feature] = Tail.Fit([.. lives.SelectMany(life => Peaks(life, (int)feature))], hours);
        }

        return table;
    }

    /// <summary>How well each tail fits the hours of lives.</summary>
    internal IReadOnlyList<(AnomalyFeature Feature, TailCheck Check)> Check(IReadOnlyList<IReadOnlyList<short[]>> lives, ulong seed) =>
        [.. Measured.Select(f => (f, TailCheck.Of(this[f], lives.SelectMany(life => Peaks(life, (int)f)), seed)))];

    // The largest of each stretch of hours.
    private static IEnumerable<double> Peaks(IReadOnlyList<short[]> life, int feature)
    {
        for (int start = 0; start < life.Count; start += Cluster_h)
        {
            yield return life.Skip(start).Take(Cluster_h).Max(hour => hour[feature]) / 1000.0;
        }
    }

    /// <summary>An hour as decades, one a measured statistic.</summary>
    internal double[] Decades(short[] hour) => [.. Measured.Select(f => this[f].Decades(hour[(int)f] / 1000.0))];
}
