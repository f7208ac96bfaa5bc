using Bms.Boards;
using Bms.Drivers;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>The chip level of pack-15s: what its BQ76940 does while the processor hangs and the external watchdog is bridged.</summary>
internal static class Pack15sChip
{
    private const string Board = "pack-15s";
    private const int Scan_ms = 250, Cell_mV = 60;

    // Its comparators for currents are good to 20 %, its clock to 2 %.
    private const double Beyond = 1.25, SlowestClock = 1.02;

    /// <summary>The chip's protections, with what it holds after rounding; those that it lacks are the firmware's and the fuse's.</summary>
    internal static IReadOnlyList<ChipReaction> All()
    {
        FrontChip chip = Pack15s.Front();
        FrontLimits held = chip.Hold(Pack16s.Limits(Pack15s.Pack(), chip));
        return
        [
            new(Board, "ChipCellOverVoltage", Mode.Charge, true, Bound_us((held.CellOverDelay_ms + (2 * Scan_ms)) * 1000L),
                (bench, random) => ShowCell(bench, random, held.CellOver_mV + Cell_mV)),
            new(Board, "ChipCellUnderVoltage", Mode.Discharge, false, Bound_us((held.CellUnderDelay_ms + (2 * Scan_ms)) * 1000L),
                (bench, random) => ShowCell(bench, random, held.CellUnder_mV - Cell_mV)),
            new(Board, "ChipDischargeOverCurrent", Mode.Discharge, false, Bound_us(held.DischargeOverDelay_ms * 1000L),
                (bench, _) => bench.Pack.Load.SetCurrent_A(held.DischargeOver_mA * Beyond / 1000)),
            new(Board, "ChipShortCircuit", Mode.Discharge, false, Bound_us(held.ShortDelay_us),
                (bench, _) => bench.Pack.Load.SetCurrent_A(held.Short_mA * Beyond / 1000)),
        ];
    }

    private static long Bound_us(long delay_us) => (long)Math.Ceiling(delay_us * SlowestClock) + PowerFet.TurnOff_us;

    private static void ShowCell(VirtualBench bench, NoiseSource random, int cell_mV)
    {
        bench.Hardware.Settle();
        FrontEndChip chip = ((Pack16sHardware)bench.Hardware).Front;
        chip.Faults[(int)(random.Next() % (ulong)chip.FirstTap % (ulong)bench.Pack.Cells)].StuckAt = cell_mV / 1000.0;
        chip.See();
    }
}
