using System.Globalization;
using Bms.Protection;
using Bms.Simulator.Report;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Coverage;

/// <summary>The matrix for people: lines on the console, and a page.</summary>
internal static class CoverageText
{
    internal static void Write(TextWriter output, CoverageResult result)
    {
        foreach (Edge edge in result.Edges)
        {
            output.WriteLine(Line(edge));
        }

        foreach (EdgeProbe probe in result.LeftOut)
        {
            output.WriteLine($"left out {probe.Row} by {probe.Kind}: takes {Show(probe.Situation.Length_s)} s a run");
        }

        foreach ((Fault row, string why) in result.Bench.Causeless)
        {
            output.WriteLine($"no edge {row}: {why}");
        }

        string name = "coverage." + result.Bench.FigureName;
        output.WriteLine($"{name}.hazards = {result.Hazards.Count}");
        output.WriteLine($"{name}.hazards_with_two_faults = {result.HitTwice}");
        output.WriteLine($"{name}.edges = {result.Edges.Count(e => e.Mistake == null)}");
        output.WriteLine($"{name}.edges_missing = {result.Edges.Count(e => e.Mistake != null)}");
        output.WriteLine($"{name}.fault_kinds = {result.Edges.Select(e => e.Probe.Kind).Distinct().Count()}");
        output.WriteLine($"{name}.runs = {result.Edges.Sum(e => e.Runs)}");
    }

    internal static RunReport Page(CoverageResult result) => new()
    {
        Title = $"Hazards and faults on {result.Bench.Title}",
        Lead = "Every row of the protection table that opens a switch, and the faults that bring it about. For each the real firmware was "
            + "run until the edge was found: the row acts on one side of it and stays still on the other.",
        Holds = result.Holds,
        VerdictText = $"{result.HitTwice} of {result.Hazards.Count} hazards are hit by two kinds of fault",
        Summary =
        [
            new("Board", result.Bench.Board.Name), new("Told as", result.Bench.Chemistry),
            new("Hazards", Whole(result.Hazards.Count)), new("With two faults", Whole(result.HitTwice)),
            new("Edges found", Whole(result.Edges.Count(e => e.Mistake == null))),
            new("Edges missing", Whole(result.Edges.Count(e => e.Mistake != null))), new("Runs", Whole(result.Edges.Sum(e => e.Runs))),
        ],
        Tables = [Matrix(result), .. result.Shipped.Count == 0 ? [] : new[] { Shipped(result) }],
        ExpectationsTitle = "Where each row begins to act",
        ExpectationsColumn = "Row and fault",
        Expectations =
        [
            .. result.Edges.Select(e => new ReportExpectation($"{e.Probe.Row} by {e.Probe.Kind}", e.Mistake == null, Found(e))),
        ],
        Notes =
        [
            .. result.Bench.Causeless.Select(c => $"{c.Row} has no edge on this board: {c.Why}."),
            "An edge is given in the field of the fault that was varied, with the last value on each side.",
            "Protector, fuse and thermal cut-off are bridged in these runs: each row must act alone.",
            "The table of shipped scenarios counts those in which a row was raised while the fault was there; they prove no cause.",
        ],
    };

    private static ReportTable Matrix(CoverageResult result) => new("Hazards, and the faults that bring them about", ["Hazard", "Faults"],
        [.. result.Hazards.Select(h => new[] { h.ToString(), string.Join(", ", result.Kinds(h)) })]);

    private static ReportTable Shipped(CoverageResult result) => new("Shipped scenarios", ["Row", "Fault that was there", "Scenarios"],
        [
            .. result.Shipped.OrderBy(h => h.Key.Row, StringComparer.Ordinal).ThenBy(h => h.Key.Kind, StringComparer.Ordinal)
                .Select(h => new[] { h.Key.Row, h.Key.Kind, Whole(h.Value) }),
        ]);

    private static string Whole(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Line(Edge edge) =>
        $"{(edge.Mistake == null ? "edge  " : "MISSES")} {edge.Probe.Row} by {edge.Probe.Kind}: {Found(edge)}";

    private static string Found(Edge edge)
    {
        string seen = edge.Seen.Length > 0 ? " at " + edge.Seen : string.Empty;
        return edge.Mistake ?? $"{edge.Probe.Parameter} {Show(edge.Still)} is still, {Show(edge.Acted)} acts{seen}";
    }

    private static string Show(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
