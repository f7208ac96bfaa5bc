namespace Bms.Protection
{
    /// <summary>Runs every row of the table once a cycle and says what is forbidden.</summary>
    public sealed class ProtectionManager
    {
        private readonly ProtectionTable _table;
        private readonly ProtectionRow[] _rows;
        private readonly byte[] _groupOf;
        private readonly RowGroup[] _groups;
        private readonly EventLog _events;
        private readonly int _limpTime_ms;
        private long _reset;
        private long _limped_ms;
        private long _last_ms;
        private int _moved = -1;

        /// <summary>
        /// For a table that knows which parts the board has. <paramref name="limpTime_ms"/>: how long a vehicle that supplies its load may
        /// go on after a sensor was lost; 0 = not at all.
        /// </summary>
        public ProtectionManager(ProtectionTable table, EventLog events, int limpTime_ms = 0)
        {
            _limpTime_ms = limpTime_ms;
            _table = table;
            _rows = table.Rows;
            _groupOf = new byte[_rows.Length];
            _groups = Join();
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
            state.Active = 0;
            state.Latched = 0;
            state.ChargeForbiddenBy = 0;
            state.DischargeForbiddenBy = 0;
            long stirring = FindStirring(uptime_ms);
            long lost = stirring != 0 ? StepRows(stirring, uptime_ms, state) : 0;
            _reset = 0;
            state.Limping = lost != 0 && MayLimp(uptime_ms, state);
            state.DischargeForbiddenBy &= state.Limping ? ~lost : -1L;
            _last_ms = uptime_ms;
            state.ChargeAllowed = state.ChargeForbiddenBy == 0;
            state.DischargeAllowed = state.DischargeForbiddenBy == 0;
        }

        // Rows of one signal stand for each other as long as it is calm; those of parts that the board lacks are left out.
        private RowGroup[] Join()
        {
            RowGroup[] all = new RowGroup[_rows.Length];
            int groups = 0;
            for (int i = 0; i < _rows.Length; i++)
            {
                if (!_rows[i].Fitted)
                {
                    continue;
                }

                int group = 0;
                while (group < groups && all[group].Signal != _rows[i].Signal)
                {
                    group++;
                }

                if (group == groups)
                {
                    all[groups++] = new RowGroup(_rows[i].Signal);
                }

                _groupOf[i] = (byte)group;
                all[group].Join(1L << i);
            }

            RowGroup[] joined = new RowGroup[groups];
            for (int i = 0; i < groups; i++)
            {
                joined[i] = all[i];
            }

            return joined;
        }

        // Bit n = row n is of a signal that is not calm.
        private long FindStirring(long uptime_ms)
        {
            RowGroup[] groups = _groups;
            if (_moved != _table.Moved)
            {
                _moved = _table.Moved;
                for (int i = 0; i < groups.Length; i++)
                {
                    groups[i].Wake();
                }
            }

            long rows = 0;
            for (int i = 0; i < groups.Length; i++)
            {
                if (!groups[i].IsCalm(uptime_ms))
                {
                    rows |= groups[i].Rows;
                    groups[i].Begin();
                }
            }

            return rows;
        }

        // Returns the active rows of a lost sensor. In the order of the table, so that events come in it.
        private long StepRows(long stirring, long uptime_ms, PackState state)
        {
            long lost = 0;
            for (int i = 0; stirring != 0; i++, stirring >>= 1)
            {
                ProtectionRow row = _rows[i];
                if ((stirring & 1) == 0 || !row.Fitted)
                {
                    continue;
                }

                long bit = 1L << i;
                if (row.Step(uptime_ms, (_reset & bit) != 0, _events))
                {
                    Note(row, bit, state);
                    lost |= row.Derates ? bit : 0L;
                }

                _groups[_groupOf[i]].Take(row);
            }

            return lost;
        }

        private static void Note(ProtectionRow row, long bit, PackState state)
        {
            int reaction = (int)row.Reaction;
            state.Active |= bit;
            state.Latched |= row.Latching ? bit : 0L;
            state.ChargeForbiddenBy |= (reaction & (int)Reaction.StopCharge) != 0 ? bit : 0L;
            state.DischargeForbiddenBy |= (reaction & (int)Reaction.StopDischarge) != 0 ? bit : 0L;
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
