namespace Bms.Drivers
{
    /// <summary>INA228 registers and bits; Texas Instruments SLYS021A, section 7.6.</summary>
    public static class Ina228Registers
    {
        public const int Configuration = 0x00;
        public const int Converter = 0x01;
        public const int ShuntCalibration = 0x02;

        /// <summary>24 bits: 20 of value, four unused below.</summary>
        public const int BusVoltage = 0x05;
        public const int Current = 0x07;

        /// <summary>40 bits, in two's complement.</summary>
        public const int Charge = 0x0A;
        public const int Diagnosis = 0x0B;
        public const int Device = 0x3F;

        /// <summary>Configuration: clears the accumulators.</summary>
        public const int ResetAccumulators = 0x4000;

        /// <summary>Converter: bus and shunt continuously, 1,052 us each, 16 averages.</summary>
        public const int BusAndShunt = 0xB000;
        public const int Bus1052us = 0x0A00;
        public const int Shunt1052us = 0x0140;
        public const int Temperature1052us = 0x0028;
        public const int Average16 = 0x0002;

        /// <summary>Diagnosis: flags stay until read; arithmetic overflow, conversion ready, trim memory good.</summary>
        public const int Latched = 0x8000;
        public const int MathOverflow = 0x0200;
        public const int ConversionReady = 0x0002;
        public const int MemoryGood = 0x0001;

        /// <summary>Device number, above four bits of revision.</summary>
        public const int Ina228 = 0x228;
    }
}
