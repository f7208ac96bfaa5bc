namespace Bms.Ports
{
    /// <summary>The health of the bus that the sensors share.</summary>
    public interface IBus
    {
        /// <summary>True when a transfer of this cycle has timed out; the switches were opened at that moment.</summary>
        bool IsStuck { get; }

        /// <summary>Answers since start whose checksum was wrong: they were thrown away, and asked for again.</summary>
        int CrcErrors { get; }

        /// <summary>Starts a cycle: after a time-out one transfer is tried again.</summary>
        void BeginCycle();
    }
}
