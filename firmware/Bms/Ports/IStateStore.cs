namespace Bms.Ports
{
    /// <summary>Small blocks that survive a loss of power. A write may be torn; the layer above detects that.</summary>
    public interface IStateStore
    {
        /// <summary>Number of slots.</summary>
        int SlotCount { get; }

        /// <summary>Bytes in a slot.</summary>
        int SlotSize { get; }

        /// <summary>
        /// Reads a slot into the start of <paramref name="buffer"/>. Returns false when it was never written or cannot be read.
        /// </summary>
        bool TryRead(int slot, byte[] buffer);

        /// <summary>Writes the first SlotSize bytes of <paramref name="buffer"/>. Returns false when it failed.</summary>
        bool TryWrite(int slot, byte[] buffer);
    }
}
