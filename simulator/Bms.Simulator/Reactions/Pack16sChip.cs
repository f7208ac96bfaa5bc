using Bms.Boards;
using Bms.Drivers;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>The chip level of pack-16s: what its BQ76952 does while the processor hangs and the external watchdog is bridged.</summary>
internal static class Pack16sChip
{
    private const string Board = "pack-16s";
    private const long Look_us = 3_300, ShortLook_us = 15;
    private const int Cell_mV = 60, Current_mA = 6_000;
    private const double Charger_V = 80;

    /// <summary>The chip's protections, with what it holds after rounding, at the limit plus the error of its comparators.</summary>
    internal static IReadOnlyList<ChipReaction> All()
    {
        FrontLimits held = new Bq76952Settings(Pack16s.Limits(Pack16s.Pack())).Held;
        return
        [
            new(Board, "ChipCellOverVoltage", Mode.Charge, true, Bound_us(held.CellOverDelay_ms),
                (bench, random) => ShowCell(bench, random, held.CellOver_mV + Cell_mV)),
            new(Board, "ChipCellUnderVoltage", Mode.Discharge, false, Bound_us(held.CellUnderDelay_ms),
                (bench, random) => ShowCell(bench, random, held.CellUnder_mV - Cell_mV)),
            new(Board, "ChipChargeOverCurrent", Mode.Charge, true, Bound_us(held.ChargeOverDelay_ms),
                (bench, _) =>
                {
                    bench.Hardware.ChargerRunaway = (Charger_V, (held.ChargeOver_mA + Current_mA) / 1000.0);
                    bench.Hardware.Tick();
                }),
            new(Board, "ChipDischargeOverCurrent", Mode.Discharge, false, Bound_us(held.DischargeOverDelay_ms),
                (bench, _) => bench.Pack.Load.SetCurrent_A((held.DischargeOver_mA + Current_mA) / 1000.0)),
            new(Board, "ChipDischargeFastCurrent", Mode.Discharge, false, Bound_us(held.DischargeFastDelay_ms),
                (bench, _) => bench.Pack.Load.SetCurrent_A((held.DischargeFast_mA + Current_mA) / 1000.0)),

            // Its threshold is good to 15 %.
            new(Board, "ChipShortCircuit", Mode.Discharge, false, Slow(held.ShortDelay_us + (2 * ShortLook_us)) + PowerFet.TurnOff_us,
                (bench, _) => bench.Pack.Load.SetCurrent_A(held.Short_mA * 1.2 / 1000)),
            new(Board, "ChipHostSilent", Mode.Discharge, false, Slow(held.HostSilent_s * 1_000_000L) + PowerFet.TurnOff_us, (_, _) => { }),
        ];
    }

    private static long Bound_us(int delay_ms) => Slow((delay_ms * 1000L) + (2 * Look_us)) + PowerFet.TurnOff_us;

    private static long Slow(long nominal_us) => (long)Math.Ceiling(nominal_us * Bq76952Errors.SlowestClock);

    private static void ShowCell(VirtualBench bench, NoiseSource random, int cell_mV)
    {
        bench.Hardware.Settle();
        ((Pack16sHardware)bench.Hardware).Front.Faults[(int)(random.Next() % 16)].StuckAt = cell_mV / 1000.0;
    }
}
