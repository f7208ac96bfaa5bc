using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

public class DriveCycleTests
{
    public static TheoryData<string> Names => [.. DriveCycle.Names];

    [Theory, MemberData(nameof(Names))]
    public void Every_cycle_has_spans_of_sensible_length_and_current(string name)
    {
        DriveCycle cycle = DriveCycle.Load(name);
        Assert.True(cycle.Spans.Count >= 2);

        // From the pulses of a motor's controller to a climb.
        Assert.All(cycle.Spans, s => Assert.InRange(s.Length_us, 1_000, 3_600_000_000));
        Assert.All(cycle.Spans, s => Assert.InRange(s.Draw, -100, 200));
    }

    // The bench's limits: 7 A allowed, 9 A trips; 2.5 A of charge allowed, 3.5 A trips.
    [Theory]
    [InlineData("e-bike", 600, 6000, 0.0, 7.0)]
    [InlineData("scooter", 600, 3000, -2.0, 7.0)]
    [InlineData("solar-day", 86400, 86400, -2.5, 2.0)]
    [InlineData("four-phases", 600, 2400, -2.2, 7.0)]
    public void A_vehicle_or_house_stays_within_what_the_board_allows(
        string name, double shortest_s, double longest_s, double least_A, double most_A)
    {
        DriveCycle cycle = DriveCycle.Load(name);
        Assert.InRange(cycle.Spans.Sum(s => s.Length_us) / 1e6, shortest_s, longest_s);
        Assert.All(cycle.Spans, s => Assert.InRange(s.Draw, least_A, most_A));
    }

    [Fact]
    public void A_run_follows_the_cycle_again_and_again_until_another_load_is_set()
    {
        RunResult result = new ScenarioRunner(Samples.Read("""
            {
              "title": "Two rounds of a cycle", "why": "Made for a test.", "duration_s": 200, "initial_soc": 0.8,
              "timeline": [ { "at_s": 2, "ask": "Discharge" }, { "at_s": 10, "drive_cycle": "town" }, { "at_s": 180, "load_A": 1.25 } ],
              "expect": [ { "expect": "no-rows" } ]
            }
            """)).Run();
        DriveCycle town = DriveCycle.Load("town");
        double length_s = town.Spans.Sum(s => s.Length_us) / 1e6;
        Assert.True(length_s < 85, "two rounds must fit");
        Assert.Equal(-town.Spans[0].Draw, At(result, 10 + 3));
        Assert.Equal(-town.Spans[1].Draw, At(result, 10 + 6 + 2));
        Assert.Equal(-town.Spans[1].Draw, At(result, 10 + length_s + 6 + 2));
        Assert.Equal(-1.25, At(result, 195));
    }

    private static double At(RunResult result, double time_s)
    {
        int row = result.Trace["t_s"].ToList().FindIndex(t => t >= time_s);
        return result.Trace["current_A"][row];
    }
}
