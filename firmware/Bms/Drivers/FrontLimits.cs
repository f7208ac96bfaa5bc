namespace Bms.Drivers
{
    /// <summary>
    /// What the chip between cells and switches shall do without the firmware, in physical units; currents are magnitudes. Asked for, the
    /// values are anything; what a chip really holds, in its own steps, is another object of this class. There a 0 stands for what the chip
    /// cannot do at all.
    /// </summary>
    public sealed class FrontLimits
    {
        /// <summary>Cells in series, and the shunt in micro-ohm, at most 1,000.</summary>
        public int Cells = 16;
        public int Shunt_uohm = 1000;

        /// <summary>A cell above or below which one direction opens, its return and its delays.</summary>
        public int CellOver_mV = 4350;
        public int CellOverDelay_ms = 2000;
        public int CellUnder_mV = 2500;
        public int CellUnderDelay_ms = 2000;
        public int CellReturn_mV = 150;

        /// <summary>Currents that open a direction: one while charging, two while discharging, and a short circuit.</summary>
        public int ChargeOver_mA = 20000;
        public int ChargeOverDelay_ms = 100;
        public int DischargeOver_mA = 40000;
        public int DischargeOverDelay_ms = 320;
        public int DischargeFast_mA = 60000;
        public int DischargeFastDelay_ms = 20;
        public int Short_mA = 100000;
        public int ShortDelay_us = 60;

        /// <summary>Temperatures of the cells that open a direction, and how far inside them it returns.</summary>
        public int ChargeHot_degC = 55;
        public int DischargeHot_degC = 65;
        public int ChargeCold_degC = -5;
        public int DischargeCold_degC = -25;
        public int TemperatureReturn_K = 5;
        public int TemperatureDelay_s = 3;

        /// <summary>Time without a word from the host after which both directions open; 1 to 65,535.</summary>
        public int HostSilent_s = 5;

        /// <summary>Thermistors of 10 kohm at the pins TS1 to TS3 that watch cells, 0 to 3.</summary>
        public int Thermistors = 3;

        /// <summary>
        /// Voltage of the load's side below the stack from which on the discharge switch may close after precharge; 0 = no precharge.
        /// </summary>
        public int PrechargeDelta_mV;
    }
}
