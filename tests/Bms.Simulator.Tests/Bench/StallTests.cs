using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Bench;

public class StallTests
{
    // The watchdog opens and the first beat after the stall lets it close again: the firmware must have noticed the stall by itself, also
    // with the fastest part of the tray.
    [Theory]
    [InlineData(700)]
    [InlineData(780)]
    [InlineData(820)]
    [InlineData(860)]
    [InlineData(900)]
    [InlineData(1300)]
    public void What_the_fastest_watchdog_opens_in_a_stall_stays_open(int stall_ms)
    {
        VirtualBench bench = AfterStall(stall_ms);
        Assert.True(bench.Hardware.Watchdog.Expiries == 0 || (!bench.Pack.DischargeSwitch && !bench.Pack.ChargeSwitch));
    }

    [Fact]
    public void A_short_stall_leaves_the_switches_closed()
    {
        VirtualBench bench = AfterStall(600);
        Assert.Equal((0, true, true), (bench.Hardware.Watchdog.Expiries, bench.Pack.ChargeSwitch, bench.Pack.DischargeSwitch));
    }

    private static VirtualBench AfterStall(int stall_ms)
    {
        VirtualBench bench = new BenchBuilder()
            .With(o => o with { WatchdogTimeout_us = HeartbeatWatchdog.Shortest_us }).BuildIn(Mode.Discharge);
        bench.Run_s(1);
        bench.Firmware.StallNextStep(stall_ms * 1000L);
        bench.Run_s(3);
        return bench;
    }
}
