using System;
using Bms.Ports;

namespace Bms.DeviceTests
{
    /// <summary>A state store in memory.</summary>
    public sealed class MemoryStore : IStateStore
    {
        /// <summary>The bytes of the two slots.</summary>
        public readonly byte[][] Slot = new byte[][] { new byte[32], new byte[32] };

        public int SlotCount
        {
            get { return 2; }
        }

        public int SlotSize
        {
            get { return 32; }
        }

        public bool TryRead(int slot, byte[] buffer)
        {
            Array.Copy(Slot[slot], 0, buffer, 0, SlotSize);
            return true;
        }

        public bool TryWrite(int slot, byte[] buffer)
        {
            Array.Copy(buffer, 0, Slot[slot], 0, SlotSize);
            return true;
        }
    }
}
