namespace Bms.Storage
{
    /// <summary>
    /// CRC-32 as in IEEE 802.3 and ISO-HDLC: reflected polynomial EDB88320, start and final value all ones; "123456789" gives CBF43926.
    /// In int with a mask after the shift, because the interpreter shifts a value that was once a uint differently.
    /// </summary>
    public static class Crc32
    {
        private const int Polynomial = unchecked((int)0xEDB88320);

        /// <summary>The checksum of the first <paramref name="length"/> bytes.</summary>
        public static int Compute(byte[] data, int length)
        {
            int crc = -1;
            for (int i = 0; i < length; i++)
            {
                crc ^= data[i];
                for (int bit = 0; bit < 8; bit++)
                {
                    bool odd = (crc & 1) != 0;
                    crc = (crc >> 1) & 0x7FFFFFFF;
                    if (odd)
                    {
                        crc ^= Polynomial;
                    }
                }
            }

            return ~crc;
        }
    }
}
