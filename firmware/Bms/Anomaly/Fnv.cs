namespace Bms.Anomaly
{
    /// <summary>
    /// Checksum FNV-1a of 32 bits (G. Fowler, L. C. Noll, K.-P. Vo; RFC 9923): each step is reversible, so two texts that differ in one
    /// byte never share it. It finds accidents; against a forger the record's tag stands.
    /// </summary>
    public static class Fnv
    {
        /// <summary>Checksum of nothing: 0x811C9DC5 as a signed number.</summary>
        public const int Start = -2128831035;

        private const int Prime = 16777619;

        /// <summary>Checksum with one byte more.</summary>
        public static int Add(int hash, int value)
        {
            return (hash ^ (value & 0xff)) * Prime;
        }
    }
}
