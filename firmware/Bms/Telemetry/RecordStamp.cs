namespace Bms.Telemetry
{
    /// <summary>What every record begins with: its place in the device's chain and its time.</summary>
    public sealed class RecordStamp
    {
        /// <summary>Bytes of the previous record's tag that the next one repeats.</summary>
        public const int ChainSize = 8;

        /// <summary>Boot counter, from 1; never used twice under one key.</summary>
        public int Boot;

        /// <summary>Number of the record in this boot, from 1.</summary>
        public int Sequence;

        /// <summary>First bytes of the previous record's tag; zeros in record 1.</summary>
        public readonly byte[] PreviousTag = new byte[ChainSize];

        /// <summary>Uptime of the record in ms.</summary>
        public long Uptime_ms;

        /// <summary>
        /// Wall time in s since 1970 (UTC); meaningful while <see cref="ClockQuality"/> is above 0. Advisory: order is by boot and
        /// sequence.
        /// </summary>
        public long Utc_s;

        /// <summary>0 = no wall time, 1 = held over a reset, 2 = real-time clock, 3 = network time.</summary>
        public int ClockQuality;
    }
}
