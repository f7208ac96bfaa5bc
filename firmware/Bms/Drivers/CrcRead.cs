namespace Bms.Drivers
{
    /// <summary>
    /// A block of registers that is read in one transfer, each byte followed by its CRC-8. Buffers are made once, of the exact length:
    /// the bus moves whole arrays. Two of them take turns, so that a transfer that fails leaves what the last one brought.
    /// </summary>
    public sealed class CrcRead
    {
        /// <summary>Address of the first register.</summary>
        public readonly int Register;

        /// <summary>What goes over the wire next: data and CRC in turn.</summary>
        internal byte[] Wire;

        /// <summary>The last transfer that passed, byte n at 2n, its CRC behind it; those of a failed one never get here.</summary>
        internal byte[] Good;

        /// <summary>For <paramref name="count"/> registers of one byte from <paramref name="register"/> on.</summary>
        public CrcRead(int register, int count)
        {
            Register = register;
            Wire = new byte[2 * count];
            Good = new byte[2 * count];
        }

        /// <summary>A byte, 0 to 255.</summary>
        public int Byte(int at)
        {
            return Good[2 * at];
        }

        /// <summary>Two bytes from <paramref name="at"/> on, high byte first, as 0 to 65,535.</summary>
        public int BigEndianWord(int at)
        {
            return (Good[2 * at] << 8) | Good[2 * at + 2];
        }

        /// <summary>Two bytes from <paramref name="at"/> on, low byte first, as 0 to 65,535.</summary>
        public int Word(int at)
        {
            return Good[2 * at] | (Good[2 * at + 2] << 8);
        }

        /// <summary>Two bytes from <paramref name="at"/> on, low byte first, as -32,768 to 32,767.</summary>
        public int SignedWord(int at)
        {
            return (short)(Good[2 * at] | (Good[2 * at + 2] << 8));
        }

        /// <summary>Takes what came over the wire.</summary>
        internal void Keep()
        {
            byte[] good = Wire;
            Wire = Good;
            Good = good;
        }
    }
}
