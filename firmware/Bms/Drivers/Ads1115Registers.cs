namespace Bms.Drivers
{
    /// <summary>ADS1115 registers and configuration bits; Texas Instruments SBAS444D, section 9.6.</summary>
    public static class Ads1115Registers
    {
        public const int Conversion = 0x00;
        public const int Configuration = 0x01;

        /// <summary>Writing starts a conversion; reading says that none is running.</summary>
        public const int StartOrIdle = 0x8000;

        /// <summary>Input AIN0 against ground; each step of 0x1000 is the next input.</summary>
        public const int Input0 = 0x4000;

        /// <summary>+-4.096 V, 125 uV a code.</summary>
        public const int Range4096mV = 0x0200;
        public const int SingleShot = 0x0100;

        /// <summary>250 samples a second: 4 ms, +-10 %.</summary>
        public const int Rate250 = 0x00A0;
        public const int ComparatorOff = 0x0003;
    }
}
