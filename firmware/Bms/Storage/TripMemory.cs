namespace Bms.Storage
{
    /// <summary>Why a pack has tripped once: which row, who acted, which cell, and what was measured up to a second before.</summary>
    public sealed class TripMemory
    {
        /// <summary>In place of a row: nothing is kept here.</summary>
        public const int None = 255;

        /// <summary>
        /// Row of the protection table, who acted (0 the firmware told, 1 it opened, 2 a chip did), cell or probe from 0.
        /// </summary>
        public int Row = None;
        public int Level;
        public int Channel;

        /// <summary>Value of the row's signal, in its unit.</summary>
        public int Value;

        /// <summary>Boot as PackMemory counts it, to 8 million, and uptime in s.</summary>
        public int Boot;
        public int Uptime_s;

        /// <summary>Wall time in s since 1970, 2025 to 2093; 0 = it was not known.</summary>
        public long Utc_s;

        /// <summary>Up to a second before: current in mA, lowest and highest cell in mV, hottest probe in ddegC.</summary>
        public int Before_mA;
        public int BeforeLowest_mV;
        public int BeforeHighest_mV;
        public int BeforeHottest_ddegC;

        /// <summary>Takes over all that another one holds.</summary>
        public void CopyFrom(TripMemory other)
        {
            Row = other.Row;
            Level = other.Level;
            Channel = other.Channel;
            Value = other.Value;
            Boot = other.Boot;
            Uptime_s = other.Uptime_s;
            Utc_s = other.Utc_s;
            Before_mA = other.Before_mA;
            BeforeLowest_mV = other.BeforeLowest_mV;
            BeforeHighest_mV = other.BeforeHighest_mV;
            BeforeHottest_ddegC = other.BeforeHottest_ddegC;
        }

        /// <summary>Bytes of one.</summary>
        internal const int Size = 27;

        // 2025-01-01, in s since 1970: what is before it is not known.
        private const long Epoch_s = 1735689600;

        /// <summary>Writes <see cref="Size"/> bytes.</summary>
        internal void Pack(byte[] to, int at)
        {
            to[at] = (byte)Row;
            to[at + 1] = (byte)Level;
            to[at + 2] = (byte)Channel;
            Put(to, at + 3, Value, 4);
            Put(to, at + 7, Boot, 3);
            Put(to, at + 10, Uptime_s, 4);
            Put(to, at + 14, Before_mA / 10, 3);
            Put(to, at + 17, BeforeLowest_mV, 2);
            Put(to, at + 19, BeforeHighest_mV, 2);
            Put(to, at + 21, BeforeHottest_ddegC, 2);
            Put(to, at + 23, Utc_s > Epoch_s ? Numbers.ToInt(Utc_s - Epoch_s) : 0, 4);
        }

        internal void Unpack(byte[] from, int at)
        {
            Row = from[at];
            Level = from[at + 1];
            Channel = from[at + 2];
            Value = Number(from, at + 3, 4);
            Boot = Number(from, at + 7, 3);
            Uptime_s = Number(from, at + 10, 4);
            Before_mA = 10 * Number(from, at + 14, 3);
            BeforeLowest_mV = Number(from, at + 17, 2);
            BeforeHighest_mV = Number(from, at + 19, 2);
            BeforeHottest_ddegC = Number(from, at + 21, 2);
            int since_s = Number(from, at + 23, 4);
            Utc_s = since_s > 0 ? Epoch_s + since_s : 0;
        }

        private static void Put(byte[] to, int at, int value, int size)
        {
            for (int i = 0; i < size; i++)
            {
                to[at + i] = (byte)(value >> (8 * (size - 1 - i)));
            }
        }

        // The highest bit of the first byte is the sign.
        private static int Number(byte[] from, int at, int size)
        {
            int value = (from[at] & 0x80) != 0 ? -1 : 0;
            for (int i = 0; i < size; i++)
            {
                value = (value << 8) | from[at + i];
            }

            return value;
        }
    }
}
