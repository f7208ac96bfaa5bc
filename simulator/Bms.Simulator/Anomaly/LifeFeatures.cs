using System.Globalization;
using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>What a life's rank is made of: the statistics of its most unusual ten minutes.</summary>
internal static class LifeFeatures
{
    private const int Most = 4;

    /// <summary>"; by" and the features of the highest look with what each adds to its rank in decades; empty when none adds.</summary>
    internal static string Telling(EpisodeResult life)
    {
        EvidenceLook? look = life.Looks.MaxBy(l => l.Rank);
        if (look == null)
        {
            return "";
        }

        var tails = new Evidence(1);
        var added = Enumerable.Range(1, Evidence.Features - 1)
            .Select(i => (Feature: (AnomalyFeature)i, Rare: tails.Decades((AnomalyFeature)i, look.Peak_permille[i] * 0.001f) - 1))
            .Where(f => f.Rare > 0).OrderByDescending(f => f.Rare).Take(Most);
        string text = string.Join(", ", added.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Feature} {f.Rare:0.0}")));
        return text.Length == 0 ? "" : "; by " + text;
    }
}
