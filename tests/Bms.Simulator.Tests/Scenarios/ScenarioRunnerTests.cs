using Bms.Simulator.Bench;
using System.Diagnostics;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

public class ScenarioRunnerTests
{
    // Random numbers of every kind: spread of the cells, errors and noise of the chips, faults by chance.
    private const string Noisy = """
        {
          "title": "A noisy drive for a test", "why": "Made for a test.", "duration_s": 60, "seed": 5,
          "timeline": [ { "at_s": 5, "ask": "Discharge" }, { "at_s": 6.0123, "drive_cycle": "town" } ],
          "faults": [ { "fault": "bus-flips-bits", "chip": "mcp9808-1", "probability": 0.05, "at_s": 10 } ],
          "expect": [ { "expect": "records", "verified_min": 1 } ]
        }
        """;

    [Fact]
    public void A_run_without_a_trace_has_the_outcomes_of_one_with_it()
    {
        Scenario scenario = Samples.Read(Noisy);
        RunResult traced = new ScenarioRunner(scenario).Run(), bare = new ScenarioRunner(scenario) { Traced = false }.Run();
        Assert.Equal(0, bare.Trace.Count);
        Assert.NotEqual(0, traced.Trace.Count);
        Assert.Equal(traced.Outcomes, bare.Outcomes);
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace_byte_for_byte_and_another_seed_another()
    {
        Scenario scenario = Samples.Read(Noisy);
        string first = new ScenarioRunner(scenario).Run().Trace.Sha256();
        Assert.Equal(first, new ScenarioRunner(scenario).Run().Trace.Sha256());
        Assert.NotEqual(first, new ScenarioRunner(scenario with { Seed = 6 }).Run().Trace.Sha256());
    }

    [Fact]
    public void A_fresh_process_gives_the_same_trace_too()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("bms").FullName, "noisy.json");
        File.WriteAllText(file, Noisy);
        string simulator = Path.ChangeExtension(typeof(ScenarioRunner).Assembly.Location, ".dll");
        var start = new ProcessStartInfo("dotnet", [simulator, "run", file]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        string hash = new ScenarioRunner(Samples.Read(Noisy)).Run().Trace.Sha256();
        Assert.Contains("run.trace_sha256 = " + hash, output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_world_changes_at_its_very_time_and_not_at_a_tick()
    {
        RunResult result = new ScenarioRunner(Samples.Read("""
            {
              "title": "A step between two ticks", "why": "Made for a test.", "duration_s": 10, "capacity_sigma": 0,
              "timeline": [ { "at_s": 2, "ask": "Discharge" }, { "at_s": 5.03, "load_A": 4 }, { "at_s": 5.07, "load_A": 0 } ],
              "expect": [ { "expect": "current", "min_A": -0.001, "max_A": 0.001 } ]
            }
            """)).Run();
        Assert.True(result.Holds, "a pulse between two ticks must not be seen at a tick");

        // 4 A for 40 ms out of 5 Ah.
        double drawn = result.Trace["soc_ref"][0] - result.Trace["soc_ref"][^1];
        Assert.InRange(drawn * 5 * 3600, 4 * 0.04 * 0.9, 4 * 0.04 * 1.1);
    }

    [Theory]
    [InlineData(20, 200)]
    [InlineData(1000, 1000)]
    public void A_trace_has_every_tick_of_a_short_run_and_every_second_of_a_longer_one(int duration_s, int rows)
    {
        RunResult result = new ScenarioRunner(Samples.Read($$"""
            {
              "title": "Nothing happens here", "why": "Made for a test.", "duration_s": {{duration_s}},
              "timeline": [], "expect": [ { "expect": "no-rows" } ]
            }
            """)).Run();

        // The change from self-test to standby has a row of its own, so has the first tick.
        Assert.InRange(result.Trace.Count, rows, rows + 3);
        Assert.Equal(duration_s, result.Trace["t_s"][^1]);
        Assert.Equal(duration_s, result.Virtual_s);
    }

    [Fact]
    public void Faults_end_when_they_are_told_to()
    {
        RunResult result = new ScenarioRunner(Samples.Read("""
            {
              "title": "Two faults that end", "why": "Made for a test.", "duration_s": 30,
              "timeline": [],
              "faults": [
                { "fault": "chip-dead", "name": "first", "chip": "ads1115", "at_s": 5, "until_s": 7 },
                { "fault": "chip-dead", "name": "second", "chip": "ads1115", "when": { "row": "CellSensorLost" }, "for_s": 4 }
              ],
              "expect": [
                { "expect": "row-raised", "row": "CellSensorLost", "after": "first", "within_ms": 650 },
                { "expect": "row-cleared", "row": "CellSensorLost", "after": "second", "not_before_ms": 1000, "within_ms": 4000 }
              ]
            }
            """)).Run();
        Assert.True(result.Holds, string.Join('\n', result.Outcomes.Where(o => !o.Verdict.Holds)));
    }

    [Fact]
    public void What_happened_is_told_in_order()
    {
        RunResult result = new ScenarioRunner(Catalogue.Open("discharge-over-current-opens-after-three-samples")).Run();
        Assert.Equal(result.Events.Select(e => e.Time_s).Order(), result.Events.Select(e => e.Time_s));
        Assert.Contains(result.Events, e => e is { Kind: RunEventKind.Timeline, Text: "overload: load_A 10" });
        Assert.Contains(result.Events, e => e is { Kind: RunEventKind.Switch, Text: "discharge switch opens" });
        RunEvent trip = Assert.Single(result.Events, e => e.Kind == RunEventKind.Trip);
        Assert.StartsWith("DischargeOverCurrent raised: -", trip.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("designed", 0, true)]
    [InlineData("naive", 4, false)]
    public void A_hung_MCU_at_an_over_voltage_harms_no_cell_of_the_board_as_designed_and_every_cell_of_a_naive_one(
        string hardware, int outside, bool holds)
    {
        Scenario scenario = Catalogue.Open("mcu-hangs-after-an-over-voltage") with { Hardware = Bench4sSpec.Of(hardware) };
        RunResult result = new ScenarioRunner(scenario) { Traced = false }.Run();

        Assert.Equal(outside, result.CellsOutside);
        Assert.Equal(holds, result.Holds);
        Assert.Equal(holds, result.Events.Any(e => e.Kind == RunEventKind.SecondLevel));
        Assert.Equal(outside, result.Events.Count(e => e.Kind == RunEventKind.Damage));
    }
}
