using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Tests.Scenarios.Expectations;

public class LimitsHeldTests
{
    [Theory]
    [InlineData(4.27, 1.0, "over-voltage"), InlineData(2.7, -1.0, "under-voltage"), InlineData(3.7, 4.0, "charge over-current")]
    [InlineData(3.7, -10.0, "discharge over-current"), InlineData(3.7, -20.0, "a peak")]
    public void The_world_is_judged_by_what_is_there(double cell_V, double current_A, string what)
    {
        LimitsHeld limits = new(BoardLimits.Bench4s, 0);
        Observation look = new() { Truth = new Truth(4) { Current_A = current_A } };
        Array.Fill(look.Truth.Cell_V, cell_V);
        Array.Fill(look.Truth.Surface_C, 25);
        for (int tick = 0; tick < 20 && limits.Broken_us == null; tick++)
        {
            look.Time_us = tick * 100_000;
            limits.Observe(look);
        }

        Assert.False(limits.Finish().Holds);
        Assert.StartsWith(what, limits.Finish().Found, StringComparison.Ordinal);
        Assert.True(look.Time_us >= 400_000);
    }

    [Fact]
    public void A_limit_that_is_passed_for_a_moment_or_without_a_current_is_held()
    {
        LimitsHeld limits = new(BoardLimits.Bench4s, 0);
        Observation look = new() { Truth = new Truth(1) { Current_A = 1 } };
        look.Truth.Surface_C[0] = 25;
        for (int tick = 0; tick < 100; tick++)
        {
            (look.Time_us, look.Truth.Cell_V[0]) = (tick * 100_000, tick % 10 == 0 ? 4.2 : 4.3);
            look.Truth.Current_A = tick < 50 ? 1 : 0.05;
            limits.Observe(look);
        }

        Assert.True(limits.Finish().Holds);
    }

    [Fact]
    public void The_packs_have_ten_times_the_current() =>
        Assert.Equal((92, 9.2), (BoardLimits.Of("pack-15s").DischargeOver_A, BoardLimits.Of("bench-4s").DischargeOver_A));
}
