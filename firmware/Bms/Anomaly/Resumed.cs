namespace Bms.Anomaly
{
    // What a restart of the processor changes in a detector that was carried over it. How long nobody looked is not known: what was learned
    // of the cells stays, and so do sums that are half full; what was lost or gained meanwhile is learned anew and counts for nothing.

    public sealed partial class AnomalyDetector
    {
        /// <summary>Goes on at an uptime of another boot. Alarms that stand keep the quiet that they had, and are numbered anew.</summary>
        public void Resume(long uptime_ms)
        {
            Alarms.Resume(uptime_ms - _last_ms);
            _last_ms = uptime_ms;
            _next = _cells;
            _slept_s += FrameGate.Sleep_s;
            _woken = false;
            Pack.Resume();
            Gate.Resume();
            Watch.Resume();
            Track.Resume();
            Heat.Resume();
            Count.Resume();
        }
    }

    public sealed partial class AlarmBook
    {
        internal void Resume(long later_ms)
        {
            Raised = 0;
            for (int i = 0; i < Places; i++)
            {
                _seen_ms[i] += later_ms;
            }
        }
    }

    public sealed partial class PackModel
    {
        // The pack may have been charged or used by others: its charge is read from the voltage again.
        internal void Resume()
        {
            Wake(4f * Slow_s);
            SlowCurrent_C = 0f;
            Rest_s = 0f;
            _known = false;
            _variance = 900f;
        }
    }

    public sealed partial class FrameGate
    {
        // A frame that equals the last one before a restart is no stale frame: the chips were asked anew.
        internal void Resume()
        {
            _seen = 0;
            _afterSleep = false;
            StaleChance = 1f;
            Stale = false;
            Frozen = false;
            Still_s = 0f;
            for (int i = 0; i < Previous_mV.Length; i++)
            {
                Previous_mV[i] = 0;
            }
        }
    }

    public sealed partial class CellWatch
    {
        internal void Resume()
        {
            ResetWindow();
            for (int i = 0; i < Run.Length; i++)
            {
                Run[i] = 0;
            }
        }
    }

    public sealed partial class CellTrack
    {
        // Variance of a charge that nobody has watched, in squares of permille: more than counts as known.
        private const float Unwatched = 400f;

        // The next window places each cell anew, which is no correction: what had been summed before stays.
        internal void Resume()
        {
            _p11 += Unwatched;
            _counts = false;
        }
    }

    public sealed partial class HeatWatch
    {
        // A pack may have cooled down meanwhile: that is no jump.
        internal void Resume()
        {
            HotFrames = 0;
            HotProbe = -1;
            for (int i = 0; i < _last_ddegC.Length; i++)
            {
                _last_ddegC[i] = short.MinValue;
                _lost[i] = 0;
                _climb_ddegC[i] = 0;
                Jump_K[i] = 0f;
                _calmThousandths[i] = 0;
            }
        }
    }

    public sealed partial class ChargeCount
    {
        // A charge that nobody counted lies between this rest and the last.
        internal void Resume()
        {
            _anchored = false;
            _rested_s = 0f;
            IsFresh = false;
        }
    }
}
