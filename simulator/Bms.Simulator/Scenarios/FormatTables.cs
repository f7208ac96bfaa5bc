using System.Text;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>Everything that a scenario file may hold, as Markdown tables; the README beside the scenarios carries them.</summary>
public static class FormatTables
{
    /// <summary>The tables.</summary>
    public static string Write()
    {
        string[] common = ["after", "within_ms", "not_before_ms", "stays", "from_s", "from", "until_s", "until"];
        StringBuilder text = new();
        Add(text, "The file", ShapeTable.Fields(ScenarioFormat.File));
        Add(text, "A cell", ShapeTable.Fields(ScenarioFormat.Cell));
        Add(text, "A timeline entry", ShapeTable.Fields(ScenarioFormat.Timeline));
        Add(text, "A condition", ShapeTable.Fields(ScenarioFormat.Condition));
        Add(text, "A fault: fields of every kind", ShapeTable.Fields(new Shape("fault", string.Empty, ScenarioFormat.FaultCommon)
        {
            Rules = ScenarioFormat.FaultRules,
        }));
        Add(text, "Kinds of faults", ShapeTable.Kinds(ScenarioFormat.FaultShapes, [.. ScenarioFormat.FaultCommon.Select(f => f.Name)]));
        Add(text, "Kinds of expectations", ShapeTable.Kinds([.. ScenarioFormat.Expectations.Select(k => k.Shape)], common));
        return text.ToString();
    }

    private static void Add(StringBuilder text, string title, string table) =>
        text.Append(text.Length == 0 ? string.Empty : "\n").Append($"### {title}\n\n").Append(table);
}
