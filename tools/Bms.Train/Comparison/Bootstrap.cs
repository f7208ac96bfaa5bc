using Bms.Simulator.Anomaly;
using Bms.World.Numerics;

namespace Bms.Train.Comparison;

/// <summary>
/// How sure a difference between two models is: lives are drawn again and again with replacement, faulty and healthy ones apart, the same
/// lives for both models, and the differences are taken each time. Both lists hold the same lives in the same order.
/// </summary>
internal static class Bootstrap
{
    private const int Draws = 1000;

    /// <summary>Ends of the 95 % interval of the second model's AUROC less the first's.</summary>
    internal static (double Low, double High) AurocGain(IReadOnlyList<ScoredLife> first, IReadOnlyList<ScoredLife> second, ulong seed)
    {
        int[] healthy = Numbers(first, healthy: true);
        int[] faulty = Numbers(first, healthy: false);
        var random = new SeededRandom(seed, "bootstrap");
        return Interval(() =>
        {
            int[] calm = Again(healthy, random);
            int[] ill = Again(faulty, random);
            return Auroc(second, ill, calm) - Auroc(first, ill, calm);
        });
    }

    /// <summary>Ends of the 95 % interval of the share of faulty lives in per cent that the second finds, less that of the first.</summary>
    internal static (double Low, double High) FoundGain(IReadOnlyList<ScoredLife> first, double firstThreshold,
        IReadOnlyList<ScoredLife> second, double secondThreshold, ulong seed)
    {
        int[] faulty = Numbers(first, healthy: false);
        double[] gain = [.. faulty.Select(i => (second[i].Highest >= secondThreshold ? 100.0 : 0)
            - (first[i].Highest >= firstThreshold ? 100.0 : 0))];
        int[] places = [.. Enumerable.Range(0, gain.Length)];
        var random = new SeededRandom(seed, "bootstrap found");
        return Interval(() => Again(places, random).Average(i => gain[i]));
    }

    private static (double Low, double High) Interval(Func<double> draw)
    {
        double[] drawn = [.. Enumerable.Range(0, Draws).Select(_ => draw()).Order()];
        return (drawn[Draws / 40], drawn[^(Draws / 40)]);
    }

    private static double Auroc(IReadOnlyList<ScoredLife> lives, int[] faulty, int[] healthy) =>
        BenchmarkFigures.Auroc(faulty.Select(i => lives[i].Highest), healthy.Select(i => lives[i].Highest));

    private static int[] Numbers(IReadOnlyList<ScoredLife> lives, bool healthy) =>
        [.. Enumerable.Range(0, lives.Count).Where(i => lives[i].Life.IsHealthy == healthy)];

    private static int[] Again(int[] numbers, SeededRandom random) =>
        [.. numbers.Select(_ => numbers[(int)(random.NextUniform() * numbers.Length)])];
}
