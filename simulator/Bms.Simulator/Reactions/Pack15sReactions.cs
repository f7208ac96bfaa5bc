using Bms.Boards;
using Bms.Config;
using Bms.Drivers;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using Bms.Simulator.Faults;

namespace Bms.Simulator.Reactions;

/// <summary>
/// The times of pack-15s, whose chip has a new set of cells four times a second by its own clock. It does not sleep, and looks at its
/// limits with each set, whether cells bleed or not. Nothing here is a time that a reaction took.
/// </summary>
internal static class Pack15sReactions
{
    // SLUSBK2I, section 8.3.1.1.1: twenty slots of 12.5 ms, 2 % off (section 7.5).
    private const long Set_us = 250_000;
    private const double SlowestClock = 1.02;
    private const int SettingsWritten_us = 20_000;

    private const long Slowest_us = (long)(Set_us * SlowestClock);

    // A change just after the slot of a cell has begun is whole in the next set only, which is read with the next tick.
    private const long Scan_us = 2 * Slowest_us;

    /// <summary>The board, with the firmware as it is shipped.</summary>
    internal static ReactionBoard Make() => PackReactions.Make(Pack15s.Name, Pack15sCauses.All, Timing);

    private static BoardTiming? Timing(PackSample sample, long bus_us, Situation situation)
    {
        PackConfig pack = Pack15s.Pack();
        long tick_us = pack.Tick_ms * 1000L;
        return situation == Situation.Asleep ? null : new BoardTiming(sample,
            [.. Cells(sample, tick_us), .. PackReactions.Beside(sample, pack, SettingsWritten_us)])
        {
            Tick_us = tick_us,
            Cycle_us = bus_us,
            Switch_us = PowerFet.TurnOff_us,
            Watchdog_us = HeartbeatWatchdog.Longest_us,
            LineTimeout_us = ChipFaultKinds.Hang_us,
            Scan_us = Scan_us + tick_us,
            ChipLook_us = Set_us,
            Bleeds = situation == Situation.Balancing,
        };
    }

    private static (Signal Signal, SignalPath Path)[] Cells(PackSample sample, long tick_us)
    {
        const int Error_mV = Bq76940CellMonitor.Error_mV, Cells = Bq76940Link.Cells;

        // From the change to the first whole sample; the period that the row counts for it lies within.
        const long First_us = Scan_us - Slowest_us;
        int Stack(int channel, int value) => (Cells * Error_mV) + PackReactions.StackError_mV(Cells);
        SignalPath path = new(Slowest_us, First_us + tick_us) { Fastest_us = Set_us / tick_us * tick_us };
        return
        [
            (sample.Cell_mV, path with { Accuracy = (_, _) => Error_mV, LargestStep = Measurement.PackSampler.CellStep_mV }),
            (sample.SumError_mV, path with { Accuracy = Stack }),
            (sample.Spread_mV, path with { Accuracy = (_, _) => 2 * Error_mV }),

            // The step shows in the first whole set; then the sensor has its time to follow, counted in sets.
            (sample.CurrentImplausible, path with { Lag_us = Measurement.CurrentWitness.Patience * Slowest_us }),
        ];
    }
}
