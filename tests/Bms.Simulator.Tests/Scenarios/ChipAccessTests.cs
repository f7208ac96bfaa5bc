using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

public class ChipAccessTests
{
    // The configuration of the ADS1115 (register 1) is written and polled eight times a cycle of 100 ms, from the self-test on.
    [Fact]
    public void A_fault_begins_at_the_very_transfer_and_not_at_a_tick()
    {
        RunResult result = new ScenarioRunner(Samples.Read("""
            {
              "title": "A converter dies in the midst of a scan", "why": "Made for a test.", "duration_s": 30,
              "timeline": [ { "at_s": 5, "ask": "Discharge" } ],
              "faults": [ { "fault": "chip-dead", "chip": "ads1115",
                "when": { "chip_accessed": "ads1115", "register": 1, "accesses": 1001 } } ],
              "expect": [
                { "expect": "row-raised", "row": "CellSensorLost", "within_ms": 700,
                  "after": { "chip_accessed": "ads1115", "register": 1, "accesses": 1001 } },
                { "expect": "switch-opens", "switch": "both", "after": "chip-dead", "within_ms": 700 }
              ]
            }
            """)).Run();
        Assert.True(result.Holds, string.Join('\n', result.Outcomes));
        double begin_s = result.Events.First(e => e.Kind == RunEventKind.Fault).Time_s;
        Assert.InRange(begin_s, 10, 20);
        Assert.NotEqual(0, Math.Round(begin_s * 1e6) % 100_000);
        Assert.Contains(new FaultHit("CellSensorLost", "chip-dead"), result.Hits);
    }

    [Fact]
    public void A_fault_that_lasts_shorter_than_a_tick_ends_in_time()
    {
        RunResult result = new ScenarioRunner(Samples.Read("""
            {
              "title": "A chip is away for an instant", "why": "Made for a test.", "duration_s": 20, "timeline": [],
              "faults": [
                { "fault": "chip-dead", "chip": "ina219", "for_s": 0.01, "when": { "chip_accessed": "ina219", "accesses": 500 } }
              ],
              "expect": [ { "expect": "row-never", "row": "CurrentSensorLost" } ]
            }
            """)).Run();
        Assert.True(result.Holds);
        RunEvent[] faults = [.. result.Events.Where(e => e.Kind == RunEventKind.Fault)];
        Assert.Equal(0.01, faults[1].Time_s - faults[0].Time_s, 6);
    }
}
