using Bms.Ports;

namespace Bms.Protection
{
    /// <summary>
    /// Whether the switches do what they are told. One that is told to close has the time that its port states; one that opens by
    /// itself, or does not open, has none.
    /// </summary>
    public sealed class SwitchFollow
    {
        private readonly IPowerSwitch _switches;
        private long _chargeOpen_ms;
        private long _dischargeOpen_ms;
        private bool _chargeClosed;
        private bool _dischargeClosed;

        public SwitchFollow(IPowerSwitch switches)
        {
            _switches = switches;
        }

        /// <summary>True while the discharge switch was told to close and has not been seen closed since.</summary>
        public bool DischargeWaits { get; private set; }

        /// <summary>One cycle, before the new commands. A state that cannot be read counts as a switch that did not follow.</summary>
        public bool Follows(PackState told, long uptime_ms)
        {
            bool charge;
            bool discharge;
            bool read = _switches.TryReadBack(out charge, out discharge);
            _chargeOpen_ms = told.ChargeCommand ? _chargeOpen_ms : uptime_ms;
            _dischargeOpen_ms = told.DischargeCommand ? _dischargeOpen_ms : uptime_ms;
            _chargeClosed = told.ChargeCommand && (charge || _chargeClosed);
            _dischargeClosed = told.DischargeCommand && (discharge || _dischargeClosed);
            DischargeWaits = told.DischargeCommand && !_dischargeClosed;
            bool chargeCloses = told.ChargeCommand && !_chargeClosed && uptime_ms - _chargeOpen_ms <= _switches.Follow_ms;
            bool dischargeCloses = DischargeWaits && uptime_ms - _dischargeOpen_ms <= _switches.Follow_ms;
            return read && (charge == told.ChargeCommand || chargeCloses) && (discharge == told.DischargeCommand || dischargeCloses);
        }
    }
}
