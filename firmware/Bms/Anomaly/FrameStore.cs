namespace Bms.Anomaly
{
    /// <summary>
    /// The detector's inputs of the last frames, as it read them: cells in mV, probes in tenths of a degree, current in mA, stack voltage
    /// in mV, time in ms, and which of them could be read. A ring of fixed length; a frame is a row of shorts.
    /// </summary>
    public sealed class FrameStore
    {
        private const int CurrentAt = 0;
        private const int BusAt = 2;
        private const int TimeAt = 4;
        private const int FlagsAt = 6;
        private const int CellsAt = 7;
        private const int CurrentFlag = 1;
        private const int BusFlag = 2;
        private const int TooLargeFlag = 4;
        private const int TopBit = 1 << 15;

        /// <summary>Shorts of a frame.</summary>
        public readonly int Width;

        private readonly int _cells;
        private readonly int _probes;
        private readonly int _probesAt;
        private readonly int _masksAt;
        private readonly int _cellMasks;
        private readonly int _length;
        private readonly short[] _rows;

        /// <summary>Room for <paramref name="length"/> frames.</summary>
        public FrameStore(int cells, int probes, int length)
        {
            _cells = cells;
            _probes = probes;
            _length = length;
            _probesAt = CellsAt + cells;
            _masksAt = _probesAt + probes;
            _cellMasks = (cells + 15) / 16;
            Width = _masksAt + _cellMasks + ((probes + 15) / 16);
            _rows = new short[Width * length];
        }

        /// <summary>Stores a frame under a number, in the place of the oldest. Times count from <paramref name="base_ms"/>.</summary>
        public void Put(int number, PackSample sample, long base_ms)
        {
            int at = Row(number);
            int current_mA = sample.Current_mA.Value[0];
            int bus_mV = sample.Bus_mV.Value[0];
            int flags = (sample.Current_mA.Quality[0] == Quality.Good ? CurrentFlag : 0)
                | (sample.Bus_mV.Quality[0] == Quality.Good ? BusFlag : 0);
            PutInt(at + CurrentAt, current_mA);
            PutInt(at + BusAt, bus_mV);
            PutInt(at + TimeAt, Numbers.ToInt(sample.Uptime_ms - base_ms));
            bool fits = PutAll(at + CellsAt, at + _masksAt, sample.Cell_mV, sample.Uptime_ms - PackSample.CellHold_ms);
            fits &= PutAll(at + _probesAt, at + _masksAt + _cellMasks, sample.Temperature_ddegC, long.MinValue);
            _rows[at + FlagsAt] = (short)(flags | (fits ? 0 : TooLargeFlag));
        }

        /// <summary>
        /// Makes a sample what the frame of a number was to the detector. False when a value was beyond what a frame can hold.
        /// </summary>
        public bool TryTake(int number, PackSample sample, long base_ms)
        {
            int at = Row(number);
            int flags = _rows[at + FlagsAt];
            sample.Uptime_ms = base_ms + Int(at + TimeAt);
            Give(sample.Current_mA, 0, Int(at + CurrentAt), (flags & CurrentFlag) != 0, sample.Uptime_ms);
            Give(sample.Bus_mV, 0, Int(at + BusAt), (flags & BusFlag) != 0, sample.Uptime_ms);
            for (int i = 0; i < _cells + _probes; i++)
            {
                bool isCell = i < _cells;
                int channel = isCell ? i : i - _cells;
                int mask = _rows[at + _masksAt + (isCell ? 0 : _cellMasks) + (channel >> 4)];
                bool read = ((mask >> (channel & 15)) & 1) != 0;
                Give(isCell ? sample.Cell_mV : sample.Temperature_ddegC, channel, _rows[at + CellsAt + i], read, sample.Uptime_ms);
            }

            return (flags & TooLargeFlag) == 0;
        }

        /// <summary>A byte of a frame, high byte of each short first.</summary>
        public int ByteAt(int number, int at)
        {
            int half = _rows[Row(number) + (at >> 1)];
            return ((at & 1) == 0 ? half >> 8 : half) & 0xff;
        }

        /// <summary>Sets a byte of a frame; high byte before low byte.</summary>
        public void PutByte(int number, int at, int value)
        {
            int place = Row(number) + (at >> 1);
            _rows[place] = (short)((at & 1) == 0 ? value << 8 : (_rows[place] & ~0xff) | (value & 0xff));
        }

        private int Row(int number)
        {
            return _length > 0 ? number % _length * Width : 0;
        }

        private static void Give(Signal signal, int channel, int value, bool good, long uptime_ms)
        {
            signal.Accept(channel, value, uptime_ms);
            if (!good)
            {
                signal.Reject(channel, Quality.Unknown);
            }
        }

        // Values from `at` on, and bits of those that may be read from `masksAt` on, sixteen to a short.
        private bool PutAll(int at, int masksAt, Signal signal, long after_ms)
        {
            int[] values = signal.Value;
            Quality[] quality = signal.Quality;
            long[] sampled_ms = signal.Sampled_ms;
            short[] rows = _rows;
            int beyond = 0;
            int mask = 0;
            int bit = 1;
            for (int i = 0; i < values.Length; i++)
            {
                int value = values[i];
                short kept = (short)value;
                beyond |= value ^ kept;
                rows[at + i] = kept;
                mask |= quality[i] == Quality.Good && sampled_ms[i] > after_ms ? bit : 0;
                bit <<= 1;
                if (bit > TopBit)
                {
                    rows[masksAt++] = (short)mask;
                    mask = 0;
                    bit = 1;
                }
            }

            if (bit > 1)
            {
                rows[masksAt] = (short)mask;
            }

            return beyond == 0;
        }

        private void PutInt(int at, int value)
        {
            _rows[at] = (short)(value >> 16);
            _rows[at + 1] = (short)value;
        }

        private int Int(int at)
        {
            return (_rows[at] << 16) | (_rows[at + 1] & 0xffff);
        }
    }
}
