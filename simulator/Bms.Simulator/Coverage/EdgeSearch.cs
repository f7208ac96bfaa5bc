using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Coverage;

/// <summary>Where a row begins to act, found by runs of the real firmware.</summary>
/// <param name="Probe">What was tried.</param>
/// <param name="Still">The value nearest to the edge at which the row stayed still.</param>
/// <param name="Acted">The value nearest to the edge at which it acted.</param>
/// <param name="Seen">What the firmware noted when it acted.</param>
/// <param name="Mistake">Why there is no edge; null when there is one.</param>
/// <param name="Runs">Runs that it took.</param>
internal sealed record Edge(EdgeProbe Probe, double Still, double Acted, string Seen, string? Mistake, int Runs);

/// <summary>Finds the edge of a probe by halves.</summary>
internal static class EdgeSearch
{
    internal static Edge Find(EdgeProbe probe, CoverageBench bench)
    {
        (double still, double acted) = (probe.Quiet, probe.Loud);
        if (Seen(probe, bench, acted) is not string seen)
        {
            return new Edge(probe, still, acted, string.Empty, $"never acts, not even at {probe.Parameter} {acted}", 1);
        }

        if (Seen(probe, bench, still) != null)
        {
            return new Edge(probe, still, acted, string.Empty, $"acts already at {probe.Parameter} {still}", 2);
        }

        for (int half = 0; half < probe.Halves; half++)
        {
            double middle = (still + acted) / 2;
            if (Seen(probe, bench, middle) is string now)
            {
                (acted, seen) = (middle, now);
            }
            else
            {
                still = middle;
            }
        }

        return new Edge(probe, still, acted, seen, null, probe.Halves + 2);
    }

    /// <summary>What the firmware noted when the row acted after the fault; null when it stayed still.</summary>
    private static string? Seen(EdgeProbe probe, CoverageBench bench, double value)
    {
        RunResult result = new ScenarioRunner(probe.At(bench, value)) { Traced = false }.Run();
        if (!result.Outcomes[0].Verdict.Holds)
        {
            return null;
        }

        string begins = probe.Row + " raised";
        string? raised = result.Events.FirstOrDefault(e => e.Text.StartsWith(begins, StringComparison.Ordinal))?.Text;
        return raised?[begins.Length..].TrimStart(':', ' ') ?? string.Empty;
    }
}
