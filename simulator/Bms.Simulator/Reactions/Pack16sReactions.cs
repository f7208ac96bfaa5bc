using Bms.Boards;
using Bms.Charging;
using Bms.Config;
using Bms.Drivers;
using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using Bms.Simulator.Faults;

namespace Bms.Simulator.Reactions;

/// <summary>
/// The times of pack-16s: what firmware and hardware say of themselves, joined, for each situation of the board. Nothing here is a time
/// that a reaction took.
/// </summary>
internal static class Pack16sReactions
{
    // SLUUBY2B: a loop of 21 slots of 3 ms, three of them until each auxiliary voltage has come round; asleep a set each Voltage Time;
    // after waking up the first loop begins with the next full second. A look of the comparators: 3.3 ms, while cells bleed a second.
    private const double Loop_us = 21 * 3000 * Bq76952Errors.SlowestClock;
    private const long VoltageTime_us = 5_000_000, Second_us = 1_000_000, Look_us = 3_300;
    private const double Begin_s = 3, Settle_s = 7;
    private const int Witness_ticks = 2, SettingsRead_us = 250_000;

    /// <summary>The board, with the firmware as it is shipped.</summary>
    internal static ReactionBoard Make()
    {
        VirtualBench bench = new(new BenchOptions { Board = BoardKind.Of("pack-16s") });
        bench.Run_s(Begin_s);
        BmsController shipped = bench.Firmware.Controller!;
        shipped.Ask(Request.Discharge);
        bench.Run_s(1);
        long bus_us = BusLoad.BusiestCycle_us(bench, Settle_s);
        ProtectionRow[] fitted = [.. shipped.Table.Rows.Where(row => row.Fitted)];
        return new ReactionBoard(
            "pack16s", fitted, Timing(shipped.Sample, bus_us, Situation.Normal), Pack16sCauses.All, Promises.Of("pack-16s"))
        {
            Rig = order => new Pack16sRig(order),
            Asleep = Timing(shipped.Sample, bus_us, Situation.Asleep),
            Balancing = Timing(shipped.Sample, bus_us, Situation.Balancing),
        };
    }

    private static BoardTiming Timing(PackSample sample, long bus_us, Situation situation)
    {
        PackConfig pack = Pack16s.Pack();
        bool asleep = situation == Situation.Asleep;
        long tick_us = pack.Tick_ms * 1000L;
        long scan_us = asleep ? VoltageTime_us + (long)(2 * Loop_us) : (long)(2 * Loop_us);
        return new BoardTiming(sample, [.. Cells(sample, tick_us, scan_us, asleep), .. Others(sample, tick_us, pack, scan_us)])
        {
            Tick_us = tick_us,
            Cycle_us = bus_us + Bq76952Link.Wait_us,
            Switch_us = PowerFet.TurnOff_us,
            Watchdog_us = HeartbeatWatchdog.Longest_us,
            LineTimeout_us = ChipFaultKinds.Hang_us,
            Scan_us = scan_us,
            ChipLook_us = situation == Situation.Balancing ? Second_us : Look_us,
            Wake_us = asleep ? Second_us + (long)(2 * Loop_us) + tick_us : 0,
        };
    }

    // What comes of the cells. Asleep three loops come in a row and then none for seconds: more samples come when the firmware, which
    // looks once a second, has woken the chip.
    private static (Signal Signal, SignalPath Path)[] Cells(PackSample sample, long tick_us, long scan_us, bool asleep)
    {
        const int Error_mV = Bq76952CellMonitor.Error_mV, Cells = 16;
        long late_us = asleep ? scan_us + (2 * Second_us) + (long)(2 * Loop_us) : scan_us;
        long stale_us = asleep ? Bq76952CellMonitor.AsleepScan_ms * 1000L : 0;
        int Stack(int channel, int value) => (Cells * Error_mV) + StackError_mV();
        return
        [
            (sample.Cell_mV, new(tick_us, late_us)
            {
                Stale_us = stale_us, Accuracy = (_, _) => Error_mV, LargestStep = Measurement.PackSampler.CellStep_mV,
            }),
            (sample.SumError_mV, new(tick_us, late_us) { Stale_us = stale_us, Accuracy = Stack }),
            (sample.Spread_mV, new(tick_us, late_us) { Stale_us = stale_us, Accuracy = (_, _) => 2 * Error_mV }),
            (sample.CurrentImplausible, new(tick_us, scan_us) { Lag_us = (Witness_ticks + Measurement.CurrentWitness.Patience) * tick_us }),
        ];
    }

