using Bms.Protection;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Tests.Scenarios.Expectations;

public class ToldTests
{
    [Theory]
    [InlineData(Fault.BusStuck, 1.6, true), InlineData(Fault.BusStuck, 1.7, false)] // in time, and a tick too late
    [InlineData(Fault.TelemetrySilent, 1.2, false)] // that nothing is sent is no word about the pack
    public void A_fault_is_told_when_a_row_is_active_in_time(Fault fault, double at_s, bool holds)
    {
        Told told = new(1_000_000, 500_000);
        Observation look = new() { Truth = new Truth(1) };
        for (int tick = 0; tick < 30; tick++)
        {
            look.Time_us = tick * 100_000;
            look.State.Active = look.Time_us >= at_s * 1e6 ? 1L << (int)fault : 0;
            told.Observe(look);
        }

        Assert.Equal(holds, told.Finish().Holds);
        Assert.Equal(holds ? null : 1_600_000L, told.Broken_us);
    }

    [Fact]
    public void A_row_that_went_before_the_fault_tells_nothing_of_it()
    {
        Told told = new(1_000_000, 500_000);
        Observation look = new() { Truth = new Truth(1) };
        look.State.Active = 1L << (int)Fault.BusStuck;
        told.Observe(look);
        (look.State.Active, look.Time_us) = (0, 2_000_000);
        told.Observe(look);
        Assert.False(told.Finish().Holds);
    }
}
