using Bms.Anomaly;
using Bms.Simulator.Anomaly;

namespace Bms.Train;

/// <summary>The healthy lives that the constants come from: their hours, and what was falsely raised in them.</summary>
internal sealed class TrainingLives(EpisodeResult[] lives, ulong seed)
{
    internal ulong Seed => seed;

    /// <summary>Statistics of each life, hour by hour, from its middle on.</summary>
    internal IReadOnlyList<IReadOnlyList<short[]>> Hours { get; } = [.. lives.Select(life => life.Hours)];

    internal int Lived_h => Hours.Sum(life => life.Count);

    /// <summary>Warnings and alarms, all of them false, by the statistic that made them; all statistics when it is not given.</summary>
    internal int FalseAlarms(AnomalyFeature feature = AnomalyFeature.None) => lives.SelectMany(life => life.Looks)
        .SelectMany(look => look.Raised)
        .Count(a => a.Severity > AnomalyAlarm.Note && (feature == AnomalyFeature.None || a.Feature == feature));

    /// <summary>
    /// Hours for one false alarm that a statistic's limit keeps with 95 % confidence: what was lived over the upper end of the Poisson
    /// interval of what was raised. A limit that has raised nothing claims no more than a third of the hours.
    /// </summary>
    internal int FalseAlarm_h(AnomalyFeature feature)
    {
        double bound_per_1000h = BenchmarkFigures.Bound95_per_1000h(FalseAlarms(feature), Lived_h);
        return (int)Math.Min(short.MaxValue, 1000 / bound_per_1000h);
    }
}
