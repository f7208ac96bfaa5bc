namespace Bms.Drivers
{
    /// <summary>
    /// Writes data memory of a BQ76952: full access, CONFIG_UPDATE, the rows, their read-back, and out of CONFIG_UPDATE whatever happened,
    /// because in it the switches are open and nothing is protected; SLUUBY2B, sections 7.4.3, 7.6 and 9.2.
    /// </summary>
    public sealed class Bq76952ConfigUpdate
    {
        private const int Window_bytes = 32;

        private readonly Bq76952Link _link;
        private readonly Bq76952Settings _settings;
        private readonly CrcRead _status;

        /// <summary><paramref name="status"/>: the battery status as the audit has read it, which is read again here.</summary>
        public Bq76952ConfigUpdate(Bq76952Link link, Bq76952Settings settings, CrcRead status)
        {
            _link = link;
            _settings = settings;
            _status = status;
        }

        /// <summary>Writes the rows first .. end - 1 and reads them back. <paramref name="held"/>: the chip holds them all.</summary>
        public bool TryWrite(int first, int end, out bool held)
        {
            held = TryEnter();
            for (int row = first; held && row < end; row++)
            {
                held = _link.TryWrite(_settings.Address(row), _settings.Length(row), _settings.Value(row));
            }

            held = held && IsHeld(first, end);
            return _link.TryCommand(Bq76952Registers.ExitConfigUpdate) && TryAwait(0) && held;
        }

        /// <summary>True when a row stands in the 32 bytes that begin with another one's.</summary>
        public bool IsInWindow(int first, int row)
        {
            return _settings.Address(row) + _settings.Length(row) <= _settings.Address(first) + Window_bytes;
        }

        /// <summary>True when the last answer, which begins with a row's address, shows another row as the table wants it.</summary>
        public bool Agrees(int first, int row)
        {
            int at = _settings.Address(row) - _settings.Address(first);
            return _link.Value(at, _settings.Length(row)) == _settings.Value(row);
        }

        private bool TryEnter()
        {
            return TryGetFullAccess() && _link.TryCommand(Bq76952Registers.EnterConfigUpdate) && TryAwait(Bq76952Registers.ConfigUpdate);
        }

        // Entering takes the chip about 2 ms and leaving 1 ms (table 9-2).
        private bool TryAwait(int mode)
        {
            for (int i = 0; i < Bq76952Link.Tries; i++)
            {
                if (!_link.Port.TryRead(_status))
                {
                    return false;
                }

                if ((_status.Word(0) & Bq76952Registers.ConfigUpdate) == mode)
                {
                    return true;
                }

                _link.Pause();
            }

            return false;
        }

        // A chip leaves the factory with full access; one that was sealed with the factory's keys is opened with them.
        private bool TryGetFullAccess()
        {
            int level = (_status.Word(0) >> Bq76952Registers.SecurityShift) & 3;
            if (level == Bq76952Registers.FullAccess)
            {
                return true;
            }

            return (level == Bq76952Registers.Unsealed
                    || (_link.TryCommand(Bq76952Registers.UnsealKey1) && _link.TryCommand(Bq76952Registers.UnsealKey2)))
                && _link.TryCommand(Bq76952Registers.FullAccessKey)
                && _link.TryCommand(Bq76952Registers.FullAccessKey);
        }

        private bool IsHeld(int first, int end)
        {
            int window = first;
            for (int row = first; row < end; row++)
            {
                bool begins = row == first || !IsInWindow(window, row);
                if (begins && !_link.TryAsk(_settings.Address(row)))
                {
                    return false;
                }

                window = begins ? row : window;
                if (!Agrees(window, row))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
