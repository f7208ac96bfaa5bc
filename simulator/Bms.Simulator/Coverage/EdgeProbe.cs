using Bms.Protection;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Coverage;

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
    private const double Begin_s = 20.03;
    private const string Why = "Generated from the matrix of hazards and faults.";

    /// <summary>Faults that are there as well, each with a comma behind; they alone must not raise the row.</summary>
    internal string Also { get; init; } = string.Empty;

    /// <summary>True: contactors stand in the place of the transistors.</summary>
    internal bool Contactors { get; init; }

    /// <summary>How often the way from still to loud is halved; less where a run takes half a day.</summary>
    internal int Halves { get; init; } = 10;

    /// <summary>The scenario for one value of the varied field; its only expectation is that the row acts after the fault.</summary>
    internal Scenario At(CoverageBench bench, double value)
    {
        double within_ms = (Situation.Length_s + 1) * 1000;
        string fields = Fields.Length > 0 ? ", " + Fields : string.Empty;
        return Read($"{Row}-by-{Kind}.json", $$"""
            {
              {{bench.Fields}} "title": "{{Kind}} at its edge for {{Row}}", "why": "{{Why}}",
              "contactors": {{(Contactors ? "true" : "false")}},
              "duration_s": {{Situation.Show(Begin_s + Situation.Length_s)}}, "initial_soc": {{Situation.Show(Situation.Soc)}},
              "timeline": [ {{Situation.Timeline}} ],
              "faults": [ {{Alone(bench)}} {{Also}}
                { "name": "it", "fault": "{{Kind}}", "at_s": {{Situation.Show(Begin_s)}}{{fields}},
                  "{{Parameter}}": {{Situation.Show(value)}} } ],
              "expect": [ { "expect": "row-raised", "row": "{{Row}}", "after": "it", "within_ms": {{Situation.Show(within_ms)}} } ]
            }
            """);
    }

    /// <summary>A scenario in which nothing happens, on a bench that a file describes with these fields.</summary>
    internal static Scenario Blank(string fields) => Read("coverage", $$"""
        {
          {{fields}} "title": "A bench of the matrix", "why": "{{Why}}", "duration_s": 3, "timeline": [],
          "expect": [ { "expect": "no-rows" } ]
        }
        """);

    // Protector and fuse are often faster: what the firmware does alone is seen without them.
    private static string Alone(CoverageBench bench)
    {
        string[] parts =
        [
            .. bench.Second?.Protector == null ? [] : new[] { "protector-dead" },
            .. bench.Second?.Fuse == null ? [] : new[] { "fuse-bridged" },
            .. bench.Second is { CutOffs.Count: > 0 } ? new[] { "cut-off-bridged" } : [],
        ];
        return string.Concat(parts.Select(p => $$"""{ "fault": "{{p}}", "at_s": 1 }, """));
    }

    private static Scenario Read(string file, string json) => ScenarioReader.Read(file, System.Text.Encoding.UTF8.GetBytes(json));
}
