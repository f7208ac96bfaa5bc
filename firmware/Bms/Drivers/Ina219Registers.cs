namespace Bms.Drivers
{
    /// <summary>INA219 registers and bits; Texas Instruments SBOS448G, tables 2 to 7.</summary>
    public static class Ina219Registers
    {
        public const int Configuration = 0x00;
        public const int ShuntVoltage = 0x01;
        public const int BusVoltage = 0x02;
        public const int Power = 0x03;
        public const int Current = 0x04;
        public const int Calibration = 0x05;

        /// <summary>Bus voltage range 32 V; gain for +-160 mV; 32 averages for bus and shunt; both continuously.</summary>
        public const int Range32V = 0x2000;
        public const int Gain160mV = 0x1000;
        public const int Bus32Samples = 0x0680;
        public const int Shunt32Samples = 0x0068;
        public const int BothContinuously = 0x0007;

        /// <summary>Bits of the bus voltage register: a conversion has ended since power was read last; arithmetic overflow.</summary>
        public const int ConversionReady = 0x0002;
        public const int Overflow = 0x0001;
    }
}
