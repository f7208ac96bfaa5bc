namespace Bms.Protection
{
    /// <summary>Runs every row of the table once a cycle and says what is forbidden.</summary>
    public sealed class ProtectionManager
    {
        private readonly ProtectionRow[] _rows;
        private readonly EventLog _events;
        private bool _resetLatches;

        public ProtectionManager(ProtectionTable table, EventLog events)
        {
            _rows = table.Rows;
            _events = events;
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
            ProtectionRow[] rows = _rows;
            EventLog events = _events;
            bool reset = _resetLatches;
            for (int i = 0; i < rows.Length; i++)
            {
                ProtectionRow row = rows[i];
                if (row.Step(uptime_ms, reset, events))
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
    }
}
