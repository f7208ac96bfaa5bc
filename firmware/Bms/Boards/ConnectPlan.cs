namespace Bms.Boards
{
    /// <summary>
    /// When a device may try to connect next. The wait doubles from one attempt to the next, and a random half of it spreads a fleet whose
    /// broker comes back: a broker takes tens of TLS handshakes a second, a fleet has thousands of devices. Time and randomness are
    /// arguments.
    /// </summary>
    public sealed class ConnectPlan
    {
        /// <summary>
        /// Longest wait before the first attempt after a start, in ms: a site's boards start together when its mains comes back.
        /// </summary>
        public const int FirstSpread_ms = 5000;

        /// <summary>Limit of the first wait after a failure or a loss, in ms.</summary>
        public const int MinLimit_ms = 2000;

        /// <summary>Limit of every later wait, in ms.</summary>
        public const int MaxLimit_ms = 300000;

        private bool _started;
        private int _limit_ms = MinLimit_ms;
        private long _due_ms;

        /// <summary>Limit of the next wait in ms.</summary>
        public int Limit_ms
        {
            get { return _limit_ms; }
        }

        /// <summary>True when an attempt is due. The first call begins the first wait; <paramref name="random"/> is 0 or more.</summary>
        public bool IsDue(long uptime_ms, int random)
        {
            if (!_started)
            {
                _started = true;
                _due_ms = uptime_ms + (random % FirstSpread_ms);
            }

            return uptime_ms >= _due_ms;
        }

        /// <summary>
        /// Begins the wait after a failed attempt or a lost connection: half to the whole of a limit that doubles with each.
        /// </summary>
        public void Wait(long uptime_ms, int random)
        {
            int half_ms = _limit_ms / 2;
            _due_ms = uptime_ms + half_ms + (((long)half_ms * (random & 0xFFFF)) >> 16);
            _limit_ms = _limit_ms < MaxLimit_ms / 2 ? _limit_ms * 2 : MaxLimit_ms;
        }

        /// <summary>Begins with short waits again, once a connection has lasted.</summary>
        public void Reset()
        {
            _limit_ms = MinLimit_ms;
        }
    }
}
