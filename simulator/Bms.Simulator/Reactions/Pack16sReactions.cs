using Bms.Boards;
using Bms.Config;
using Bms.Drivers;
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
    private const int Witness_ticks = 2, SettingsRead_us = 250_000;

    /// <summary>The board, with the firmware as it is shipped.</summary>
    internal static ReactionBoard Make() => PackReactions.Make(Pack16s.Name, Pack16sCauses.All, Timing);

    private static BoardTiming Timing(PackSample sample, long bus_us, Situation situation)
    {
        PackConfig pack = Pack16s.Pack();
        bool asleep = situation == Situation.Asleep;
        long tick_us = pack.Tick_ms * 1000L;
        long scan_us = asleep ? VoltageTime_us + (long)(2 * Loop_us) : (long)(2 * Loop_us);
        return new BoardTiming(sample,
        [
            .. Cells(sample, tick_us, scan_us, asleep), .. Load(sample, tick_us, scan_us),
            .. PackReactions.Beside(sample, pack, SettingsRead_us),
        ])
        {
            Tick_us = tick_us,
            Cycle_us = bus_us + Bq76952Link.Wait_us,
            Switch_us = PowerFet.TurnOff_us,
            Watchdog_us = HeartbeatWatchdog.Longest_us,
            LineTimeout_us = ChipFaultKinds.Hang_us,
            Scan_us = scan_us,
            ChipLook_us = situation == Situation.Balancing ? Second_us : Look_us,
            Bleeds = situation == Situation.Balancing,
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
        int Stack(int channel, int value) => (Cells * Error_mV) + PackReactions.StackError_mV(Cells);
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

    // What the chip sees of the load, one of its auxiliary voltages.
    private static (Signal Signal, SignalPath Path)[] Load(PackSample sample, long tick_us, long scan_us)
    {
        long load_us = (long)(2 * Loop_us) + scan_us;
        return
        [
            (sample.SwitchWelded, new(tick_us, load_us)),
            (sample.SwitchStuckOpen, new(tick_us, load_us)),
            (sample.PrechargeFailed, new(tick_us, 0) { Lag_us = tick_us }),
        ];
    }
}
