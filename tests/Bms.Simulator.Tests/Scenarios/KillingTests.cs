using System.Text;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

public class KillingTests
{
    [Fact]
    public void A_death_is_added_to_the_faults_the_worst_to_the_timeline_and_only_the_cells_count()
    {
        Scenario killed = Read("kill.at_s=30.5", "kill.pins=worst", "kill.heartbeat=toggling", "kill.load_A=12", "kill.supply=true",
            "kill.runaway_V=18", "kill.turn_s=100", "kill.hours=2");

        Assert.Equal(["processor-dies", "charger-runs-away"], killed.Faults.TakeLast(2).Select(f => f.Node.Shape.Name));
        Assert.Equal(("worst", "toggling"), (killed.Faults[^2].Node.Text("pins"), killed.Faults[^2].Node.Text("heartbeat")));
        Assert.Equal((30_500_000, 12.0, true), (killed.Timeline[^2].Begin.At_us, killed.Timeline[^2].Node.Number("load_A"),
            killed.Timeline[^2].Node.Flag("supply", false)));
        Assert.Equal((130_500_000, 0.0), (killed.Timeline[^1].Begin.At_us, killed.Timeline[^1].Node.Number("load_A")));
        Assert.Equal("cells-within-limits", Assert.Single(killed.Node.List("expect")).Shape.Name);
        Assert.Equal(30_500_000 + (2L * 3_600_000_000), killed.Duration_us);
        Assert.Equal(120_000_000, Read("kill.at_s=5", "kill.hours=0.01").Duration_us);
    }

    [Fact]
    public void The_firmware_makes_no_step_after_its_death()
    {
        RunResult result = new ScenarioRunner(Read("kill.at_s=5.0123", "kill.hours=0.01")) { Traced = false }.Run();

        Assert.InRange(result.Steps, 40, 51);
        Assert.Contains(result.Events, e => e.Text == "kill begins");
    }

    private static Scenario Read(params string[] changes) =>
        Changes.Read(new ScenarioSource("sample.json", Encoding.UTF8.GetBytes(Samples.Full)), changes);
}
