using Bms.Config;
using Bms.Drivers;

namespace Bms.Boards
{
    /// <summary>
    /// Whether the levels of a pack stand in their order with a chip at its cells: warning, firmware, chip, in limit and in delay. A chip
    /// rounds what it is asked for and has an end to each range, so it is asked what it would hold.
    /// </summary>
    public static class ChipLevels
    {
        // Longest step of a chip's delay that is rounded down.
        private const int DelayStep_ms = 4;

        /// <summary>Null, or the first thing that is wrong with a pack, its own mistakes included, as one sentence.</summary>
        public static string Mistake(PackConfig pack, FrontChip chip)
        {
            string mistake = pack.Validate();
            mistake = mistake == null ? new ChipLimits(pack, chip.Comparator_mV).Validate(pack) : mistake;
            if (mistake != null)
            {
                return mistake;
            }

            FrontLimits asked = Pack16s.Limits(pack, chip);
            return OfHeld(pack, chip, asked, chip.Hold(asked));
        }

        private static string OfHeld(PackConfig pack, FrontChip chip, FrontLimits asked, FrontLimits held)
        {
            if (held.CellOver_mV - chip.Comparator_mV < pack.Chemistry.OverVoltage_mV
                || held.CellUnder_mV + chip.Comparator_mV > pack.Chemistry.UnderVoltage_mV
                || held.CellUnder_mV <= pack.Chemistry.DeepDischarge_mV)
            {
                return "the " + chip.Name + " cannot hold its limits of a cell between the firmware's and what the cell stands";
            }

            if (!IsBeyond(held.ChargeOver_mA, pack.ChargeOverCurrent_mA) || !IsBeyond(held.DischargeOver_mA, pack.DischargeOverCurrent_mA)
                || !IsBeyond(held.DischargeFast_mA, pack.DischargePeakCurrent_mA) || held.Short_mA <= pack.DischargePeakCurrent_mA)
            {
                return "the " + chip.Name + " cannot hold currents beyond those of the firmware over this shunt";
            }

            bool waits = Waits(held.CellOverDelay_ms, asked.CellOverDelay_ms) && Waits(held.CellUnderDelay_ms, asked.CellUnderDelay_ms)
                && (held.ChargeOver_mA == 0 || Waits(held.ChargeOverDelay_ms, asked.ChargeOverDelay_ms))
                && Waits(held.DischargeOverDelay_ms, asked.DischargeOverDelay_ms);
            return waits ? null : "the " + chip.Name + " cannot wait as long as the firmware needs to be first at this tick";
        }

        // 0 = the chip has no such limit.
        private static bool IsBeyond(int held_mA, int firmware_mA)
        {
            return held_mA == 0 || held_mA > firmware_mA;
        }

        private static bool Waits(int held_ms, int asked_ms)
        {
            return held_ms + DelayStep_ms >= asked_ms;
        }
    }
}
