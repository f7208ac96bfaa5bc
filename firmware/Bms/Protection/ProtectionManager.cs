namespace Bms.Protection
{
    /// <summary>Runs every row of the table once a cycle and says what is forbidden.</summary>
    public sealed class ProtectionManager
    {
        private readonly ProtectionRow[] _rows;
        private readonly EventLog _events;
        private readonly Signal[] _signals;
        private bool _resetLatches;

        public ProtectionManager(ProtectionTable table, EventLog events)
        {
            _rows = table.Rows;
            _events = events;
            _signals = SignalsOf(table.Rows);
        }

        /// <summary>Lets latched rows clear in the next cycle if their cause has gone.</summary>
        public void ResetLatches()
        {
            _resetLatches = true;
        }

        /// <summary>One cycle: writes the active and latched rows and the allowed directions to <paramref name="state"/>.</summary>
        public void Step(long uptime_ms, PackState state)
        {
            long active = 0;
            long latched = 0;
            int forbidden = 0;
            for (int i = 0; i < _signals.Length; i++)
            {
                _signals[i].Summarize();
            }

            for (int i = 0; i < _rows.Length; i++)
            {
                ProtectionRow row = _rows[i];
                row.Step(uptime_ms, _resetLatches, _events);
                if (row.Active)
                {
                    active |= 1L << i;
                    latched |= row.Latching ? 1L << i : 0L;
                    forbidden |= (int)row.Reaction;
                }
            }

            _resetLatches = false;
            state.Active = active;
            state.Latched = latched;
            state.ChargeAllowed = (forbidden & (int)Reaction.StopCharge) == 0;
            state.DischargeAllowed = (forbidden & (int)Reaction.StopDischarge) == 0;
        }

        // Each signal once, however many rows look at it.
        private static Signal[] SignalsOf(ProtectionRow[] rows)
        {
            Signal[] found = new Signal[rows.Length];
            int count = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                int known = 0;
                while (known < count && found[known] != rows[i].Signal)
                {
                    known++;
                }

                found[known] = rows[i].Signal;
                count = known == count ? count + 1 : count;
            }

            Signal[] signals = new Signal[count];
            System.Array.Copy(found, signals, count);
            return signals;
        }
    }
}
