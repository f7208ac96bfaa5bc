using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Faults;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

/// <summary>
/// A scenario that no bad firmware can fail proves nothing. Each one is played on firmware that is broken in a way of its own, and must
/// fail on at least one.
/// </summary>
public class MutantTests
{
    private const long Longest_us = 6_000_000_000;

    private static readonly Dictionary<string, Action<VirtualBench>> s_mutants = new()
    {
        ["blind: no row is ever raised"] = Rows(r => Copy(r, 1_000_000_000, r.Reaction)),
        ["meek: every row only warns"] = Rows(r => Copy(r, r.DelaySamples, Reaction.None)),
        ["slow: every row waits for ten samples more"] = Rows(r => Copy(r, r.DelaySamples + 10, r.Reaction)),
        ["hasty: one sample beyond a limit is enough"] = Rows(r => IsMeasured(r) ? Copy(r, 1, r.Reaction) : r),
        ["nervous: an age of two ticks is a lost sensor"] = Rows(r => r.Watch == Watch.Age && r.Limit[0] <= 1000 ? Limited(r, 200) : r),
        ["eager: a restart asks for a discharge by itself"] =
            b => b.Firmware.Started = c => c.Ask(b.Firmware.Boots > 1 ? Request.Discharge : Request.Standby),
        ["no watchdog"] = b => b.Hardware.Watchdog.Bypassed = true,
        ["no memory"] = b => b.Flash.Broken = true,
    };

    /// <summary>Those that try something else than a protection, and the change of the firmware that each was seen to fail on.</summary>
    private static readonly Dictionary<string, string> s_other = new()
    {
        ["charger-brown-out-is-repaired-within-a-second"] = "a charger that is told only when its set-point changes",
        ["charger-voltage-register-disturbed-is-set-right"] = "a charger that is told only when its set-point changes",
        ["supply-that-drops-out-again-and-again-resumes-the-charge"] = "an end of charge that looks at the current alone",
    };

    /// <summary>Layers whose faults the firmware must answer; network, second level and parallel cells have tests of their own.</summary>
    private static readonly HashSet<string> s_kinds =
    [
        .. CellFaults.All.Concat(SensorFaults.All).Concat(ChipFaultKinds.All).Select(k => k.Shape.Name),
        "processor-hangs", "processor-stalls", "board-loses-supply", "flash-broken", "flash-bits-flip", "flash-write-torn",
        "switch-stuck-closed", "switch-read-back-stuck",
    ];

    public static TheoryData<string> Names => [.. Catalogue.Names.Where(n => !s_other.ContainsKey(n) && IsTried(Catalogue.Open(n)))];

    [Theory, MemberData(nameof(Names))]
    public void Fails_on_firmware_that_is_broken(string name)
    {
        Scenario scenario = Catalogue.Open(name);
        Assert.Contains(s_mutants, m => !new ScenarioRunner(scenario) { Traced = false, Worsen = m.Value }.Run().Holds);
    }

    public static TheoryData<string> Mutants => [.. s_mutants.Keys];

    // A mutant that fails at once would fail everywhere and prove nothing either.
    [Theory, MemberData(nameof(Mutants))]
    public void A_mutant_lives_through_a_healthy_minute(string mutant) => Assert.True(new ScenarioRunner(Samples.Read("""
        {
          "title": "A healthy minute for mutants", "why": "Made for a test.", "duration_s": 60, "initial_soc": 0.6, "seed": 3,
          "timeline": [
            { "at_s": 3, "supply": true, "ask": "Charge" },
            { "at_s": 30, "supply": false, "ask": "Discharge", "load_A": 0.5 },
            { "at_s": 50, "ask": "Standby", "load_A": 0 }
          ],
          "expect": [
            { "expect": "no-rows", "except": [ "TelemetrySilent", "StateNotStored" ] },
            { "expect": "mode-held", "mode": "Charge", "from_s": 4, "until_s": 29 },
            { "expect": "mode-held", "mode": "Discharge", "from_s": 31, "until_s": 49 },
            { "expect": "switch-held", "switch": "both", "closed": true, "from_s": 4, "until_s": 49 }
          ]
        }
        """)) { Worsen = s_mutants[mutant] }.Run().Holds);

    // Not the starting points of sweeps either, which have no fault of their own.
    private static bool IsTried(Scenario scenario) => scenario.Duration_us <= Longest_us && scenario.Hardware != Bench4sSpec.Naive
        && scenario.ParallelCells is null or 1 && !scenario.Name.StartsWith("two-minutes-", StringComparison.Ordinal)
        && scenario.Faults.All(f => s_kinds.Contains(f.Node.Shape.Name));

    private static Action<VirtualBench> Rows(Func<ProtectionRow, ProtectionRow> change) => bench => bench.Firmware.Started = controller =>
    {
        ProtectionRow[] rows = controller.Table.Rows;
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = change(rows[i]);
        }
    };

    // Not what the firmware says of itself, which takes a cycle or two to settle.
    private static bool IsMeasured(ProtectionRow row) => row.Watch != Watch.Age && row.Fault < Fault.SwitchMismatch;

    private static ProtectionRow Limited(ProtectionRow row, int limit)
    {
        ProtectionRow copy = Copy(row, row.DelaySamples, row.Reaction);
        Array.Fill(copy.Limit, limit);
        return copy;
    }

    private static ProtectionRow Copy(ProtectionRow row, int delaySamples, Reaction reaction)
    {
        var copy = new ProtectionRow(row.Fault, row.Signal, row.Watch, 0, 0, delaySamples, row.ReleaseSamples, reaction,
            row.ClearedBy, row.Latching);
        row.Limit.CopyTo(copy.Limit, 0);
        row.Release.CopyTo(copy.Release, 0);
        return copy;
    }
}
