namespace Bms.Protection
{
    /// <summary>
    /// Spares the body diodes of two switches back to back. While the pack supplies and only its charge switch is open, the whole current
    /// flows through that switch's diode, which drops 0.8 V or so: 6 W at 7 A, where the closed switch has some 0.1 W. So the switch of a
    /// forbidden direction is closed while the current flows firmly the other way, and opened in the cycle in which the current has fallen,
    /// turned round or is not known. Only where the forbidden direction stays harmless for the one cycle that this takes: a cell that is
    /// full or empty, or too warm or cold to charge; never after an over-current, with a sensor lost, or under a row that opens both.
    /// The same rule, in hardware, is the body diode threshold of a BQ76952 (SLUUBY2B, 50 mA by default).
    /// </summary>
    public sealed class BodyDiodes
    {
        /// <summary>A switch is closed from this current of the other direction on, in mA: 0.4 W in the diode.</summary>
        public const int Close_mA = 500;

        /// <summary>It opens again when the current is at or below this, in mA: far beyond the sensor's offset.</summary>
        public const int Open_mA = 250;

        /// <summary>
        /// Where a protector chip holds the direction open as well, it closes the switch itself from 1 A on: the firmware asks for it only
        /// where the chip is sure to, in mA.
        /// </summary>
        public const int CloseWithChip_mA = 2000;
        public const int OpenWithChip_mA = 1500;

        private const long ChargeRows = (1L << (int)Fault.CellOverVoltage)
            | (1L << (int)Fault.ChargeOverTemperature) | (1L << (int)Fault.ChargeUnderTemperature)
            | ChipRow;

        private const long ChipRow = 1L << (int)Fault.ProtectorChargeTemperature;
        private const long DischargeRows = 1L << (int)Fault.CellUnderVoltage;

        private bool _sparesCharge;
        private bool _sparesDischarge;

        /// <summary>One cycle, after the mode has set the commands in <paramref name="state"/>.</summary>
        public void Step(PackSample sample, PackState state)
        {
            Signal current = sample.Current_mA;
            bool fresh = current.Quality[0] == Quality.Good && current.Sampled_ms[0] == sample.Uptime_ms;
            int charge_mA = fresh ? current.Value[0] : 0;
            bool mayCharge = state.ChargeCommand;
            bool mayDischarge = state.DischargeCommand;
            long charge = state.ChargeForbiddenBy | state.ChargeHeldBy;
            _sparesCharge = mayDischarge && !mayCharge && IsHarmless(charge, ChargeRows)
                && Flows(-charge_mA, _sparesCharge, (charge & ChipRow) != 0);
            _sparesDischarge = mayCharge && !mayDischarge && IsHarmless(state.DischargeForbiddenBy | state.DischargeHeldBy, DischargeRows)
                && Flows(charge_mA, _sparesDischarge, false);
            state.ChargeCommand = mayCharge || _sparesCharge;
            state.DischargeCommand = mayDischarge || _sparesDischarge;
        }

        private static bool Flows(int current_mA, bool spared, bool chipHolds)
        {
            return spared ? current_mA > (chipHolds ? OpenWithChip_mA : Open_mA)
                : current_mA >= (chipHolds ? CloseWithChip_mA : Close_mA);
        }

        private static bool IsHarmless(long rows, long harmless)
        {
            return (rows & ~harmless) == 0;
        }
    }
}
