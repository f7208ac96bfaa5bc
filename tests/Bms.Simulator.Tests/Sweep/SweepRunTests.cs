using System.Text;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Sweep;

namespace Bms.Simulator.Tests.Sweep;

public class SweepRunTests
{
    // Cells may be 24 degC at most: at 22 +-5 degC around them some cases fail, and nothing but the ambient temperature is to blame.
    private const string Warm = """
        {
          "title": "Made for a test of sweeps", "why": "Made for a test.", "duration_s": 3, "ambient_C": 22, "seed": 9,
          "timeline": [], "expect": [ { "expect": "cell-temperature", "max_C": 24 } ]
        }
        """;

    [Fact]
    public void A_case_that_fails_shrinks_to_the_change_that_is_to_blame_and_to_the_least_of_it()
    {
        SweepPlan plan = Plan(20);
        var run = new SweepRun(plan);
        SweepCase[] failed = [.. run.Play([], 2, _ => { }).Where(c => !c.Holds)];

        Assert.InRange(failed.Length, 5, 7);
        foreach (SweepCase one in failed.Take(3))
        {
            Deviation left = Assert.Single(run.Shrink(one.Index));
            Assert.Equal("ambient_C", left.Place);
            Assert.InRange(double.Parse(left.Value), 24.0, 25.5);
            Assert.Equal($"run warm.json --set ambient_C={left.Value}", plan.Replay(one.Index, [left]));
            Assert.False(new ScenarioRunner(plan.Scenario(one.Index, [left])).Run().Holds);
        }
    }

    [Fact]
    public void Cases_that_are_done_are_not_played_again_and_the_number_of_threads_changes_nothing()
    {
        SweepPlan plan = Plan(8);
        IReadOnlyList<SweepCase> all = new SweepRun(plan).Play([], 1, _ => { });
        List<int> played = [];
        IReadOnlyList<SweepCase> again = new SweepRun(plan).Play([.. all.Take(5)], 4, c => played.Add(c.Index));

        Assert.Equal([5, 6, 7], played.Order());
        Assert.Equal(all.Select(c => c with { Wall_s = 0 }), again.Select(c => c with { Wall_s = 0 }));
    }

    [Fact]
    public void A_factor_multiplies_what_stands_at_its_place_and_a_replay_says_the_number()
    {
        const string drawn = """
            {
              "title": "Made for a test of sweeps", "why": "Made for a test.", "duration_s": 3, "load_factor": 2,
              "timeline": [ { "at_s": 1, "load_A": 4 } ], "expect": [ { "expect": "no-rows" } ]
            }
            """;
        ScenarioSource source = new("drawn.json", Encoding.UTF8.GetBytes(drawn));
        SweepPlan plan = new([source], ["drawn.json"], 10, 1, false, 0, null)
        {
            Own = [OwnRange.Parse("", "", "entry1.load_A=x0.5..1.5"), OwnRange.Parse("", "", "load_factor=x1..1")],
        };
        plan.Check();
        double[] drawn_A = [.. Enumerable.Range(0, 10)
            .Select(i => double.Parse(plan.Deviations(i).Single(d => d.Place == "entry1.load_A").Value))];
        Assert.All(drawn_A, a => Assert.InRange(a, 2, 6));
        Assert.True(drawn_A.Min() < 2.5 && drawn_A.Max() > 5.5);
        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(2, plan.Scenario(i, plan.Deviations(i)).LoadFactor));
    }

    [Theory]
    [InlineData("designed", false)]
    [InlineData("naive", true)]
    public void Twenty_deaths_harm_no_cell_of_the_board_as_designed_and_many_of_the_naive_one(string hardware, bool harms)
    {
        IReadOnlyList<string> states = SweepPlan.KillStates;
        SweepPlan plan = new([.. states.Select(Catalogue.Source)], states, 20, 1, true, 1, hardware);
        IReadOnlyList<SweepCase> cases = new SweepRun(plan).Play([], Environment.ProcessorCount, _ => { });

        Assert.Equal(harms, cases.Any(c => c.CellsOutside > 0));
        Assert.Equal(harms, cases.Any(c => !c.Holds));
        Assert.All(cases, c => Assert.Equal(c.Holds, c.CellsOutside == 0));
        Assert.Equal(!harms, cases.Count(c => c.SecondLevel.Length > 0) > 10);
    }

    internal static SweepPlan Plan(int count)
    {
        var source = new ScenarioSource("warm.json", Encoding.UTF8.GetBytes(Warm));
        return new SweepPlan([source], ["warm.json"], count, 4, false, 1, null);
    }
}
