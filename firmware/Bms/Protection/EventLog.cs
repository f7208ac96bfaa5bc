namespace Bms.Protection
{
    /// <summary>
    /// The last protection events, newest overwriting oldest. The writer never waits for the reader:
    /// a reader that falls behind sees a gap in the numbers.
    /// </summary>
    public sealed class EventLog
    {
        /// <summary>Events kept.</summary>
        public const int Capacity = 32;

        private readonly byte[] _row = new byte[Capacity];
        private readonly bool[] _raised = new bool[Capacity];
        private readonly int[] _channel = new int[Capacity];
        private readonly int[] _value = new int[Capacity];
        private readonly long[] _uptime_ms = new long[Capacity];
        private int _written;

        /// <summary>Events written since start; the newest has this number, the first has 1.</summary>
        public int Written
        {
            get { return _written; }
        }

        /// <summary>Number of the oldest event still kept.</summary>
        public int Oldest
        {
            get { return _written > Capacity ? _written - Capacity + 1 : 1; }
        }

        /// <summary>Adds an event: which row of the protection table, raised or cleared, on which channel, at which value.</summary>
        public void Add(int row, bool raised, int channel, int value, long uptime_ms)
        {
            int slot = _written % Capacity;
            _row[slot] = (byte)row;
            _raised[slot] = raised;
            _channel[slot] = channel;
            _value[slot] = value;
            _uptime_ms[slot] = uptime_ms;
            _written++;
        }

        /// <summary>Row of the protection table that event <paramref name="number"/> is about.</summary>
        public int Row(int number)
        {
            return _row[Slot(number)];
        }

        /// <summary>True when the row was raised, false when it was cleared.</summary>
        public bool Raised(int number)
        {
            return _raised[Slot(number)];
        }

        /// <summary>Channel (cell or probe index from 0) that caused the event.</summary>
        public int Channel(int number)
        {
            return _channel[Slot(number)];
        }

        /// <summary>Value of the signal at the event, in the signal's unit.</summary>
        public int Value(int number)
        {
            return _value[Slot(number)];
        }

        /// <summary>Uptime of the event in ms.</summary>
        public long Uptime_ms(int number)
        {
            return _uptime_ms[Slot(number)];
        }

        private static int Slot(int number)
        {
            return (number - 1) % Capacity;
        }
    }
}
