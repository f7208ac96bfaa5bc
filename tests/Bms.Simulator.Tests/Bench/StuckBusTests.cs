using Bms.Simulator.Bench;
using Bms.Simulator.Faults;
using Bms.Twins;

namespace Bms.Simulator.Tests.Bench;

/// <summary>A line of the bus is held, at any moment of the cycle: one transfer times out, and the switches are open.</summary>
public class StuckBusTests
{
    /// <summary>
    /// The next transfer may be a whole cycle away, and then costs a second: 100 + 1,000 ms, and what runs before the first transfer of a
    /// cycle.
    /// </summary>
    private const int Bound_us = 1_105_000;

    public static TheoryData<int> Phases_ms => [.. Enumerable.Range(0, 50).Select(i => 2 * i)];

    [Theory, MemberData(nameof(Phases_ms))]
    public void Opens_within_a_cycle_and_one_time_out_at_every_phase(int phase_ms)
    {
        VirtualBench bench = new BenchBuilder().Soc(0.6).WithoutTelemetry().BuildIn(Mode.Discharge);
        bench.Pack.Load.SetCurrent_A(4);
        bench.Run_s(2);
        long start_us = bench.Clock.Now_us + (phase_ms * 1000) + 1;
        bench.Woken = _ => bench.Hardware.Bus.Fault = Hang();
        bench.Wake_us = start_us;
        bench.Run_s(4);
        Assert.False(bench.Pack.ChargeSwitch || bench.Pack.DischargeSwitch);
        long slower_us = Math.Max(bench.Hardware.ChargeSwitchMoved_us, bench.Hardware.DischargeSwitchMoved_us);
        Assert.InRange(slower_us - start_us, 0, Bound_us);
    }

    private static BusFaults Hang()
    {
        var faults = new BusFaults(1);
        faults.Add(new BusFault(null, 1, I2cVerdict.Timeout, 1_000_000));
        return faults;
    }
}
