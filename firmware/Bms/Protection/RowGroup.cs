namespace Bms.Protection
{
    /// <summary>
    /// All rows of one signal, for the question that nearly every cycle answers with yes: nothing counts, nothing is tripped, and no
    /// channel is near any limit. One comparison of the signal's ends then stands for all its rows.
    /// </summary>
    public sealed class RowGroup
    {
        /// <summary>The signal that the rows watch.</summary>
        public readonly Signal Signal;

        private bool _quiet;
        private int _above;
        private int _below;
        private int _age_ms;

        /// <summary>Not calm before its rows were looked at.</summary>
        public RowGroup(Signal signal)
        {
            Signal = signal;
        }

        /// <summary>Its rows, bit n = row n of the table.</summary>
        public long Rows { get; private set; }

        /// <summary>Adds a row by its bit.</summary>
        public void Join(long row)
        {
            Rows |= row;
        }

        /// <summary>True when a step of any of its rows would find and change nothing.</summary>
        public bool IsCalm(long uptime_ms)
        {
            return _quiet && Signal.IsWithin(_below, _above) && (_age_ms == int.MaxValue || uptime_ms - Signal.Oldest_ms < _age_ms);
        }

        /// <summary>Forgets its rows; <see cref="Take"/> follows for each of them.</summary>
        public void Begin()
        {
            _quiet = true;
            _above = int.MaxValue;
            _below = int.MinValue;
            _age_ms = int.MaxValue;
        }

        /// <summary>A limit has moved: its rows are to be looked at in the next cycle.</summary>
        public void Wake()
        {
            _quiet = false;
        }

        /// <summary>Takes what a row waits for into account, as the last step has left it.</summary>
        public void Take(ProtectionRow row)
        {
            _quiet = _quiet && row.IsQuiet;
            int nearest = row.Watch == Watch.Bits ? 1 : row.Nearest;
            switch (row.Watch)
            {
                case Watch.Below:
                    _below = nearest > _below ? nearest : _below;
                    break;
                case Watch.Age:
                    _age_ms = nearest < _age_ms ? nearest : _age_ms;
                    break;
                default:
                    _above = nearest < _above ? nearest : _above;
                    break;
            }
        }
    }
}
