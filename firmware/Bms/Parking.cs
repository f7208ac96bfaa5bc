namespace Bms
{
    /// <summary>
    /// A pack that stands open and quiet needs no ten looks a second. After a while it is looked at once in <see cref="Period_ms"/>, and in
    /// every tick again from the first sign of anything else on: a request, a current, a reading that fails, a row that counts. A reaction
    /// then comes later by that period at most, and what it would open is open already. The heartbeat goes on in every tick.
    /// </summary>
    public sealed class Parking
    {
        /// <summary>Time from one look at a parked pack to the next in ms.</summary>
        public const int Period_ms = 1000;

        private readonly int _after_ms;
        private readonly int _tick_ms;
        private long _quietSince_ms;
        private long _due_ms;
        private int _slept_ms;
        private bool _quiet;

        /// <summary>
        /// <paramref name="after_ms"/>: how long a pack must have been quiet, 0 = it is never parked; <paramref name="tick_ms"/>: the
        /// loop's period.
        /// </summary>
        public Parking(int after_ms, int tick_ms)
        {
            _after_ms = after_ms;
            _tick_ms = tick_ms;
        }

        /// <summary>True while the pack is looked at once in a period only.</summary>
        public bool IsParked { get; private set; }

        /// <summary>True in a tick of a parked pack in which nothing is due.</summary>
        public bool Sleeps(long uptime_ms)
        {
            if (!IsParked || uptime_ms >= _due_ms)
            {
                return false;
            }

            _slept_ms += _tick_ms;
            return true;
        }

        /// <summary>Time in ms that the pack was not looked at on purpose since this was last asked.</summary>
        public int TakeSlept_ms()
        {
            int slept_ms = _slept_ms;
            _slept_ms = 0;
            return slept_ms;
        }

        /// <summary>Somebody wants something, or something is not as it was: every tick counts again.</summary>
        public void Wake()
        {
            IsParked = false;
            _quiet = false;
        }

        /// <summary>The end of a look. True once the pack has been <paramref name="quiet"/> for long enough.</summary>
        public bool HasStood(long uptime_ms, bool quiet)
        {
            if (!quiet)
            {
                Wake();
                return false;
            }

            if (!_quiet)
            {
                _quiet = true;
                _quietSince_ms = uptime_ms;
            }

            return _after_ms > 0 && uptime_ms - _quietSince_ms >= _after_ms;
        }

        /// <summary>The pack is parked until the next look.</summary>
        public void Park(long uptime_ms)
        {
            IsParked = true;
            _due_ms = uptime_ms + Period_ms;
        }
    }
}
