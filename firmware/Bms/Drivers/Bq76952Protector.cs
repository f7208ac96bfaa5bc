using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// BQ76952 as the second level: what it has tripped on, and its settings as desired state. They are written in CONFIG_UPDATE, which
    /// opens the switches and stops every protection; the audit therefore only reads, some rows a call, and enters it when a row differs
    /// or when the chip says that it was reset. While a switch is closed a row that may wait is left until none is.
    /// </summary>
    public sealed class Bq76952Protector : IProtector
    {
        // Safety statuses A, B, C, the four of the permanent failures, and the battery status, in one block with their alerts.
        private const int FailAt = Bq76952Registers.FailAlertA - Bq76952Registers.SafetyAlertA;
        private const int StatusAt = Bq76952Registers.BatteryStatus - Bq76952Registers.SafetyAlertA;

        // Safety status A.
        private const int Cuv = 0x04;
        private const int Cov = 0x08;
        private const int Occ = 0x10;
        private const int Ocd = 0x60;
        private const int Scd = 0x80;

        // Safety status B: cells hot or cold in one direction; die and FETs are against both.
        private const int ChargeTemperatures = 0xD5;
        private const int DischargeTemperatures = 0xE6;

        // Safety status C: latched forms of the above, and the host watchdog.
        private const int ScdLatched = 0x40;
        private const int OcdLatched = 0xA0;
        private const int CovLatched = 0x10;
        private const int Watchdog = 0x02;

        private readonly Bq76952Link _link;
        private readonly Bq76952Settings _settings;
        private readonly Bq76952ConfigUpdate _update;
        private readonly CrcRead _states = new CrcRead(Bq76952Registers.SafetyAlertA, StatusAt + 2);
        private readonly CrcRead _status = new CrcRead(Bq76952Registers.BatteryStatus, 2);
        private readonly CrcRead _alarm = new CrcRead(Bq76952Registers.AlarmStatus, 2);
        private readonly CrcWrite _clear = new CrcWrite(Bq76952Registers.AlarmStatus, 2);
        private readonly bool[] _told;
        private int _next;
        private int _waiting = -1;
        private bool _identified;
        private bool _seesBOrC;
        private bool _hostWasSilent;
        private bool _wrote;

        public Bq76952Protector(Bq76952Link link, Bq76952Settings settings)
        {
            _link = link;
            _settings = settings;
            _told = new bool[settings.Count];
            _update = new Bq76952ConfigUpdate(link, settings, _status);
            _clear.SetWord(0, Bq76952Registers.SafetyBOrC);
        }

        /// <summary>Rows found different from the table since start, a chip after its reset not counted.</summary>
        public int Mended { get; private set; }

        /// <summary>Times since start that all settings were written: at the first call, and after each reset of the chip.</summary>
        public int Configured { get; private set; }

        /// <summary>Address in data memory of the last row that differed; 0 when none ever did.</summary>
        public int LastMended { get; private set; }

        /// <summary>True when the chip said at the last audit that it sleeps: then it measures every AsleepScan_ms only.</summary>
        public bool IsAsleep
        {
            get { return (_status.Word(0) & Bq76952Registers.Asleep) != 0; }
        }

        /// <summary>Everything.</summary>
        public ProtectorTrip Kinds
        {
            get { return (ProtectorTrip)(2 * (int)ProtectorTrip.Reset - 1); }
        }

        /// <summary>Voltage Time of 5 s and a scan, and a second after waking up.</summary>
        public int AsleepScan_ms
        {
            get { return Bq76952CellMonitor.AsleepScan_ms; }
        }

        /// <summary>Lets the chip sleep while little current flows, or wakes it and keeps it awake, as it is after a start.</summary>
        public bool TryAllowSleep(bool allowed)
        {
            return _link.TryCommand(allowed ? Bq76952Registers.SleepEnable : Bq76952Registers.SleepDisable);
        }

        /// <summary>
        /// Reads the three safety statuses, the four of permanent failures and whether the chip was reset: one transfer. Settings that
        /// were written have opened its switches as a reset does, and are told once as such.
        /// </summary>
        public bool TryReadTrips(out ProtectorTrip trips)
        {
            trips = ProtectorTrip.None;
            if (!_link.Port.TryRead(_states))
            {
                return false;
            }

            int a = _states.Byte(1);
            int b = _states.Byte(3);
            int c = _states.Byte(5);
            _seesBOrC = _seesBOrC || (b | c) != 0;
            int failed = _states.Byte(FailAt + 1) | _states.Byte(FailAt + 3) | _states.Byte(FailAt + 5) | _states.Byte(FailAt + 7);
            bool reset = _wrote || (_states.Byte(StatusAt) & Bq76952Registers.PowerOnReset) != 0;
            if ((a | b | c | failed) == 0 && !_hostWasSilent && !reset)
            {
                return true;
            }

            trips = When((a & Cov) != 0 || (c & CovLatched) != 0, ProtectorTrip.CellOverVoltage)
                | When((a & Cuv) != 0, ProtectorTrip.CellUnderVoltage)
                | When((a & Occ) != 0, ProtectorTrip.ChargeOverCurrent)
                | When((a & Ocd) != 0 || (c & OcdLatched) != 0, ProtectorTrip.DischargeOverCurrent)
                | When((a & Scd) != 0 || (c & ScdLatched) != 0, ProtectorTrip.ShortCircuit)
                | When((b & ChargeTemperatures) != 0, ProtectorTrip.ChargeTemperature)
                | When((b & DischargeTemperatures) != 0, ProtectorTrip.DischargeTemperature)
                | When((c & Watchdog) != 0 || _hostWasSilent, ProtectorTrip.HostSilent)
                | When(failed != 0, ProtectorTrip.Permanent)
                | When(reset, ProtectorTrip.Reset);
            _wrote = false;
            return true;
        }

        /// <summary>
        /// One window of 32 bytes of data memory against the table, or all of it again after a reset of the chip. The whole table takes
        /// about a dozen calls.
        /// </summary>
        public bool TryAudit(bool conducts, out bool differed)
        {
            differed = false;
            if (!_link.Port.TryRead(_status))
            {
                return false;
            }

            int status = _status.Word(0);
            if (!_identified || (status & (Bq76952Registers.PowerOnReset | Bq76952Registers.ConfigUpdate)) != 0)
            {
                differed = true;
                _wrote = _identified;
                return TryIdentify() && TryConfigure(0, _settings.Count) && _link.Port.TryWrite(_clear);
            }

            if (!TryLookBack())
            {
                return false;
            }

            int first = conducts || _waiting < 0 ? _next : _waiting;
            return _link.TryAsk(_settings.Address(first)) && TryCompare(first, conducts, out differed);
        }

        // The rows that the last answer shows, from the first of its window on.
        private bool TryCompare(int first, bool conducts, out bool differed)
        {
            differed = false;
            bool mends = false;
            int end = first;
            while (end < _settings.Count && _update.IsInWindow(first, end))
            {
                bool wrong = !_update.Agrees(first, end);
                bool waits = wrong && conducts && _settings.MayWait(end);
                if (wrong && !_told[end])
                {
                    differed = true;
                    LastMended = _settings.Address(end);
                }

                _told[end] = wrong;
                _waiting = waits ? end : _waiting == end ? -1 : _waiting;
                mends = mends || (wrong && !waits);
                end++;
            }

            _next = end == _settings.Count ? 0 : end;
            Mended += differed ? 1 : 0;
            _wrote = _wrote || mends;
            return !mends || TryConfigure(first, end);
        }

        // The first message ends the watchdog's fault, so that no status ever shows it; the alarm that it left does. A fault of status B or
        // C that is or was seen leaves the same one.
        private bool TryLookBack()
        {
            if (!_link.Port.TryRead(_alarm))
            {
                return false;
            }

            bool alarmed = (_alarm.Word(0) & Bq76952Registers.SafetyBOrC) != 0;
            if (alarmed && !_link.Port.TryRead(_states))
            {
                return false;
            }

            bool seen = _seesBOrC || (alarmed && (_states.Byte(3) | _states.Byte(5)) != 0);
            _hostWasSilent = alarmed && !seen;
            _seesBOrC = false;
            return !alarmed || _link.Port.TryWrite(_clear);
        }

        private static ProtectorTrip When(bool holds, ProtectorTrip trip)
        {
            return holds ? trip : ProtectorTrip.None;
        }

        private bool TryIdentify()
        {
            return _link.TryAsk(Bq76952Registers.DeviceNumber) && _link.Word(0) == Bq76952Registers.Bq76952;
        }

        private bool TryConfigure(int first, int end)
        {
            for (int row = first; row < end; row++)
            {
                _told[row] = false;
            }

            _waiting = _waiting >= first && _waiting < end ? -1 : _waiting;
            bool held;
            bool written = _update.TryWrite(first, end, out held);
            bool whole = held && first == 0 && end == _settings.Count;
            Configured += whole ? 1 : 0;
            _identified = _identified || whole;
            return written;
        }
    }
}
