using System.Globalization;
using Bms.Protection;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Coverage;

/// <summary>What the pack is doing when a fault strikes.</summary>
/// <param name="Soc">State of charge at the start.</param>
/// <param name="Timeline">Entries of the timeline before the fault, as a scenario file has them.</param>
/// <param name="Length_s">How long is waited for the row.</param>
internal sealed record Situation(double Soc, string Timeline, double Length_s = 40)
{
    internal static Situation Standing { get; } = new(0.5, string.Empty);

    internal static Situation Driving { get; } = new(0.5, """{ "at_s": 3, "ask": "Discharge" }, { "at_s": 6, "load_A": 1 }""");

    internal static Situation Loaded { get; } = new(0.5, """{ "at_s": 3, "ask": "Discharge" }, { "at_s": 6, "load_A": 5 }""");

    internal static Situation Charging { get; } = new(0.5, """{ "at_s": 1, "supply": true }, { "at_s": 3, "ask": "Charge" }""");

    internal static Situation Stepping { get; } = new(0.5, """{ "at_s": 3, "ask": "Discharge" }, { "at_s": 30, "load_A": 4 }""");

    internal static Situation Full { get; } = Driving with { Soc = 0.98 };

    internal static Situation Empty { get; } = Loaded with { Soc = 0.1 };

    internal Situation For(double length_s) => this with { Length_s = length_s };
}

/// <summary>
/// One way to bring about a hazard: a kind of fault with one field that makes it worse. Somewhere between the quiet and the loud value lies
/// the edge, at which the row of the protection table begins to act.
/// </summary>
/// <param name="Row">The row that must act.</param>
/// <param name="Kind">Kind of fault.</param>
/// <param name="Parameter">Field of the fault that is varied.</param>
/// <param name="Quiet">Value at which the row must stay still.</param>
/// <param name="Loud">Value at which it must act.</param>
/// <param name="Fields">The other fields of the fault, as a scenario file has them.</param>
/// <param name="Situation">What the pack is doing.</param>
internal sealed record EdgeProbe(
    Fault Row, string Kind, string Parameter, double Quiet, double Loud, string Fields, Situation Situation)
{
    private const string Begin_s = "20.03";

    // Protector and fuse are often faster: what the firmware does alone is seen without them.
    private const string Alone = """
        { "fault": "protector-dead", "at_s": 1 }, { "fault": "fuse-bridged", "at_s": 1 }, { "fault": "cut-off-bridged", "at_s": 1 },
        """;

    /// <summary>Faults that are there as well, each with a comma behind; they alone must not raise the row.</summary>
    internal string Also { get; init; } = string.Empty;

    /// <summary>How often the way from still to loud is halved; less where a run takes half a day.</summary>
    internal int Halves { get; init; } = 10;

    /// <summary>The scenario for one value of the varied field; its only expectation is that the row acts after the fault.</summary>
    internal Scenario At(string board, double value)
    {
        double within_ms = (Situation.Length_s + 1) * 1000;
        string fields = Fields.Length > 0 ? ", " + Fields : string.Empty;
        string json = $$"""
            {
              "title": "{{Kind}} at its edge for {{Row}}", "why": "Generated from the matrix of hazards and faults.",
              "board": "{{board}}", "duration_s": {{Show(20.03 + Situation.Length_s)}}, "initial_soc": {{Show(Situation.Soc)}},
              "timeline": [ {{Situation.Timeline}} ],
              "faults": [ {{Alone}} {{Also}}
                { "name": "it", "fault": "{{Kind}}", "at_s": {{Begin_s}}{{fields}}, "{{Parameter}}": {{Show(value)}} } ],
              "expect": [ { "expect": "row-raised", "row": "{{Row}}", "after": "it", "within_ms": {{Show(within_ms)}} } ]
            }
            """;
        return ScenarioReader.Read($"{Row}-by-{Kind}.json", System.Text.Encoding.UTF8.GetBytes(json));
    }

    private static string Show(double value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
