using System;
using System.IO;
using Bms.Ports;

namespace Bms.App
{
    /// <summary>Two slots, a file each, on the board's flash.</summary>
    public sealed class FileStateStore : IStateStore
    {
        /// <summary>Two.</summary>
        public int SlotCount
        {
            get { return 2; }
        }

        /// <summary>32 bytes.</summary>
        public int SlotSize
        {
            get { return 32; }
        }

        /// <summary>False when the file is missing, short or unreadable.</summary>
        public bool TryRead(int slot, byte[] buffer)
        {
            try
            {
                byte[] bytes = File.Exists(Path(slot)) ? File.ReadAllBytes(Path(slot)) : null;
                if (bytes == null || bytes.Length < SlotSize)
                {
                    return false;
                }

                Array.Copy(bytes, buffer, SlotSize);
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <summary>False when the flash is full or failing.</summary>
        public bool TryWrite(int slot, byte[] buffer)
        {
            try
            {
                byte[] bytes = new byte[SlotSize];
                Array.Copy(buffer, bytes, SlotSize);
                File.WriteAllBytes(Path(slot), bytes);
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        private static string Path(int slot)
        {
            return slot == 0 ? "I:\\bms-state0.bin" : "I:\\bms-state1.bin";
        }
    }
}
