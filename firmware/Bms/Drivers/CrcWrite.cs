namespace Bms.Drivers
{
    /// <summary>A block of registers that is written in one transfer, each byte followed by its CRC-8. Words are little-endian.</summary>
    public sealed class CrcWrite
    {
        /// <summary>Address of the first register.</summary>
        public readonly int Register;

        /// <summary>The bytes to write.</summary>
        public readonly byte[] Data;

        /// <summary>What goes over the wire: register, then data and CRC in turn.</summary>
        internal readonly byte[] Wire;

        /// <summary>For <paramref name="count"/> registers of one byte from <paramref name="register"/> on.</summary>
        public CrcWrite(int register, int count)
        {
            Register = register;
            Data = new byte[count];
            Wire = new byte[1 + (2 * count)];
        }

        /// <summary>Puts the low 16 bits of <paramref name="value"/> at <paramref name="at"/>.</summary>
        public void SetWord(int at, int value)
        {
            Data[at] = (byte)value;
            Data[at + 1] = (byte)(value >> 8);
        }
    }
}
