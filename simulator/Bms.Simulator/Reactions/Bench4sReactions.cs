using Bms.Boards;
using Bms.Config;
using Bms.Drivers;
using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using Bms.Simulator.Faults;

namespace Bms.Simulator.Reactions;

/// <summary>
/// The times of bench-4s: what firmware and hardware say of themselves, joined. Nothing here is a time that a reaction took.
/// </summary>
internal static class Bench4sReactions
{
    private const double Settle_s = 3;
    private const int BusNoise_mV = 10;

    /// <summary>The board, with the firmware as it is shipped.</summary>
    internal static ReactionBoard Make()
    {
        VirtualBench bench = new(new BenchOptions());
        long bus_us = BusLoad.BusiestCycle_us(bench, Settle_s);
        BmsController shipped = bench.Firmware.Controller!;
        ProtectionRow[] fitted = [.. shipped.Table.Rows.Where(row => row.Fitted)];
        return new ReactionBoard("bench4s", fitted, Timing(shipped.Sample, bus_us), Bench4sCauses.All, Promises.Of("bench-4s"))
        {
            Rig = order => new Bench4sRig(order),
            Parks = true,
        };
    }

    private static BoardTiming Timing(PackSample sample, long bus_us)
    {
        PackConfig pack = Bench4s.Pack();
        long tick_us = pack.Tick_ms * 1000L;
        return new BoardTiming(sample, Paths(sample, tick_us, pack))
        {
            Tick_us = tick_us,
            Cycle_us = bus_us + Scan_us(),
            Switch_us = PowerFet.TurnOff_us,
            Watchdog_us = HeartbeatWatchdog.Longest_us,
            LineTimeout_us = ChipFaultKinds.Hang_us,
        };
    }

    private static (Signal Signal, SignalPath Path)[] Paths(PackSample sample, long tick_us, PackConfig pack)
    {
        var monitor = new Ads1115CellMonitor(null, null, Bench4s.TapRatios_permille(), new int[Ads1115CellMonitor.Cells]);
        int stack_mV = monitor.Accuracy_mV(monitor.CellCount - 1);

        // A change just after the start of a conversion is whole in the second one only, and both quantities are converted in turn.
        long monitor_us = (long)(2 * Ina219Chip.BothConversions_us(Ina219CurrentSensor.Configuration) * Ina219Errors.SlowestClock);
        long probe_us = (long)(Mcp9808Chip.FinestConversion_us * Mcp9808Errors.SlowestClock);
        long probes_us = RoundUp(new Mcp9808(null).Conversion_ms * 1000L, tick_us);
        int Stack(int channel, int value) => stack_mV + BusError_mV(pack);
        return
        [
            (sample.Cell_mV, new(tick_us, 0)
                { Accuracy = (cell, _) => monitor.Accuracy_mV(cell), LargestStep = Measurement.PackSampler.CellStep_mV }),
            (sample.Current_mA, new(tick_us, monitor_us) { Accuracy = (_, mA) => CurrentError_mA(mA) }),
            (sample.CurrentSaturated, new(tick_us, monitor_us) { Accuracy = (_, mA) => CurrentError_mA(mA) }),
            (sample.Bus_mV, new(tick_us, monitor_us)),
            (sample.SumError_mV, new(tick_us, monitor_us) { Accuracy = Stack }),
            (sample.Spread_mV, new(tick_us, 0) { Accuracy = (_, _) => 2 * stack_mV }),
            (sample.Temperature_ddegC, new(probes_us, probe_us)
                { Accuracy = (_, _) => Mcp9808Errors.Worst_ddegC, LargestStep = Measurement.PackSampler.ProbeStep_ddegC }),
            (sample.SwitchMismatch, new(tick_us, 0)),
            (sample.OpenSwitchCurrent, new(tick_us, monitor_us)),

            // A step between two taps of a scan shows in the next one; then the sensor has its time to follow.
            (sample.CurrentImplausible, new(tick_us, 0) { Lag_us = (1 + Measurement.CurrentWitness.Patience) * tick_us }),
            (sample.BusStuck, new(tick_us, 0)),
            (sample.LoopGap_ms, new(tick_us, 0)),

            // The charger is told once a second, behind the verdict of its cycle: the next tick looks at what came of it.
            (sample.ChargeFailed, new(pack.TicksPerSecond * tick_us, 0) { Lag_us = Unseen_us(pack) + tick_us }),

            // A start begins with its boot time, at most a tick after the reset, and tells after a second what its flash has said.
            (sample.TelemetrySilent, new(pack.TicksPerSecond * tick_us, 0) { Lag_us = BootTime_us() + (2 * tick_us) }),
            (sample.StateNotStored, new(pack.TicksPerSecond * tick_us, 0) { Lag_us = tick_us }),
            (sample.ChargerMismatch, new(pack.TicksPerSecond * tick_us, 0) { Lag_us = tick_us }),
        ];
    }

    // The current that is asked for grows until its absence means something; then it must be absent for a minute.
    private static long Unseen_us(PackConfig pack)
    {
        int ramp_mA = Charging.CcCvCharger.RampOf(pack);
        int ramp_s = ((pack.Capacity_mAh / 10) + ramp_mA - 1) / ramp_mA;
        return (ramp_s + Charging.CcCvCharger.Unseen_s) * 1_000_000L;
    }

    private static long BootTime_us() => new BenchOptions().BootTime_ms * 1000L;

    // Gain, offset over the shunt, and a step of noise and rounding.
    private static int CurrentError_mA(int current_mA)
    {
        double offset_mA = Ina219Errors.WorstShuntOffset_V / new World.PackSpec().ShuntResistance_ohm * 1000;
        return (int)Math.Ceiling((Math.Abs(current_mA) * Ina219Errors.WorstGain) + offset_mA) + 2;
    }

    private static int BusError_mV(PackConfig pack) =>
        (int)(pack.Chemistry.OverVoltage_mV * pack.CellCount * Ina219Errors.WorstGain) + BusNoise_mV;

    // The taps, one after the other, each with all the time that the driver gives it.
    private static long Scan_us() =>
        Ads1115CellMonitor.Cells * (Ads1115CellMonitor.Conversion_us + (Ads1115CellMonitor.Retries * Ads1115CellMonitor.Retry_us));

    private static long RoundUp(long time_us, long step_us) => (time_us + step_us - 1) / step_us * step_us;
}
