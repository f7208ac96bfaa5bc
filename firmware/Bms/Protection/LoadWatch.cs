using Bms.Config;

namespace Bms.Protection
{
    /// <summary>
    /// Compares the voltage behind the switches with what they are told. Nothing leads to the load and it stays at the pack's voltage for
    /// longer than its capacitor holds: a switch has welded. The switch to it is closed and it is not there: the switch has not closed,
    /// or a wire is off, whatever the read-back says of the gate.
    /// </summary>
    public sealed class LoadWatch
    {
        /// <summary>
        /// Welded: the load is within this of the pack, in permille. A charger holds its own voltage, which lies further off.
        /// </summary>
        public const int Same_permille = 10;

        /// <summary>Stuck open: the load is below this of the pack, in permille; wires and switch lose less.</summary>
        public const int Apart_permille = 850;

        /// <summary>Time in ms after a command until the load must follow.</summary>
        public const int Follow_ms = 500;

        private readonly int _decay_ms;
        private long _changed_ms;
        private bool _wasClosed;
        private bool _begun;

        public LoadWatch(PackConfig pack)
        {
            _decay_ms = pack.LoadDecay_ms;
        }

        /// <summary>
        /// One cycle, after the sampling and before the new commands. <paramref name="filling"/>: the precharge resistor leads there.
        /// </summary>
        public void Step(PackSample sample, PackState state, bool filling)
        {
            long now_ms = sample.Uptime_ms;
            bool leads = state.DischargeCommand || filling;
            _changed_ms = !_begun || leads != _wasClosed ? now_ms : _changed_ms;
            _wasClosed = leads;
            _begun = true;
            bool known = sample.Load_mV.Quality[0] == Quality.Good && sample.Bus_mV.Quality[0] == Quality.Good;
            if (!known)
            {
                sample.SwitchWelded.Reject(0, sample.Load_mV.Quality[0]);
                sample.SwitchStuckOpen.Reject(0, sample.Load_mV.Quality[0]);
                return;
            }

            long bus_mV = sample.Bus_mV.Value[0];
            long load_mV = sample.Load_mV.Value[0];
            long elapsed_ms = now_ms - _changed_ms;
            long apart_mV = load_mV > bus_mV ? load_mV - bus_mV : bus_mV - load_mV;

            // A charger at the terminals may stand at the pack's voltage; then nothing can be told.
            bool mayWeld = !leads && !state.ChargeCommand && state.ChargerCurrent_mA == 0 && elapsed_ms >= _decay_ms;
            bool welded = mayWeld && apart_mV * 1000 <= bus_mV * Same_permille;
            bool mustFollow = state.DischargeCommand && !filling && elapsed_ms >= Follow_ms;
            bool stuckOpen = mustFollow && load_mV * 1000 < bus_mV * Apart_permille;
            sample.SwitchWelded.Accept(0, welded ? 1 : 0, now_ms);
            sample.SwitchStuckOpen.Accept(0, stuckOpen ? 1 : 0, now_ms);
        }
    }
}