    private static (Signal Signal, SignalPath Path)[] Others(PackSample sample, long tick_us, PackConfig pack, long scan_us)
    {
        // A change just after the start of a conversion is whole in the second one only.
        long monitor_us = (long)(2 * Ina228Chip.Cycle_us(Ina228CurrentSensor.Converter) * Ina228Errors.SlowestClock);
        long probe_us = (long)(250_000 * Tmp117Errors.SlowestClock);
        long probes_us = (new Tmp117(null).Conversion_ms + pack.Tick_ms - 1) / pack.Tick_ms * tick_us;
        long load_us = (long)(2 * Loop_us) + scan_us;
        long second_us = pack.TicksPerSecond * tick_us;
        return
        [
            (sample.Current_mA, new(tick_us, monitor_us) { Accuracy = (_, mA) => CurrentError_mA(mA) }),
            (sample.CurrentSaturated, new(tick_us, monitor_us)),
            (sample.Bus_mV, new(tick_us, monitor_us)),
            (sample.Temperature_ddegC, new(probes_us, probe_us)
                { Accuracy = (_, _) => 3, LargestStep = Measurement.PackSampler.ProbeStep_ddegC }),
            (sample.SwitchMismatch, new(tick_us, 0)),
            (sample.OpenSwitchCurrent, new(tick_us, monitor_us)),
            (sample.BusStuck, new(tick_us, 0)),
            (sample.LoopGap_ms, new(tick_us, 0)),
            (sample.ProtectorTrips, new(tick_us, 0)),
            (sample.SwitchWelded, new(tick_us, load_us)),
            (sample.SwitchStuckOpen, new(tick_us, load_us)),
            (sample.PrechargeFailed, new(tick_us, 0) { Lag_us = tick_us }),

            // Found out once a second, behind the verdict of its cycle: the next tick looks at it.
            (sample.ChargeFailed, new(second_us, 0) { Lag_us = Unseen_us(pack) + tick_us }),
            (sample.ChargerMismatch, new(second_us, 0) { Lag_us = tick_us }),
            (sample.BalancerMismatch, new(second_us, 0) { Lag_us = tick_us }),
            (sample.StateNotStored, new(second_us, 0) { Lag_us = tick_us }),
            (sample.ProtectorDiffers, new(second_us, 0) { Lag_us = tick_us }),
            (sample.ProtectorRepairs, new(second_us, 0) { Lag_us = tick_us }),

            // A start begins with its boot time, sets the chip, and tells after a second what its flash has said.
            (sample.TelemetrySilent, new(second_us, 0)
                { Lag_us = (new BenchOptions().BootTime_ms * 1000L) + SettingsRead_us + (2 * tick_us) }),
        ];
    }

    // The current that is asked for grows until its absence means something; then it must be absent for a minute.
    private static long Unseen_us(PackConfig pack)
    {
        int ramp_mA = CcCvCharger.RampOf(pack);
        return (((pack.Capacity_mAh / 10) + ramp_mA - 1) / ramp_mA + CcCvCharger.Unseen_s) * Second_us;
    }

    // 0.1 % and 1 uV over 0.5 mohm, a step of noise and rounding: table 6.5 of SLYS021A over temperature.
    private static int CurrentError_mA(int current_mA) => (int)Math.Ceiling(Math.Abs(current_mA) * 0.001) + 2 + 20;

    // 0.1 % and 2.5 mV of 16 cells at 4.3 V, noise.
    private static int StackError_mV() => (int)Math.Ceiling(16 * 4300 * 0.001) + 3 + 10;
}
