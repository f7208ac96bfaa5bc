namespace Bms.Anomaly
{
    /// <summary>Alarms that stand, and the last few that were raised. A cause raises once until it has been quiet for an hour.</summary>
    public sealed partial class AlarmBook
    {
        /// <summary>Alarms kept for telemetry; a reader that sees Raised grow by more has missed some.</summary>
        public const int Kept = 4;

        /// <summary>A cause that has been quiet for so long in s stands no more.</summary>
        public const int Quiet_s = 3600;

        private const int Places = 12;
        private const long Quiet_ms = Quiet_s * 1000L;

        /// <summary>Alarms raised since the start.</summary>
        public int Raised;

        private readonly AnomalyAlarm[] _kept = new AnomalyAlarm[Kept];
        private readonly short[] _key = new short[Places];
        private readonly byte[] _severity = new byte[Places];
        private readonly long[] _seen_ms = new long[Places];

        public AlarmBook()
        {
            for (int i = 0; i < Kept; i++)
            {
                _kept[i] = new AnomalyAlarm();
            }
        }

        /// <summary>Highest severity that stands, 0 when all is quiet.</summary>
        public int Severity
        {
            get { return SeverityOf(-1); }
        }

        /// <summary>The same among the types of a set of bits, bit n = type n.</summary>
        public int SeverityOf(int types)
        {
            int highest = 0;
            for (int i = 0; i < Places; i++)
            {
                if (_severity[i] > highest && ((types >> (_key[i] >> 8)) & 1) != 0)
                {
                    highest = _severity[i];
                }
            }

            return highest;
        }

        /// <summary>The alarm of a number from Raised - Kept + 1 to Raised.</summary>
        public AnomalyAlarm Of(int number)
        {
            return _kept[number % Kept];
        }

        /// <summary>
        /// Returns the alarm to fill in when this cause is new or has become worse, null when it stands already.
        /// </summary>
        public AnomalyAlarm Raise(AnomalyType type, int cell, int severity, long uptime_ms)
        {
            int key = ((int)type << 8) + cell + 2;
            int place = -1;
            int oldest = 0;
            for (int i = 0; i < Places; i++)
            {
                place = _key[i] == key ? i : place;
                oldest = _key[i] == 0 || (_key[oldest] != 0 && _seen_ms[i] < _seen_ms[oldest]) ? i : oldest;
            }

            if (place >= 0 && _severity[place] >= severity)
            {
                _seen_ms[place] = uptime_ms;
                return null;
            }

            place = place >= 0 ? place : oldest;
            _key[place] = (short)key;
            _severity[place] = (byte)severity;
            _seen_ms[place] = uptime_ms;
            Raised++;
            AnomalyAlarm alarm = _kept[Raised % Kept];
            alarm.Type = type;
            alarm.Cell = cell;
            alarm.Severity = severity;
            alarm.Raised_ms = uptime_ms;
            alarm.Number = Raised;
            alarm.Against = 0;
            return alarm;
        }

        /// <summary>Forgets causes that have been quiet for an hour; a sleep is no quiet.</summary>
        public void Forget(long uptime_ms, long step_ms)
        {
            for (int i = 0; i < Places; i++)
            {
                if (step_ms > Quiet_ms / 4)
                {
                    _seen_ms[i] += step_ms;
                }
                else if (_key[i] != 0 && uptime_ms - _seen_ms[i] > Quiet_ms)
                {
                    _key[i] = 0;
                    _severity[i] = 0;
                }
            }
        }
    }
}
