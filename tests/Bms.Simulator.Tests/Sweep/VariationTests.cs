using Bms.Simulator.Scenarios;
using Bms.Simulator.Sweep;

namespace Bms.Simulator.Tests.Sweep;

/// <summary>Every case of every scenario must be one that the reader takes, and stay near the nominal.</summary>
public class VariationTests
{
    public static TheoryData<string> Names => [.. Catalogue.Names];

    [Theory, MemberData(nameof(Names))]
    public void Every_scenario_can_be_varied_and_killed_at_any_width(string name)
    {
        ScenarioSource source = Catalogue.Source(name);
        foreach (double width in new[] { 0, 1, 3.0 })
        {
            foreach (bool kill in new[] { false, true })
            {
                SweepPlan plan = new([source], [name], 6, 1, kill, width, null);
                for (int i = 0; i < 6; i++)
                {
                    IReadOnlyList<Deviation> deviations = plan.Deviations(i);
                    Scenario varied = plan.Scenario(i, deviations);
                    Assert.All(deviations, d => Assert.Contains(d.Place, plan.Replay(i, deviations), StringComparison.Ordinal));
                    Assert.InRange(varied.InitialSoc, 0, 1);
                }
            }
        }
    }

    // Cells of 90 % let a counter of rated charge run off by 0.8 x (1 / 0.9 - 1) = 8.9 % at most between two rests.
    [Fact]
    public void What_is_expected_of_the_charge_estimate_is_wider_by_what_smaller_cells_explain()
    {
        SweepPlan plan = new([Catalogue.Source("a-quiet-day")], ["a-quiet-day"], 40, 1, false, 1, null);
        for (int i = 0; i < 40; i++)
        {
            IReadOnlyList<Deviation> deviations = plan.Deviations(i);
            Assert.Contains(deviations, d => d.Place == "cell1.capacity_factor");
            double least = deviations.Where(d => d.Place.Contains("capacity_f", StringComparison.Ordinal)).Min(d => double.Parse(d.Value));
            double most = double.Parse(deviations.Single(d => d.Place == "expect6.max").Value);
            Assert.Equal(0.03 + (0.8 * ((1 / least) - 1)), most, 0.0001);
            Assert.InRange(most, 0.03, 0.12);
            Assert.True(deviations.Single(d => d.Place == "expect6.max").IsEssential);
        }
    }

    [Fact]
    public void A_death_comes_before_the_end_of_the_scenario_and_everything_may_differ()
    {
        IReadOnlyList<string> states = SweepPlan.KillStates;
        SweepPlan plan = new([.. states.Select(Catalogue.Source)], states, 120, 1, true, 1, "designed");
        Dictionary<string, HashSet<string>> seen = [];
        for (int i = 0; i < 120; i++)
        {
            foreach (Deviation deviation in plan.Deviations(i))
            {
                (seen.TryGetValue(deviation.Place, out HashSet<string>? values) ? values : seen[deviation.Place] = []).Add(deviation.Value);
            }
        }

        Assert.Equal(["frozen", "released", "worst"], seen["kill.pins"].Order());
        Assert.Equal(["stopped", "toggling"], seen["kill.heartbeat"].Order());
        Assert.All(seen["kill.at_s"], at => Assert.InRange(double.Parse(at), 0, 120));
        Assert.True(seen["kill.at_s"].Count == 120 && seen["kill.load_A"].Count > 40 && seen["kill.load_ohm"].Count > 10);
    }
}
