namespace Bms.Chemistry
{
    /// <summary>What a cell may be asked for. One file a chemistry; every number with its source there.</summary>
    public sealed class ChemistryProfile
    {
        /// <summary>Short name, for the birth record.</summary>
        public string Name;

        /// <summary>Cell voltage at which a charge ends in mV.</summary>
        public int ChargeTarget_mV;

        /// <summary>Below this cell voltage in mV only the precharge current flows.</summary>
        public int Precharge_mV;

        /// <summary>The precharge current, and the current below which a charge at its target is complete, in permille of 1C.</summary>
        public int PrechargeCurrent_permille;
        public int EndCurrent_permille;

        /// <summary>How far the target is lowered over temperature (JEITA): rising corners in ddegC and mV at each.</summary>
        public int[] TargetDrop_ddegC;
        public int[] TargetDrop_mV;

        /// <summary>Over-voltage in mV: warning below trip, release below warning.</summary>
        public int OverVoltageWarning_mV;
        public int OverVoltage_mV;
        public int OverVoltageRelease_mV;

        /// <summary>Under-voltage in mV: warning above trip, release above warning.</summary>
        public int UnderVoltageWarning_mV;
        public int UnderVoltage_mV;
        public int UnderVoltageRelease_mV;

        /// <summary>Below this the cell may have dissolved copper: nothing flows until a person has looked, mV.</summary>
        public int DeepDischarge_mV;

        /// <summary>Temperature limits in tenths of a degree Celsius, warning inside trip.</summary>
        public int ChargeHotWarning_ddegC;
        public int ChargeHot_ddegC;
        public int ChargeColdWarning_ddegC;
        public int ChargeCold_ddegC;
        public int DischargeHotWarning_ddegC;
        public int DischargeHot_ddegC;
        public int DischargeColdWarning_ddegC;
        public int DischargeCold_ddegC;

        /// <summary>How far inside its limit a temperature must return before the row is released, in ddegC.</summary>
        public int TemperatureHysteresis_ddegC;

        /// <summary>Charge current over temperature: rising corners in ddegC and the permille of full current at each.</summary>
        public int[] ChargeDerating_ddegC;
        public int[] ChargeDerating_permille;

        /// <summary>Discharge current over temperature, as above.</summary>
        public int[] DischargeDerating_ddegC;
        public int[] DischargeDerating_permille;

        /// <summary>Open-circuit voltage in mV at equal steps of state of charge from 0 to 100 %, strictly rising.</summary>
        public int[] Ocv_mV;

        /// <summary>Half the voltage between charged and discharged rest, in mV: what a rested voltage cannot tell.</summary>
        public int Hysteresis_mV;

        /// <summary>Returns null, or the first thing that is wrong, as one sentence.</summary>
        public string Validate()
        {
            if (!(DeepDischarge_mV < UnderVoltage_mV && UnderVoltage_mV < UnderVoltageWarning_mV
                && UnderVoltageWarning_mV < UnderVoltageRelease_mV))
            {
                return "cell voltages must rise: deep discharge, under-voltage, its warning, its release";
            }

            if (!(UnderVoltageRelease_mV < ChargeTarget_mV && OverVoltageRelease_mV < OverVoltageWarning_mV
                && ChargeTarget_mV < OverVoltageWarning_mV && OverVoltageWarning_mV < OverVoltage_mV))
            {
                return "cell voltages must rise: under-voltage release, charge target, over-voltage warning, over-voltage";
            }

            if (!(ChargeCold_ddegC < ChargeColdWarning_ddegC && ChargeColdWarning_ddegC < ChargeHotWarning_ddegC
                && ChargeHotWarning_ddegC < ChargeHot_ddegC))
            {
                return "charge temperatures must rise: cold, its warning, hot warning, hot";
            }

            if (!(DischargeCold_ddegC < DischargeColdWarning_ddegC && DischargeColdWarning_ddegC < DischargeHotWarning_ddegC
                && DischargeHotWarning_ddegC < DischargeHot_ddegC))
            {
                return "discharge temperatures must rise: cold, its warning, hot warning, hot";
            }

            if (!(DeepDischarge_mV < Precharge_mV && Precharge_mV < ChargeTarget_mV && UnderVoltageRelease_mV < OverVoltageRelease_mV))
            {
                return "the precharge voltage must be above deep discharge and below the target, the over-voltage release above"
                    + " the under-voltage release";
            }

            return ValidateTables();
        }

        private string ValidateTables()
        {
            if (TemperatureHysteresis_ddegC < 1 || TemperatureHysteresis_ddegC > 200 || Hysteresis_mV < 0 || Hysteresis_mV > 200)
            {
                return "the temperature hysteresis must be 1 to 200 ddegC and the voltage hysteresis 0 to 200 mV";
            }

            if (EndCurrent_permille < 5 || EndCurrent_permille > 200 || PrechargeCurrent_permille < 5 || PrechargeCurrent_permille > 200)
            {
                return "the precharge current and the end current must be 5 to 200 permille of the rated current";
            }

            if (!IsDerating(TargetDrop_ddegC, TargetDrop_mV))
            {
                return "the drop of the target needs rising temperatures and as many voltages of 0 to 1000 mV";
            }

            if (!IsDerating(ChargeDerating_ddegC, ChargeDerating_permille)
                || !IsDerating(DischargeDerating_ddegC, DischargeDerating_permille))
            {
                return "a derating table needs rising temperatures and as many currents of 0 to 1000 permille";
            }

            if (!TakesAll(ChargeDerating_ddegC, ChargeDerating_permille, ChargeCold_ddegC, ChargeHot_ddegC)
                || !TakesAll(DischargeDerating_ddegC, DischargeDerating_permille, DischargeCold_ddegC, DischargeHot_ddegC))
            {
                return "a derating table must begin and end with 0 permille, where a temperature trips or before";
            }

            return Rises(Ocv_mV) ? null : "the open-circuit voltage must rise with the state of charge";
        }

        private static bool IsDerating(int[] corners_ddegC, int[] permille)
        {
            if (!Rises(corners_ddegC) || permille == null || permille.Length != corners_ddegC.Length)
            {
                return false;
            }

            for (int i = 0; i < permille.Length; i++)
            {
                if (permille[i] < 0 || permille[i] > 1000)
                {
                    return false;
                }
            }

            return true;
        }

        // Nothing is left to take where the firmware opens.
        private static bool TakesAll(int[] corners_ddegC, int[] permille, int cold_ddegC, int hot_ddegC)
        {
            int last = permille.Length - 1;
            return permille[0] == 0 && permille[last] == 0 && corners_ddegC[0] >= cold_ddegC && corners_ddegC[last] <= hot_ddegC;
        }

        private static bool Rises(int[] table)
        {
            if (table == null)
            {
                return false;
            }

            for (int i = 1; i < table.Length; i++)
            {
                if (table[i] <= table[i - 1])
                {
                    return false;
                }
            }

            return table.Length >= 2;
        }
    }
}
