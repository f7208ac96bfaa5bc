namespace Bms
{
    /// <summary>
    /// One measured quantity on one or more channels (the cells of a pack, its temperature probes, its current).
    /// A value never travels without its quality, its age and the count of its good samples.
    /// </summary>
    public sealed class Signal
    {
        /// <summary>Last value read, in the unit that the field's name ends in; valid only while its quality is Good.</summary>
        public readonly int[] Value;

        /// <summary>Quality of the last reading.</summary>
        public readonly Quality[] Quality;

        /// <summary>Count of good samples so far; delays run on its change, so one conversion is never counted twice. Wraps.</summary>
        public readonly int[] Samples;

        /// <summary>Uptime of the last good sample in ms; the uptime of the start before the first.</summary>
        public readonly long[] Sampled_ms;

        /// <summary>Number of channels, 1 to 96.</summary>
        public readonly int Count;

        private int _highest;
        private int _lowest;
        private long _oldest_ms;
        private bool _summarized;

        public Signal(int count)
        {
            Count = count;
            Value = new int[count];
            Quality = new Quality[count];
            Samples = new int[count];
            Sampled_ms = new long[count];
        }

        /// <summary>Highest value over all channels, usable or not.</summary>
        public int Highest
        {
            get
            {
                if (!_summarized)
                {
                    Summarize();
                }

                return _highest;
            }
        }

        /// <summary>Lowest value over all channels, usable or not.</summary>
        public int Lowest
        {
            get
            {
                if (!_summarized)
                {
                    Summarize();
                }

                return _lowest;
            }
        }

        /// <summary>Uptime in ms of the oldest of the last good samples of all channels.</summary>
        public long Oldest_ms
        {
            get
            {
                if (!_summarized)
                {
                    Summarize();
                }

                return _oldest_ms;
            }
        }

        /// <summary>Stores a good sample.</summary>
        public void Accept(int channel, int value, long uptime_ms)
        {
            Value[channel] = value;
            Quality[channel] = Bms.Quality.Good;
            Samples[channel]++;
            Sampled_ms[channel] = uptime_ms;

            if (Count != 1)
            {
                _summarized = false;
                return;
            }

            // One channel is its own summary.
            _highest = value;
            _lowest = value;
            _oldest_ms = uptime_ms;
            _summarized = true;
        }

        /// <summary>
        /// Takes a good sample of every channel, and their summary with it: the usual case of a pack, in one loop. Returns the sum.
        /// </summary>
        public int AcceptAll(int[] values, long uptime_ms)
        {
            int[] taken = Value;
            Quality[] qualities = Quality;
            int[] samples = Samples;
            long[] times_ms = Sampled_ms;
            int highest = values[0];
            int lowest = highest;
            int sum = 0;
            for (int i = 0; i < values.Length; i++)
            {
                int value = values[i];
                taken[i] = value;
                qualities[i] = Bms.Quality.Good;
                samples[i]++;
                times_ms[i] = uptime_ms;
                sum += value;
                if (value > highest)
                {
                    highest = value;
                }
                else if (value < lowest)
                {
                    lowest = value;
                }
            }

            _highest = highest;
            _lowest = lowest;
            _oldest_ms = uptime_ms;
            _summarized = true;
            return sum;
        }

        /// <summary>True when every channel lies between two values, usable or not.</summary>
        public bool IsWithin(int below, int above)
        {
            if (!_summarized)
            {
                Summarize();
            }

            return _lowest > below && _highest < above;
        }

        /// <summary>Marks the last reading as unusable; value, count and time of the last good sample stay.</summary>
        public void Reject(int channel, Quality why)
        {
            Quality[channel] = why;
        }

        /// <summary>
        /// True when the channel's last good sample is less than <paramref name="hold_ms"/> old: one reading that is refused takes nothing
        /// away yet.
        /// </summary>
        public bool IsFresh(int channel, long now_ms, int hold_ms)
        {
            return Samples[channel] != 0 && now_ms - Sampled_ms[channel] < hold_ms;
        }

        /// <summary>Starts the age of every channel at <paramref name="uptime_ms"/>, before the first sample.</summary>
        public void StartAge(long uptime_ms)
        {
            for (int i = 0; i < Count; i++)
            {
                Sampled_ms[i] = uptime_ms;
            }

            _summarized = false;
        }

        /// <summary>Makes the last good sample of every channel younger by a time in ms in which nobody asked for another.</summary>
        public void Excuse(int slept_ms)
        {
            for (int i = 0; i < Count; i++)
            {
                Sampled_ms[i] += slept_ms;
            }

            _summarized = false;
        }

        /// <summary>True when the last reading of every channel was good.</summary>
        public bool IsGood()
        {
            for (int i = 0; i < Count; i++)
            {
                if (Quality[i] != Bms.Quality.Good)
                {
                    return false;
                }
            }

            return true;
        }

        // Once for all the rows that look at the signal, and only after it has changed.
        private void Summarize()
        {
            _summarized = true;
            int[] values = Value;
            long[] times_ms = Sampled_ms;
            int highest = values[0];
            int lowest = highest;
            long oldest_ms = times_ms[0];
            for (int i = 1; i < values.Length; i++)
            {
                int value = values[i];
                if (value > highest)
                {
                    highest = value;
                }
                else if (value < lowest)
                {
                    lowest = value;
                }

                if (times_ms[i] < oldest_ms)
                {
                    oldest_ms = times_ms[i];
                }
            }

            _highest = highest;
            _lowest = lowest;
            _oldest_ms = oldest_ms;
        }
    }
}
