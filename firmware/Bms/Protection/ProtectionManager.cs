namespace Bms.Protection
{
    /// <summary>Runs every row of the table once a cycle and says what is forbidden.</summary>
    public sealed class ProtectionManager
    {
        private readonly ProtectionTable _table;
        private readonly ProtectionRow[] _rows;
        private readonly EventLog _events;
        private readonly int _limpTime_ms;
        private long _reset;
        private long _limped_ms;
        private long _last_ms;

        /// <summary>
        /// <paramref name="limpTime_ms"/>: how long a vehicle that supplies its load may go on after a sensor was lost; 0 = not at all.
        /// </summary>
        public ProtectionManager(ProtectionTable table, EventLog events, int limpTime_ms = 0)
        {
            _limpTime_ms = limpTime_ms;
            _table = table;
            _rows = table.Rows;
            _events = events;
        }

        /// <summary>Lets those latched rows that this one may clear do so in the next cycle, if their cause has gone.</summary>
        public void ResetLatches(ClearedBy who)
        {
            _reset |= _table.ClearableBy(who);
        }

        /// <summary>A person has asked: a vehicle may limp its whole time again.</summary>
        public void Rearm()
        {
            _limped_ms = 0;
        }

        /// <summary>One cycle: writes the active and latched rows and the allowed directions to <paramref name="state"/>.</summary>
        public void Step(long uptime_ms, PackState state)
        {
            long active = 0;
            long latched = 0;
            long stopsCharge = 0;
            long stopsDischarge = 0;
            long lost = 0;
            ProtectionRow[] rows = _rows;
            EventLog events = _events;
            long reset = _reset;
            bool resets = reset != 0;
            int count = _table.Count;
            for (int i = 0; i < count; i++)
            {
                ProtectionRow row = rows[i];
                if (row.Fitted && row.Step(uptime_ms, resets && (reset & (1L << i)) != 0, events))
                {
                    long bit = 1L << i;
                    int reaction = (int)row.Reaction;
                    active |= bit;
                    latched |= row.Latching ? bit : 0L;
                    stopsCharge |= (reaction & (int)Reaction.StopCharge) != 0 ? bit : 0L;
                    lost |= row.Derates ? bit : 0L;
                    stopsDischarge |= (reaction & (int)Reaction.StopDischarge) != 0 ? bit : 0L;
                }
            }

            _reset = 0;
            state.Limping = lost != 0 && MayLimp(uptime_ms, state);
            stopsDischarge &= state.Limping ? ~lost : -1L;
            _last_ms = uptime_ms;
            state.Active = active;
            state.Latched = latched;
            state.ChargeForbiddenBy = stopsCharge;
            state.DischargeForbiddenBy = stopsDischarge;
            state.ChargeAllowed = stopsCharge == 0;
            state.DischargeAllowed = stopsDischarge == 0;
        }

        /// <summary>True while no row is tripped and none counts samples towards it.</summary>
        public bool IsQuiet()
        {
            for (int i = 0; i < _table.Count; i++)
            {
                if (_rows[i].Fitted && !_rows[i].IsQuiet)
                {
                    return false;
                }
            }

            return true;
        }

        // The time is used up once until a person asks: a sensor that comes and goes gives none of it back.
        private bool MayLimp(long uptime_ms, PackState state)
        {
            if (state.Mode != Mode.Discharge || _limped_ms >= _limpTime_ms)
            {
                return false;
            }

            _limped_ms += uptime_ms - _last_ms;
            return true;
        }
    }
}
