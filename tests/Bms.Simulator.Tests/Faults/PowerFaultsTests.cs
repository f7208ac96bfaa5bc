using Bms.Simulator.Scenarios;
using Bms.Simulator.Tests.Scenarios;

namespace Bms.Simulator.Tests.Faults;

public class PowerFaultsTests
{
    [Fact]
    public void A_load_that_runs_away_overrides_its_drive_cycle_and_leaves_nothing_behind()
    {
        RunResult result = Run("""
            "timeline": [ { "at_s": 3, "ask": "Discharge" }, { "at_s": 5, "drive_cycle": "town" } ],
            "faults": [ { "fault": "load-runs-away", "current_A": 6, "at_s": 20, "for_s": 5 } ],
            "expect": [ { "expect": "current", "min_A": -6.001, "max_A": -5.999, "from_s": 20.1, "until_s": 24.8 },
                        { "expect": "current", "min_A": -0.001, "max_A": 0.001, "from_s": 25.1 } ]
            """);
        Assert.True(result.Holds, string.Join('\n', result.Outcomes));
    }

    [Fact]
    public void A_supply_that_drops_out_is_there_for_half_of_each_period_and_afterwards()
    {
        RunResult result = Run("""
            "timeline": [ { "at_s": 1, "supply": true }, { "at_s": 3, "ask": "Charge" } ],
            "faults": [ { "fault": "supply-drops-out", "period_s": 4, "at_s": 20, "until_s": 37 } ],
            "expect": [ { "expect": "current", "max_A": 0.001, "from_s": 20.2, "until_s": 21.8 },
                        { "expect": "current", "max_A": 0.001, "from_s": 24.2, "until_s": 25.8 } ]
            """);
        Assert.True(result.Holds, string.Join('\n', result.Outcomes));
        Assert.True(result.Trace["charger_on"][^1] > 0, "the supply came back for good");
    }

    // Bit 15 of the INA219's configuration is its reset: the calibration is gone, the driver notices and repairs.
    [Fact]
    public void A_register_that_a_disturbance_changes_is_repaired_by_its_driver()
    {
        RunResult result = Run("""
            "timeline": [ { "at_s": 3, "ask": "Discharge" }, { "at_s": 6, "load_A": 2 } ],
            "faults": [ { "fault": "chip-register-flips", "chip": "ina219", "register": 0, "bits": 32768, "at_s": 20 } ],
            "expect": [ { "expect": "switch-held", "switch": "both", "closed": true, "from_s": 8 } ]
            """);
        Assert.True(result.Holds, string.Join('\n', result.Outcomes));
        Assert.Equal(-2, result.Trace["current_measured_A"][^1], 1);
    }

    private static RunResult Run(string body) => new ScenarioRunner(Samples.Read($$"""
        { "title": "A fault of what hangs at the pack", "why": "Made for a test.", "duration_s": 45, {{body}} }
        """)).Run();
}
