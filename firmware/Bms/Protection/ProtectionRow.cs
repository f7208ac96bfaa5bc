namespace Bms.Protection
{
    /// <summary>
    /// One row of the protection table and its behaviour: limit, delay in fresh samples, release, latch, on every channel of
    /// a signal by itself. A channel without a fresh good sample neither counts nor clears: its age has a row of its own.
    /// </summary>
    public sealed class ProtectionRow
    {
        public readonly Signal Signal;
        public readonly Watch Watch;

        /// <summary>Trip limit and release limit in the signal's unit, per channel (a channel's accuracy is already taken off).</summary>
        public readonly int[] Limit;
        public readonly int[] Release;

        /// <summary>Fresh samples at or beyond the limit until the row trips.</summary>
        public readonly int DelaySamples;

        /// <summary>False on a board without the part that the row is about: it never trips there.</summary>
        public bool Fitted = true;

        // Most samples of a release: ten bits.
        private const int MostSamples = 1023;
        private const int FaultShift = 20;
        private const int ReactionShift = 26;
        private const int ClearedShift = 28;
        private const int Tripped = -1;
        private const int LatchingBit = 1 << 30;
        private const int DeratesBit = int.MinValue;

        // What never changes, in one number: on a board each field costs a block of 12 bytes, and there are many rows.
        private readonly int _rule;

        // Samples towards the trip; once tripped, -1 and less for each towards the clearing.
        private readonly int[] _count;
        private readonly int[] _seen;
        private int _trippedCount;
        private int _nearest;
        private bool _quiet;

        public ProtectionRow(Fault fault, Signal signal, Watch watch, int limit, int release, int delaySamples, int releaseSamples,
            Reaction reaction, ClearedBy clearedBy, bool latching, bool derates = false)
        {
            if (delaySamples < 1 || releaseSamples < 1 || releaseSamples > MostSamples)
            {
                throw new System.ArgumentException("a protection needs at least one sample to trip, and 1 to 1,023 to clear");
            }

            Signal = signal;
            Watch = watch;
            DelaySamples = delaySamples;
            _rule = releaseSamples | ((int)fault << FaultShift) | ((int)reaction << ReactionShift)
                | ((int)clearedBy << ClearedShift) | (latching ? LatchingBit : 0) | (derates ? DeratesBit : 0);
            Limit = new int[signal.Count];
            Release = new int[signal.Count];
            _count = new int[signal.Count];
            _seen = new int[signal.Count];
            for (int i = 0; i < signal.Count; i++)
            {
                Limit[i] = limit;
                Release[i] = release;
            }
        }

        public Fault Fault
        {
            get { return (Fault)((_rule >> FaultShift) & 63); }
        }

        /// <summary>Fresh samples at or inside the release until the row clears.</summary>
        public int ReleaseSamples
        {
            get { return _rule & MostSamples; }
        }

        public Reaction Reaction
        {
            get { return (Reaction)((_rule >> ReactionShift) & 3); }
        }

        /// <summary>Who may reset the row, and who may ask for the directions that it has opened.</summary>
        public ClearedBy ClearedBy
        {
            get { return (ClearedBy)((_rule >> ClearedShift) & 3); }
        }

        /// <summary>True when the row stays active until an operator's reset.</summary>
        public bool Latching
        {
            get { return (_rule & LatchingBit) != 0; }
        }

        /// <summary>True for a lost sensor: a moving vehicle derates before it opens its discharge direction.</summary>
        public bool Derates
        {
            get { return _rule < 0; }
        }

        /// <summary>The limit that a channel meets first, as the last full step found it.</summary>
        public int Nearest
        {
            get { return _nearest; }
        }

        /// <summary>True for a row that opens switches and only interrupts what was asked for: that goes on when it clears.</summary>
        public bool Interrupts
        {
            get { return ClearedBy == ClearedBy.Automatic && Reaction != Reaction.None; }
        }

        /// <summary>Who acts when the row trips.</summary>
        public Level Level
        {
            get { return Watch == Watch.Bits ? Level.Chip : Reaction == Reaction.None ? Level.Warning : Level.Firmware; }
        }

        /// <summary>True while the row is tripped on any channel.</summary>
        public bool Active
        {
            get { return _trippedCount > 0; }
        }

        /// <summary>True when the last step found no channel tripped and none that counts towards it.</summary>
        public bool IsQuiet
        {
            get { return _quiet; }
        }

        /// <summary>True while the row is tripped on this channel.</summary>
        public bool IsTripped(int channel)
        {
            return _count[channel] < 0;
        }

        /// <summary>Takes an accuracy off limit and release of one channel, so that an error of the sensor never delays a trip.</summary>
        public void Tighten(int channel, int accuracy)
        {
            int inward = Watch == Watch.Above ? -accuracy : accuracy;
            Limit[channel] += inward;
            _quiet = false;
            Release[channel] += inward;
        }

        /// <summary>For a row that watches an age: moves its limit by so much in ms.</summary>
        public void LetAge(int more_ms)
        {
            for (int i = 0; i < Limit.Length; i++)
            {
                Limit[i] += more_ms;
            }

            _quiet = false;
        }

        /// <summary>
        /// One cycle. Adds an event for the row's first tripped channel and for its last cleared one, so that a pack full of
        /// cells at a limit does not push the first cause out of the log.
        /// </summary>
        /// <returns>True while the row is tripped on any channel.</returns>
        public bool Step(long uptime_ms, bool resetLatches, EventLog events)
        {
            // Nearly always nothing counts, nothing is tripped, and no channel is near: one comparison instead of a loop. A sample
            // passed over here lies inside the limit, so it does no harm that a later loop takes it for fresh.
            if (_quiet && IsFar(uptime_ms))
            {
                return false;
            }

            _quiet = true;
            _nearest = Limit[0];
            for (int channel = 0; channel < Signal.Count; channel++)
            {
                int samples = Signal.Samples[channel];
                if (samples != _seen[channel] || Watch == Watch.Age)
                {
                    _seen[channel] = samples;
                    StepChannel(channel, uptime_ms, resetLatches, events);
                }

                _quiet = _quiet && _count[channel] == 0;
                int limit = Limit[channel];
                _nearest = (limit > _nearest) == (Watch == Watch.Below) ? limit : _nearest;
            }

            return _trippedCount > 0;
        }

        private bool IsFar(long uptime_ms)
        {
            if (Watch == Watch.Above)
            {
                return Signal.Highest < _nearest;
            }

            if (Watch == Watch.Below)
            {
                return Signal.Lowest > _nearest;
            }

            return Watch == Watch.Age ? uptime_ms - Signal.Oldest_ms < _nearest : Signal.Highest == 0;
        }

        private void StepChannel(int channel, long uptime_ms, bool resetLatches, EventLog events)
        {
            int value = ValueOf(channel, uptime_ms);
            if (_count[channel] >= 0)
            {
                if (!IsBeyondLimit(channel, value))
                {
                    _count[channel] = 0;
                }
                else if (++_count[channel] >= DelaySamples)
                {
                    SetTripped(channel, value, uptime_ms, events);
                }
            }
            else if (!IsInsideRelease(channel, value))
            {
                _count[channel] = Tripped;
            }
            else
            {
                // The count stops at its goal: a latched row waits for years without a wrap.
                int inside = Tripped - _count[channel];
                inside += inside < ReleaseSamples ? 1 : 0;
                _count[channel] = Tripped - inside;
                if (inside >= ReleaseSamples && (!Latching || resetLatches))
                {
                    SetCleared(channel, value, uptime_ms, events);
                }
            }
        }

        private int ValueOf(int channel, long uptime_ms)
        {
            if (Watch != Watch.Age)
            {
                return Signal.Value[channel];
            }

            long age_ms = uptime_ms - Signal.Sampled_ms[channel];
            return age_ms > int.MaxValue ? int.MaxValue : (int)age_ms;
        }

        private bool IsBeyondLimit(int channel, int value)
        {
            if (Watch == Watch.Bits)
            {
                return (value & Limit[channel]) != 0;
            }

            return Watch == Watch.Below ? value <= Limit[channel] : value >= Limit[channel];
        }

        private bool IsInsideRelease(int channel, int value)
        {
            if (Watch == Watch.Bits)
            {
                return (value & Release[channel]) == 0;
            }

            return Watch == Watch.Below ? value >= Release[channel] : value <= Release[channel];
        }

        private void SetTripped(int channel, int value, long uptime_ms, EventLog events)
        {
            _count[channel] = Tripped;
            if (++_trippedCount == 1)
            {
                events.Add((int)Fault, true, channel, value, uptime_ms);
            }
        }

        private void SetCleared(int channel, int value, long uptime_ms, EventLog events)
        {
            _count[channel] = 0;
            if (--_trippedCount == 0)
            {
                events.Add((int)Fault, false, channel, value, uptime_ms);
            }
        }
    }
}
