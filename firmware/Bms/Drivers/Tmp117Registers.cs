namespace Bms.Drivers
{
    /// <summary>TMP117 registers and bits; Texas Instruments SNOSD82D, section 7.6.</summary>
    public static class Tmp117Registers
    {
        public const int Temperature = 0x00;
        public const int Configuration = 0x01;
        public const int Device = 0x0F;

        /// <summary>Configuration: a conversion has ended since this or the temperature was read.</summary>
        public const int DataReady = 0x2000;

        /// <summary>Bits of mode, interval and averages; continuously, every 250 ms, 8 averages.</summary>
        public const int Settings = 0x0FE0;
        public const int Every250ms8Averages = 0x0120;

        /// <summary>Device number in the low twelve bits, revision above.</summary>
        public const int DeviceMask = 0x0FFF;
        public const int Tmp117 = 0x117;

        /// <summary>-256 degC: what the temperature register holds until the first conversion has ended.</summary>
        public const int NoConversion = 0x8000;
    }
}
