using System.Device.I2c;

namespace Bms.Drivers
{
    /// <summary>
    /// Registers of a chip that guards each byte on the bus with a CRC-8 (polynomial x^8 + x^2 + x + 1, start 0), as the BQ769x2 do; Texas
    /// Instruments SLUUBY2B, section 9.2. A read that fails its CRC is thrown away, counted and tried again within the bounds of the guard;
    /// a write that fails it is refused by the chip, which the guard sees as a transfer that broke off. The CRC is never turned off: a
    /// framing that a single flipped bit can change is no protection.
    /// </summary>
    public class CrcPort : RegisterPort
    {
        // CRC of each byte: several hundred are checked a second.
        private static readonly byte[] s_crc = Table();

        private readonly int _writeAddress;
        private readonly bool _readsAlone;

        /// <summary>
        /// The first CRC of a read covers the whole transfer with its write of the register (BQ769x2), or with
        /// <paramref name="readsAlone"/> only what follows the second START (BQ769x0).
        /// </summary>
        public CrcPort(I2cGuard guard, I2cDevice device, bool readsAlone = false)
            : base(guard, device)
        {
            _writeAddress = device.ConnectionSettings.DeviceAddress << 1;
            _readsAlone = readsAlone;
        }

        /// <summary>Reads since start whose CRC was wrong.</summary>
        public int CrcErrors { get; private set; }

        /// <summary>The CRC of one byte more after <paramref name="crc"/>, 0 to 255.</summary>
        public static int NextCrc(int crc, int value)
        {
            return s_crc[(crc ^ value) & 0xFF];
        }

        /// <summary>Reads a block in one transfer. False on a bus error or when the CRC was wrong each time: old data then.</summary>
        public bool TryRead(CrcRead block)
        {
            int failures = 0;
            while (TryRead(block.Register, block.Wire))
            {
                if (IsIntact(block))
                {
                    block.Keep();
                    return true;
                }

                CrcErrors++;
                Guard.NoteCrcError();
                if (!Guard.MayRetry(++failures))
                {
                    return false;
                }
            }

            return false;
        }

        /// <summary>Writes a block in one transfer. False on a bus error or when the chip refused a CRC each time.</summary>
        public bool TryWrite(CrcWrite block)
        {
            byte[] wire = block.Wire;
            wire[0] = (byte)block.Register;
            int crc = NextCrc(NextCrc(0, _writeAddress), block.Register);
            for (int i = 0; i < block.Data.Length; i++)
            {
                wire[1 + (2 * i)] = block.Data[i];
                wire[2 + (2 * i)] = (byte)NextCrc(crc, block.Data[i]);
                crc = 0;
            }

            return TryWrite(wire);
        }

        // The first CRC covers what the chip has seen of the transfer, every other one its byte alone.
        private bool IsIntact(CrcRead block)
        {
            byte[] wire = block.Wire;
            int crc = _readsAlone ? 0 : NextCrc(NextCrc(0, _writeAddress), block.Register);
            crc = NextCrc(crc, _writeAddress | 1);
            if (NextCrc(crc, wire[0]) != wire[1])
            {
                return false;
            }

            byte[] table = s_crc;
            for (int i = wire.Length - 1; i > 1; i -= 2)
            {
                if (table[wire[i - 1]] != wire[i])
                {
                    return false;
                }
            }

            return true;
        }

        private static byte[] Table()
        {
            byte[] table = new byte[256];
            for (int i = 0; i < table.Length; i++)
            {
                int crc = i;
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 0x80) != 0 ? ((crc << 1) ^ 0x07) & 0xFF : crc << 1;
                }

                table[i] = (byte)crc;
            }

            return table;
        }
    }
}
