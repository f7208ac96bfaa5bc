using Bms.Simulator.Faults;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;
using Bms.Simulator.Tests.Scenarios;

namespace Bms.Simulator.Tests.Faults;

public class FaultKindsTests
{
    // Wanted: values that do something. Everything else gets the middle of its range.
    private static readonly Dictionary<string, string> s_values = new()
    {
        ["ohm"] = "0.5", ["heat_W"] = "20", ["offset_V"] = "0.2", ["offset_A"] = "1", ["offset_C"] = "10",
        ["value_V"] = "3", ["value_A"] = "2", ["value_C"] = "30",
        ["drift_V_per_s"] = "0.1", ["drift_A_per_s"] = "1", ["drift_C_per_s"] = "1", ["factor"] = "1.4", ["tap"] = "2",
        ["other_tap"] = "3", ["transfers"] = "40", ["messages"] = "3", ["latency_ms"] = "900", ["stall_ms"] = "300", ["bytes"] = "9",
        ["value"] = "0", ["voltage_V"] = "17.5", ["current_A"] = "3", ["probability"] = "0.5", ["row"] = "2",
        ["stretch_ms"] = "30", ["period_s"] = "2", ["register"] = "0", ["bits"] = "32768",
        ["closed"] = "true", ["switch"] = "\"charge\"", ["cell"] = "2", ["probe"] = "2",
    };

    public static TheoryData<string> Kinds => [.. FaultKinds.All.Select(k => k.Shape.Name)];

    [Theory, MemberData(nameof(Kinds))]
    public void Begins_and_ends_without_breaking_the_bench(string kind)
    {
        RunResult result = Run(Fault(kind));
        Assert.True(result.Holds, string.Join('\n', result.Outcomes));
        Assert.Contains(result.Events, e => e.Text == kind + " begins");
        Assert.Contains(result.Events, e => e.Text == kind + " ends");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Changes_what_happens(string kind)
    {
        // Nothing hangs on these before something else fails too: a supervisor, a memory, a write that nobody needs now, the second level.
        string[] silent =
        [
            "watchdog-bridged", "flash-broken", "flash-bits-flip", "flash-write-torn", "protector-dead", "protector-switch-welded",
            "fuse-bridged", "cut-off-bridged", "processor-sleeps",

            // The device is connected before these begin.
            "broker-refuses", "broker-silent", "name-lookup-stalls", "network-doubles-acknowledgements",
        ];
        RunResult broken = Run(Fault(kind));
        RunResult healthy = Run(string.Empty);
        bool changes = broken.Trace.Sha256() != healthy.Trace.Sha256() || broken.Records != healthy.Records;
        Assert.Equal(!silent.Contains(kind), changes);
    }

    [Fact]
    public void There_is_one_kind_of_each_name() =>
        Assert.Equal(FaultKinds.All.Count, FaultKinds.All.Select(k => k.Shape.Name).Distinct().Count());

    private static string Fault(string kind)
    {
        Shape shape = FaultKinds.Of(kind).Shape;
        IEnumerable<Field> needed = shape.Fields.Where(f => f.Name != shape.Key && f.Required);
        IEnumerable<string> own = needed.Select(f => $", \"{f.Name}\": {Value(kind, f)}");
        return $", {{ \"fault\": \"{kind}\"{string.Concat(own)}, \"at_s\": 9.05, \"until_s\": 15.05 }}";
    }

    private static string Value(string kind, Field field)
    {
        if (kind.EndsWith("-noise", StringComparison.Ordinal))
        {
            return field.Name == "factor" ? "50" : "2";
        }

        return s_values.TryGetValue(field.Name, out string? value) ? value : field.Kind switch
        {
            FieldKind.Choice => $"\"{field.Choices[0]}\"",
            FieldKind.Flag => "true",
            _ => Math.Floor((field.Min + field.Max) / 2).ToString(),
        };
    }

    // Charge, discharge with a changing load, standby, a cell that gets warm: every part of the bench is in use.
    private static RunResult Run(string fault) => new ScenarioRunner(Samples.Read($$"""
        {
          "title": "Made for a test of faults", "why": "Made for a test.", "duration_s": 25, "initial_soc": 0.6, "seed": 3,
          "parallel_cells": 2,
          "timeline": [
            { "at_s": 3, "supply": true, "ask": "Charge" },
            { "at_s": 12, "ask": "Discharge", "load_A": 5 },
            { "at_s": 13, "load_A": 2 },
            { "at_s": 14, "ask": "Standby" }
          ],
          "faults": [ { "fault": "cell-heated", "name": "heater", "cell": 2, "heat_W": 15, "at_s": 2 }{{fault}} ],
          "expect": [ { "expect": "cell-voltage", "min_V": 1, "max_V": 5 } ]
        }
        """)).Run();
}
