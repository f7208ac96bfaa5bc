using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Coverage;

/// <summary>What actually ran: the edges that were found, and what the shipped scenarios hit besides.</summary>
/// <param name="Bench">The board with its cells.</param>
/// <param name="Edges">One for each probe.</param>
/// <param name="Shipped">Rows that a shipped scenario raised while a fault was there, with the number of such scenarios.</param>
internal sealed record CoverageResult(
    CoverageBench Bench, IReadOnlyList<Edge> Edges, IReadOnlyDictionary<FaultHit, int> Shipped)
{
    /// <summary>Rows of the protection table that open a switch, in the order of the table.</summary>
    internal IReadOnlyList<Fault> Hazards => Bench.Hazards;

    /// <summary>Kinds of fault that bring a hazard about beyond an edge and not before it.</summary>
    internal IReadOnlyList<string> Kinds(Fault hazard) =>
        [.. Edges.Where(e => e.Probe.Row == hazard && e.Mistake == null).Select(e => e.Probe.Kind).Distinct()];

    /// <summary>Hazards that two kinds of fault at least bring about.</summary>
    internal int HitTwice => Hazards.Count(h => Kinds(h).Count >= 2);

    /// <summary>Probes that a rough run left out.</summary>
    internal IReadOnlyList<EdgeProbe> LeftOut { get; init; } = [];

    /// <summary>True when every hazard has two kinds of fault at least, those left out included, and every probe an edge.</summary>
    internal bool Holds => Edges.All(e => e.Mistake == null)
        && Hazards.All(h => Kinds(h).Concat(LeftOut.Where(p => p.Row == h).Select(p => p.Kind)).Distinct().Count() >= 2);
}

/// <summary>Runs the matrix of hazards and faults of a bench.</summary>
internal static class CoverageRun
{
    private const double LongestRough_s = 400;

    /// <summary>
    /// Finds every edge. <paramref name="rough"/>: only looks at both ends of each probe, leaves out those that take longer than minutes,
    /// and plays no shipped scenario.
    /// </summary>
    internal static CoverageResult Run(CoverageBench bench, int jobs, Action<double>? progress = null, bool rough = false)
    {
        EdgeProbe[] probes = [.. EdgeProbes.Of(bench)];
        EdgeProbe[] leftOut = rough ? [.. probes.Where(p => p.Situation.Length_s > LongestRough_s)] : [];
        if (rough) probes = [.. probes.Except(leftOut).Select(p => p with { Halves = 0 })];
        var edges = new Edge[probes.Length];
        int done = 0;
        Share(probes.Length, jobs, i =>
        {
            edges[i] = EdgeSearch.Find(probes[i], bench);
            progress?.Invoke((double)Interlocked.Increment(ref done) / probes.Length);
        });

        string[] shipped = rough ? [] : [.. Catalogue.Names.Where(n => Catalogue.Open(n) is { } s && IsOf(bench, s) && s.Faults.Count > 0)];
        var hits = new IReadOnlyList<FaultHit>[shipped.Length];
        Share(shipped.Length, jobs, i => hits[i] = new ScenarioRunner(Catalogue.Open(shipped[i])) { Traced = false }.Run().Hits);
        return new CoverageResult(bench, edges, hits.SelectMany(h => h).CountBy(h => h).ToDictionary()) { LeftOut = leftOut };
    }

    private static bool IsOf(CoverageBench bench, Scenario scenario) =>
        scenario.Board == bench.Board && scenario.Chemistry == bench.Chemistry && scenario.NoVerdict == null;

    private static void Share(int count, int jobs, Action<int> work)
    {
        int next = -1;
        void Take()
        {
            for (int i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                work(i);
            }
        }

        Thread[] threads = [.. Enumerable.Range(0, Math.Clamp(jobs, 1, Math.Max(1, count))).Select(_ => new Thread(Take))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
    }
}
