using System.Device.I2c;

namespace Bms.Drivers
{
    /// <summary>
    /// MCP4728, four digital-to-analogue converters of 12 bits; Microchip DS22187E, sections 5.6.2 and 5.7. Channels A and B are used, with
    /// the internal reference doubled: a code is a voltage in mV, 0 to 4,095. Its memory is not written: it begins with what it was given
    /// once when the board was made, which is 0 V.
    /// </summary>
    public sealed class Mcp4728 : RegisterPort
    {
        /// <summary>Largest code.</summary>
        public const int FullScale = 4095;

        // Multi-write, which changes the outputs and not the memory; the channel is in bits 2 and 1.
        private const byte MultiWrite = 0x40;

        // Internal reference of 2.048 V, gain of two, not powered down.
        private const int Settings = 0x90;
        private const int ChannelBytes = 6;

        private readonly byte[] _write = new byte[6];
        private readonly byte[] _read = new byte[24];
        private readonly I2cGuard _guard;

        public Mcp4728(I2cGuard guard, I2cDevice device)
            : base(guard, device)
        {
            _guard = guard;
        }

        /// <summary>Sets the outputs A and B in mV, 0 to 4,095, and reads both back. False when the bus failed or one differs.</summary>
        public bool TrySet(int a_mV, int b_mV)
        {
            Put(0, a_mV);
            Put(1, b_mV);
            return TryWrite(_write) && TryReadAll() && Holds(0) && Holds(1);
        }

        private void Put(int channel, int value_mV)
        {
            int at = channel * 3;
            _write[at] = (byte)(MultiWrite | (channel << 1));
            _write[at + 1] = (byte)(Settings | (value_mV >> 8));
            _write[at + 2] = (byte)value_mV;
        }

        // Of each channel three bytes of its register and three of its memory; the first of three is a status.
        private bool Holds(int channel)
        {
            int sent = channel * 3;
            int got = channel * ChannelBytes;
            return _read[got + 1] == _write[sent + 1] && _read[got + 2] == _write[sent + 2];
        }

        private bool TryReadAll()
        {
            if (_guard.IsStuck)
            {
                return false;
            }

            int failures = 0;
            while (!_guard.Passed(Device.Read(_read).Status))
            {
                if (!_guard.MayRetry(++failures))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
