using System;
using System.IO;
using Bms.Ports;

namespace Bms.App
{
    /// <summary>
    /// Slots, a file each, on the board's flash: two for the boot counter, two for what the pack remembers, the rest for what the anomaly
    /// detector has learned.
    /// </summary>
    public sealed class FileStateStore : IStateStore
    {
        /// <summary>32: two copies of the detector's four kilobytes take 24.</summary>
        public int SlotCount
        {
            get { return 32; }
        }

        /// <summary>384 bytes.</summary>
        public int SlotSize
        {
            get { return 384; }
        }

        /// <summary>False when the file is missing, short or unreadable.</summary>
        public bool TryRead(int slot, byte[] buffer)
        {
            try
            {
                byte[] bytes = File.Exists(Path(slot)) ? File.ReadAllBytes(Path(slot)) : null;
                if (bytes == null || bytes.Length == 0)
                {
                    return false;
                }

                // A shorter one was written by a firmware with smaller slots, or was torn: a checksum tells these apart.
                Array.Clear(buffer, 0, SlotSize);
                Array.Copy(bytes, buffer, bytes.Length < SlotSize ? bytes.Length : SlotSize);
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
            return "I:\\bms-state" + slot.ToString() + ".bin";
        }
    }
}
