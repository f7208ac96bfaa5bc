using System.Collections.Concurrent;
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
        ["stretch_ms"] = "30", ["period_s"] = "2", ["register"] = "0", ["bounce_ms"] = "20", ["bits"] = "32768",
        ["closed"] = "true", ["switch"] = "\"charge\"", ["cell"] = "2", ["probe"] = "2",
    };

    // Kinds to which such values mean nothing.
    private static readonly Dictionary<string, string> s_own = new()
    {
        ["fuse-weakened"] = "0.5", ["cooling-blocked"] = "0.5", ["protector-current-stuck"] = "-400", ["protector-current-offset"] = "-400",
        ["protector-current-drift"] = "-200", ["protector-temperature-stuck"] = "90", ["protector-temperature-offset"] = "60",
        ["protector-temperature-drift"] = "30", ["protector-temperature-gain"] = "4",
    };

    private static readonly ConcurrentDictionary<string, RunResult> s_healthy = new();

    public static TheoryData<string> Kinds => [.. FaultKinds.All.Select(k => k.Shape.Name)];

    [Theory, MemberData(nameof(Kinds))]
    public void Begins_and_ends_without_breaking_the_bench_and_changes_what_happens(string kind)
    {
        // Nothing hangs on these before something else fails too: a supervisor, a memory, a write that nobody needs now, the second level,
        // a contactor that has nothing to close, a resistor that has nothing to fill.
        string[] silent =
        [
            "watchdog-bridged", "flash-broken", "flash-bits-flip", "flash-write-torn", "power-cut-at-write", "protector-dead",
            "protector-switch-welded", "fuse-bridged", "cut-off-bridged",
            "processor-sleeps", "fuse-weakened", "contactor-bounces", "precharge-resistor",

            // A protector chip is heard of only when it trips.
            "protector-current-frozen", "protector-current-gain", "protector-current-noise",
            "protector-temperature-frozen", "protector-temperature-noise",

            // The device is connected before these begin.
            "broker-refuses", "broker-silent", "name-lookup-stalls", "network-doubles-acknowledgements",
        ];
        RunResult broken = Run(Fault(kind), Board(kind));
        Assert.True(broken.Holds, string.Join('\n', broken.Outcomes));
        Assert.Contains(broken.Events, e => e.Text == kind + " begins");
        Assert.Contains(broken.Events, e => e.Text == kind + " ends");
        RunResult healthy = s_healthy.GetOrAdd(Board(kind), board => Run(string.Empty, board));
        bool changes = broken.Trace.Sha256() != healthy.Trace.Sha256() || broken.Records != healthy.Records;
        Assert.Equal(!silent.Contains(kind), changes);
    }

    [Fact]
    public void There_is_one_kind_of_each_name() =>
        Assert.Equal(FaultKinds.All.Count, FaultKinds.All.Select(k => k.Shape.Name).Distinct().Count());

    // Some parts only one board has, and contactors none without being asked.
    private static string Board(string kind) => SensorFaults.IsOfProtectorChip(kind) || kind == "precharge-resistor"
        ? "\"board\": \"pack-16s\", "
        : ContactFaults.OfContactors.Contains(kind) ? "\"contactors\": true, " : string.Empty;

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

        if (s_own.TryGetValue(kind, out string? own) && field.Name != "thermistor") return own;

        return s_values.TryGetValue(field.Name, out string? value) ? value : field.Kind switch
        {
            FieldKind.Choice => $"\"{field.Choices[0]}\"",
            FieldKind.Flag => "true",
            _ => Math.Floor((field.Min + field.Max) / 2).ToString(),
        };
    }

    // Charge, discharge with a changing load, standby, a cell that gets warm: every part of the bench is in use.
    private static RunResult Run(string fault, string board) => new ScenarioRunner(Samples.Read($$"""
        {
          {{board}}"title": "Made for a test of faults", "why": "Made for a test.", "duration_s": 25, "initial_soc": 0.6, "seed": 3,
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
