namespace Bms.Drivers
{
    /// <summary>
    /// A block of registers that is read in one transfer, each byte followed by its CRC-8. Buffers are made once, of the exact length:
    /// the bus moves whole arrays.
    /// </summary>
    public sealed class CrcRead
    {
        /// <summary>Address of the first register.</summary>
        public readonly int Register;

        /// <summary>The bytes of the last transfer that passed; those of a failed one never get here.</summary>
        public readonly byte[] Data;

        /// <summary>What goes over the wire: data and CRC in turn.</summary>
        internal readonly byte[] Wire;

        /// <summary>For <paramref name="count"/> registers of one byte from <paramref name="register"/> on.</summary>
        public CrcRead(int register, int count)
        {
            Register = register;
            Data = new byte[count];
            Wire = new byte[2 * count];
        }

        /// <summary>Two bytes from <paramref name="at"/> on, high byte first, as 0 to 65,535.</summary>
        public int BigEndianWord(int at)
        {
            return (Data[at] << 8) | Data[at + 1];
        }

        /// <summary>Two bytes from <paramref name="at"/> on, low byte first, as 0 to 65,535.</summary>
        public int Word(int at)
        {
            return Data[at] | (Data[at + 1] << 8);
        }

        /// <summary>Two bytes from <paramref name="at"/> on, low byte first, as -32,768 to 32,767.</summary>
        public int SignedWord(int at)
        {
            return (short)(Data[at] | (Data[at + 1] << 8));
        }
    }
}
