using Bms.Chemistry;

namespace Bms.Config
{
    /// <summary>
    /// What a protector chip shall be set to, computed from the limits of the firmware so that the order of the levels holds by
    /// construction: warning, firmware, chip; in limit and, where the firmware is fast enough to be first, in delay. What a chip can
    /// really be set to is coarser: it rounds away from the firmware's limit. Short circuit and fast over-current belong to the chip
    /// alone: a cycle of the firmware is too slow for them.
    /// </summary>
    public sealed class ChipLimits
    {
        private readonly int _comparator_mV;

        /// <summary>Limits of a cell in mV, and the time beyond one until the chip opens in ms.</summary>
        public readonly int CellOver_mV;
        public readonly int CellUnder_mV;
        public readonly int CellDelay_ms;

        /// <summary>Currents in mA (magnitudes): slow ones behind the firmware's trips, and the time in ms.</summary>
        public readonly int ChargeOver_mA;
        public readonly int DischargeOver_mA;
        public readonly int OverCurrentDelay_ms;

        /// <summary>The chip's own: beyond the firmware's peak, within a time that no firmware keeps; in mA, ms and us.</summary>
        public readonly int DischargeFast_mA;
        public readonly int FastDelay_ms;
        public readonly int Short_mA;
        public readonly int ShortDelay_us;

        /// <summary>Temperatures in ddegC, and the time in ms.</summary>
        public readonly int ChargeHot_ddegC;
        public readonly int ChargeCold_ddegC;
        public readonly int DischargeHot_ddegC;
        public readonly int DischargeCold_ddegC;
        public readonly int TemperatureDelay_ms;

        /// <summary>
        /// Silence of the firmware in ms after which the chip opens: longer than the external watchdog, which restarts the processor.
        /// </summary>
        public readonly int HostSilent_ms;

        // Fresh samples of the firmware's own delays (ProtectionTable), one that plausibility refuses, one for the conversion, and a tick
        // more for each: a chip that is first in a race of 100 ms takes a trip with all its consequences from a level that knows more.
        private const int CellSamples = 7;
        private const int CurrentSamples = 4;
        private const int ProbeSamples = 4;
        private const int ProbePeriod_ms = 1100;

        /// <summary>
        /// For one pack, of which Validate has returned null, and a chip that trips within <paramref name="comparator_mV"/> of its limits
        /// of a cell.
        /// </summary>
        public ChipLimits(PackConfig pack, int comparator_mV)
        {
            ChemistryProfile c = pack.Chemistry;
            _comparator_mV = comparator_mV;

            // Half of the way from warning to trip further on, and never within the comparator's own error of the trip.
            CellOver_mV = c.OverVoltage_mV + Margin_mV((c.OverVoltage_mV - c.OverVoltageWarning_mV) / 2);
            CellUnder_mV = c.UnderVoltage_mV - Margin_mV((c.UnderVoltage_mV - c.DeepDischarge_mV) / 4);
            CellDelay_ms = CellSamples * (pack.CellScan_ms + pack.Tick_ms);
            ChargeOver_mA = pack.ChargeOverCurrent_mA + pack.ChargeOverCurrent_mA / 4;
            DischargeOver_mA = (pack.DischargeOverCurrent_mA + pack.DischargePeakCurrent_mA) / 2;
            OverCurrentDelay_ms = CurrentSamples * pack.Tick_ms;
            DischargeFast_mA = pack.DischargePeakCurrent_mA + pack.DischargePeakCurrent_mA / 5;
            FastDelay_ms = 30;
            Short_mA = 2 * pack.DischargePeakCurrent_mA;
            ShortDelay_us = 200;
            ChargeHot_ddegC = Beyond(c.ChargeHot_ddegC, c.TemperatureHysteresis_ddegC);
            ChargeCold_ddegC = Beyond(c.ChargeCold_ddegC, -c.TemperatureHysteresis_ddegC);
            DischargeHot_ddegC = Beyond(c.DischargeHot_ddegC, c.TemperatureHysteresis_ddegC);
            DischargeCold_ddegC = Beyond(c.DischargeCold_ddegC, -c.TemperatureHysteresis_ddegC);
            TemperatureDelay_ms = ProbeSamples * ProbePeriod_ms;
            HostSilent_ms = 5000;
        }

        /// <summary>
        /// Returns null, or the first limit that is not in its place between the firmware's and what the cell stands, as one sentence.
        /// </summary>
        public string Validate(PackConfig pack)
        {
            ChemistryProfile c = pack.Chemistry;
            if (CellOver_mV - _comparator_mV < c.OverVoltage_mV || CellOver_mV > c.OverVoltage_mV + 150)
            {
                return "the chip's over-voltage must lie above the firmware's by the comparator's error, and by 150 mV at most";
            }

            if (CellUnder_mV + _comparator_mV > c.UnderVoltage_mV || CellUnder_mV <= c.DeepDischarge_mV)
            {
                return "the chip's under-voltage must lie below the firmware's by the comparator's error, and above deep discharge";
            }

            if (ChargeOver_mA <= pack.ChargeOverCurrent_mA || DischargeOver_mA <= pack.DischargeOverCurrent_mA
                || DischargeFast_mA <= pack.DischargePeakCurrent_mA || Short_mA <= DischargeFast_mA)
            {
                return "the chip's currents must rise beyond the firmware's: over-current, fast over-current, short";
            }

            if (FastDelay_ms >= pack.Tick_ms)
            {
                return "the chip's fast over-current must be faster than a tick of the firmware";
            }

            bool outside = ChargeHot_ddegC > c.ChargeHot_ddegC && ChargeCold_ddegC < c.ChargeCold_ddegC
                && DischargeHot_ddegC > c.DischargeHot_ddegC && DischargeCold_ddegC < c.DischargeCold_ddegC;
            return outside ? null : "the chip's temperatures must lie outside the firmware's: the hysteresis between them is too small";
        }

        private int Margin_mV(int wanted_mV)
        {
            return wanted_mV > 2 * _comparator_mV ? wanted_mV : 2 * _comparator_mV;
        }

        // Whole degrees, as chips take them.
        private static int Beyond(int limit_ddegC, int distance_ddegC)
        {
            return (limit_ddegC + distance_ddegC) / 10 * 10;
        }
    }
}
