using Bms.Charging;
using Bms.Config;
using Bms.Drivers;
using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>
/// What pack-16s and its kin with another chip at the cells have in common: how such a board is asked for its rows and its times, and the
/// ways of all signals that do not come from that chip. Nothing here is a time that a reaction took.
/// </summary>
internal static class PackReactions
{
    private const double Begin_s = 3, Settle_s = 7;
    private const long Second_us = 1_000_000;

    /// <summary>
    /// A board with the firmware as it is shipped. <paramref name="timing"/> makes its times in a situation, null where it knows none,
    /// from what the firmware looks at and from how long its busiest cycle keeps the bus, in us.
    /// </summary>
    internal static ReactionBoard Make(
        string board, IReadOnlyList<Stimulus> causes, Func<PackSample, long, Situation, BoardTiming?> timing)
    {
        VirtualBench bench = new(new BenchOptions { Board = BoardKind.Of(board) });
        bench.Run_s(Begin_s);
        BmsController shipped = bench.Firmware.Controller!;
        shipped.Ask(Request.Discharge);
        bench.Run_s(1);
        long bus_us = BusLoad.BusiestCycle_us(bench, Settle_s);
        BoardTiming? In(Situation situation) => timing(shipped.Sample, bus_us, situation);
        ProtectionRow[] fitted = [.. shipped.Table.Rows.Where(row => row.Fitted)];
        string name = board.Replace("-", string.Empty, StringComparison.Ordinal);
        return new ReactionBoard(name, fitted, In(Situation.Normal)!, causes, Promises.Of(board))
        {
            Rig = order => new PackRig(order, board),
            Asleep = In(Situation.Asleep),
            Balancing = In(Situation.Balancing),
        };
    }

    /// <summary>
    /// The signals beside the chip at the cells. <paramref name="settings_us"/>: time in which a start writes all settings of that chip.
    /// </summary>
    internal static (Signal Signal, SignalPath Path)[] Beside(PackSample sample, PackConfig pack, long settings_us)
    {
        // A change just after the start of a conversion is whole in the second one only.
        long monitor_us = (long)(2 * Ina228Chip.Cycle_us(Ina228CurrentSensor.Converter) * Ina228Errors.SlowestClock);
        long probe_us = (long)(250_000 * Tmp117Errors.SlowestClock);
        long tick_us = pack.Tick_ms * 1000L, second_us = pack.TicksPerSecond * tick_us;
        long probes_us = (new Tmp117(null).Conversion_ms + pack.Tick_ms - 1) / pack.Tick_ms * tick_us;
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

            // Found out once a second, behind the verdict of its cycle: the next tick looks at it.
            (sample.ChargeFailed, new(second_us, 0) { Lag_us = Unseen_us(pack) + tick_us }),
            (sample.ChargerMismatch, new(second_us, 0) { Lag_us = tick_us }),
            (sample.BalancerMismatch, new(second_us, 0) { Lag_us = tick_us }),
            (sample.StateNotStored, new(second_us, 0) { Lag_us = tick_us }),
            (sample.ProtectorDiffers, new(second_us, 0) { Lag_us = tick_us }),
            (sample.ProtectorRepairs, new(second_us, 0) { Lag_us = tick_us }),

            // A start begins with its boot time, sets the chip, and tells after a second what its flash has said.
            (sample.TelemetrySilent, new(second_us, 0)
                { Lag_us = (new BenchOptions().BootTime_ms * 1000L) + settings_us + (2 * tick_us) }),
        ];
    }

    /// <summary>Error in mV of the sum of so many cells: 0.1 % and 2.5 mV of the monitor at 4.3 V a cell, and noise.</summary>
    internal static int StackError_mV(int cells) => (int)Math.Ceiling(cells * 4300 * 0.001) + 3 + 10;

    // The current that is asked for grows until its absence means something; then it must be absent for a minute.
    private static long Unseen_us(PackConfig pack)
    {
        int ramp_mA = CcCvCharger.RampOf(pack);
        return (((pack.Capacity_mAh / 10) + ramp_mA - 1) / ramp_mA + CcCvCharger.Unseen_s) * Second_us;
    }

    // 0.1 % and 1 uV over 0.5 mohm, a step of noise and rounding: table 6.5 of SLYS021A over temperature.
    private static int CurrentError_mA(int current_mA) => (int)Math.Ceiling(Math.Abs(current_mA) * 0.001) + 2 + 20;
}
