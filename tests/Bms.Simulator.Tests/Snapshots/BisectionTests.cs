using Bms.Simulator.Scenarios;
using Bms.Simulator.Snapshots;
using Bms.Simulator.Tests.Scenarios;

namespace Bms.Simulator.Tests.Snapshots;

public class BisectionTests
{
    // 4 A begin at 12.34 s: the first look at them is the tick of 12.4 s, number 124. The row that is hoped for never comes.
    private const string Wrong = """
        {
          "title": "A load that nobody expected", "why": "Made for a test.", "duration_s": 60, "seed": 3,
          "timeline": [ { "at_s": 5, "ask": "Discharge" }, { "name": "load", "at_s": 12.34, "load_A": 4 } ],
          "expect": [
            { "expect": "current", "min_A": -1 },
            { "expect": "row-raised", "row": "DischargeOverCurrent", "after": "load", "within_ms": 2000 },
            { "expect": "cell-voltage", "min_V": 2.5 }
          ]
        }
        """;

    [Theory]
    [InlineData(null, 124)]
    [InlineData(0, 124)]
    [InlineData(1, 144)]
    public void The_first_bad_tick_is_the_one_that_paper_and_pencil_find(int? expectation, long tick)
    {
        FirstBadTick bad = new Bisection(Samples.Read(Wrong), expectation).Find()!;
        Assert.Equal(tick, bad.Tick);
        int row = Bisection.TicksBefore;
        Assert.Equal(bad.Time_us / 1e6, bad.Around["t_s"][row], 6);
        Assert.True(bad.Around["t_s"].Count > row + Bisection.TicksAfter - 1);
    }

    [Fact]
    public void What_is_shown_around_it_is_what_the_whole_run_did()
    {
        FirstBadTick bad = new Bisection(Samples.Read(Wrong)).Find()!;
        RunResult whole = new ScenarioRunner(Samples.Read(Wrong)).Run();
        foreach (string column in new[] { "current_A", "cell2_V", "cell2_measured_V", "soc_estimated", "records_verified" })
        {
            int first = whole.Trace["t_s"].ToList().IndexOf(bad.Around["t_s"][0]);
            Assert.Equal(whole.Trace[column].Skip(first).Take(bad.Around.Count), bad.Around[column]);
        }
    }

    [Fact]
    public void A_run_that_holds_has_no_bad_tick() => Assert.Null(new Bisection(Samples.Read(Wrong), 2).Find());

    [Fact]
    public void A_run_restored_in_its_midst_ends_as_the_uninterrupted_one()
    {
        ScenarioRunner whole = new(Samples.Read(Wrong)) { Traced = false };
        ScenarioRunner live = new(Samples.Read(Wrong)) { Traced = false };
        for (int tick = 0; tick < 130; tick++)
        {
            whole.Step();
            live.Step();
        }

        ScenarioRunner restored = Snapshot.Of(live).Restore();
        for (int tick = 0; tick < 300; tick++)
        {
            whole.Step();
            restored.Step();
        }

        Assert.Null(GraphCompare.FirstDifference(whole, restored));
    }
}
