using System.Text;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>Everything that a scenario file may hold, as Markdown tables; the README beside the scenarios carries them.</summary>
public static class FormatTables
{
    private static readonly string[] s_timing = ["after", "within_ms", "not_before_ms", "stays"];
    private static readonly string[] s_span = ["from_s", "from", "until_s", "until"];

    /// <summary>The tables.</summary>
    public static string Write()
    {
        IReadOnlyList<Shape> expectations = [.. ScenarioFormat.Expectations.Select(k => k.Shape)];
        Shape fault = new("fault", string.Empty, ScenarioFormat.FaultCommon) { Rules = ScenarioFormat.FaultRules };
        StringBuilder text = new();
        Add(text, "The file", ShapeTable.Fields(ScenarioFormat.File));
        Add(text, "A cell that differs", ShapeTable.Fields(ScenarioFormat.Cell));
        Add(text, "A life behind the cells", ShapeTable.Fields(ScenarioCell.Aged));
        Add(text, "A timeline entry", ShapeTable.Fields(ScenarioFormat.Timeline));
        Add(text, "A vehicle", ShapeTable.Fields(CycleVehicle.Shape));
        Add(text, "A condition", ShapeTable.Fields(ScenarioFormat.Condition));
        Add(text, "A fault: what every kind has", ShapeTable.Fields(fault));
        Add(text, "Faults: the kinds", ShapeTable.Kinds(ScenarioFormat.FaultShapes, [.. ScenarioFormat.FaultCommon.Select(f => f.Name)]));
        Add(text, "Expectations: something happens after a moment", Group(expectations, s_timing));
        Add(text, "Expectations: something holds over a span", Group(expectations, s_span));
        Add(text, "Expectations: the others", Kinds(expectations.Where(s => !Has(s, s_timing) && !Has(s, s_span)), []));
        return text.ToString();
    }

    // What the kinds of a group have in common, then each kind with its own.
    private static string Group(IReadOnlyList<Shape> expectations, string[] common)
    {
        Shape[] kinds = [.. expectations.Where(s => Has(s, common))];
        Shape shared = new("group", string.Empty, [.. kinds[0].Fields.Where(f => common.Contains(f.Name))]);
        return ShapeTable.Fields(shared) + "\n" + Kinds(kinds, common);
    }

    private static string Kinds(IEnumerable<Shape> shapes, string[] common) => ShapeTable.Kinds([.. shapes], common);

    private static bool Has(Shape shape, string[] fields) => shape.Find(fields[0]) != null;

    private static void Add(StringBuilder text, string title, string table) =>
        text.Append(text.Length == 0 ? string.Empty : "\n").Append($"### {title}\n\n").Append(table);
}
