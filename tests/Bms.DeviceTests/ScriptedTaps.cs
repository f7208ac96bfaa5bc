using Bms.Drivers;

namespace Bms.DeviceTests
{
    /// <summary>An ADS1115 as far as single shots go (SBAS444D, section 9.6): a started conversion is over at the next look.</summary>
    public sealed class ScriptedTaps : ScriptedPort
    {
        /// <summary>Result of each input as the chip's 16 bits.</summary>
        public readonly int[] Code = new int[4];

        public ScriptedTaps(I2cGuard guard)
            : base(guard)
        {
        }

        protected override bool TryWrite(byte[] buffer)
        {
            bool answered = base.TryWrite(buffer);
            if (buffer[0] == 1 && (buffer[1] & 0x80) != 0)
            {
                Register[0] = Code[((buffer[1] >> 4) & 7) - 4];
            }

            return answered;
        }
    }
}
