namespace Bms.Drivers
{
    /// <summary>BQ76940 registers and bits; Texas Instruments SLUSBK2I, section 8.5. Two-byte values have their high byte first.</summary>
    public static class Bq76940Registers
    {
        /// <summary>Latched status; a bit is cleared by writing it as one. While a fault stands its switch stays open.</summary>
        public const int Status = 0x00;
        public const int CounterReady = 0x80;
        public const int ChipFault = 0x20;
        public const int AlertOverridden = 0x10;
        public const int UnderVoltage = 0x08;
        public const int OverVoltage = 0x04;
        public const int ShortCircuit = 0x02;
        public const int OverCurrent = 0x01;
        public const int Faults = 0x3F;

        /// <summary>Five cells in the low bits of each of three registers.</summary>
        public const int Balancing1 = 0x01;

        /// <summary>Control 1: load seen, converter on, thermistors instead of the die. Control 2: counter on, the two switches.</summary>
        public const int Control1 = 0x04;
        public const int Control1Wanted = 0x18;
        public const int Control2 = 0x05;
        public const int CounterOn = 0x40;
        public const int DischargeOn = 0x02;
        public const int ChargeOn = 0x01;
        public const int Switches = 0x03;

        /// <summary>Delays and thresholds; the last must be programmed to 0x19.</summary>
        public const int Protect1 = 0x06;
        public const int Protect2 = 0x07;
        public const int Protect3 = 0x08;
        public const int OverTrip = 0x09;
        public const int UnderTrip = 0x0A;
        public const int CounterConfiguration = 0x0B;
        public const int CounterConfigurationWanted = 0x19;

        /// <summary>Fifteen cells of two bytes, stack, thermistors.</summary>
        public const int Cell1 = 0x0C;
        public const int Thermistor1 = 0x2C;

        /// <summary>Factory trim: gain of the converter in uV above 365, in two parts, and its offset in mV.</summary>
        public const int Gain1 = 0x50;
        public const int Offset = 0x51;
        public const int Gain2 = 0x59;
    }
}
