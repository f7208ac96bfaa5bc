using Bms.Drivers;

namespace Bms.DeviceTests
{
    /// <summary>
    /// A chip's registers in memory. It takes the place of the transfers of a RegisterPort: a board has no bus that a test could script,
    /// and byte order, sign and buffers above the transfer are the driver's own.
    /// </summary>
    public class ScriptedPort : RegisterPort
    {
        /// <summary>Value of each register, the low 16 or 8 bits count.</summary>
        public readonly int[] Register = new int[256];

        /// <summary>Number of the register at which nobody answers; -1 = none.</summary>
        public int DeafAt = -1;

        public ScriptedPort(I2cGuard guard)
            : base(guard, null)
        {
        }

        protected override bool TryRead(int register, byte[] buffer)
        {
            int value = Register[register];
            for (int i = buffer.Length - 1; i >= 0; i--)
            {
                buffer[i] = (byte)value;
                value >>= 8;
            }

            return register != DeafAt;
        }

        protected override bool TryWrite(byte[] buffer)
        {
            int value = 0;
            for (int i = 1; i < buffer.Length; i++)
            {
                value = (value << 8) | buffer[i];
            }

            Register[buffer[0]] = value;
            return buffer[0] != DeafAt;
        }
    }
}
