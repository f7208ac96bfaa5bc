namespace Bms.Drivers
{
    /// <summary>BQ25798 registers and bits; Texas Instruments SLUSDV2, section 9.5. Two-byte registers are big-endian.</summary>
    public static class Bq25798Registers
    {
        /// <summary>Charge voltage, 10 mV a step; charge current, 10 mA a step.</summary>
        public const int ChargeVoltage = 0x01;
        public const int ChargeCurrent = 0x03;

        /// <summary>Termination control: bit 5 stops charging when the watchdog expires, instead of going on with defaults.</summary>
        public const int Termination = 0x09;
        public const int StopOnWatchdog = 0x20;

        /// <summary>Recharge control: bits 7..6 are the number of cells less one.</summary>
        public const int Cells = 0x0A;

        /// <summary>Charger control 0: reset value 0xA2; bit 5 enables charging, bit 1 the chip's own termination.</summary>
        public const int Control0 = 0x0F;
        public const int Control0Charging = 0xA0;
        public const int Control0Stopped = 0x80;
        public const int EnableCharging = 0x20;

        /// <summary>Charger control 1: bit 3 feeds the watchdog, bits 2..0 its time: 0 = off, 5 = 40 s as after a reset.</summary>
        public const int Control1 = 0x10;
        public const int WatchdogTime = 0x07;
        public const int Watchdog40s = 0x05;
        public const int FeedWatchdog = 0x08;

        /// <summary>Charger status 0: bit 0 an input supply is present.</summary>
        public const int Status0 = 0x1B;
        public const int SupplyPresent = 0x01;

        /// <summary>Charger status 1: bits 7..5 are the phase of the charge, 0 not charging, 7 done.</summary>
        public const int Status1 = 0x1C;
        public const int PhaseOff = 0;
        public const int PhaseDone = 7;
    }
}
