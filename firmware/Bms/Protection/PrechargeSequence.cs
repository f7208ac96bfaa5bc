using Bms.Config;
using Bms.Ports;

namespace Bms.Protection
{
    /// <summary>
    /// Fills the load's capacitor through a resistor before the discharge switch closes onto it. The switch is held open until the load
    /// is at 95 % of the pack, and as close as the switch itself asks for: the rest then rushes through at a twentieth of the current that
    /// it would take without. A load that does not follow in time is not closed onto, and what it did tells what is wrong with it.
    /// </summary>
    public sealed class PrechargeSequence
    {
        /// <summary>Voltage of the load over the pack's, in permille, from which the switch may close.</summary>
        public const int Full_permille = 950;

        /// <summary>Below this, in permille, after a quarter of the time the load does not rise at all.</summary>
        public const int Dead_permille = 100;

        /// <summary>Current in mA that no error of the sensor explains: something draws.</summary>
        public const int Draws_mA = 100;

        /// <summary>
        /// Cycles in a row that must see the load full: one reading may be wrong.
        /// </summary>
        public const int Confirmations = 2;

        private readonly IPrecharge _precharge;
        private readonly int _time_ms;
        private readonly int _rest_ms;
        private bool _filling;
        private bool _closed;
        private bool _ran;
        private int _confirmed;
        private long _began_ms;
        private long _ended_ms;

        /// <summary>For the pack's own time; talks to nothing yet.</summary>
        public PrechargeSequence(IPrecharge precharge, PackConfig pack)
        {
            _precharge = precharge;
            _time_ms = pack.PrechargeTime_ms;
            _rest_ms = pack.PrechargeRest_ms;
        }

        /// <summary>True while the resistor leads to the load.</summary>
        public bool IsFilling
        {
            get { return _filling; }
        }

        /// <summary>Opens the precharge switch, at the start and at the end.</summary>
        public void Open()
        {
            _filling = false;
            _closed = false;
            _precharge.TrySet(false);
        }

        /// <summary>Every cycle, with the other measurements: the voltage behind the switches.</summary>
        public void Measure(PackSample sample)
        {
            int load_mV;
            if (_precharge.TryReadLoad(out load_mV))
            {
                sample.Load_mV.Accept(0, load_mV, sample.Uptime_ms);
            }
            else
            {
                sample.Load_mV.Reject(0, Quality.BusError);
            }
        }

        /// <summary>
        /// One cycle, after the mode has set the commands: takes the discharge command back until the load is full, and writes a failure
        /// to the sample, for the next verdict. <paramref name="waits"/>: the discharge switch was told to close and has not yet. A load
        /// that falls again meanwhile is why: a chip that looks at it by itself does not close onto it, and the switch is not to blame.
        /// </summary>
        public void Step(PackSample sample, PackState state, bool waits)
        {
            PrechargeFault fault = PrechargeFault.None;
            _closed = _closed && !(waits && HasFallen(sample));
            if (!state.DischargeCommand)
            {
                End(sample.Uptime_ms);
                _closed = false;
            }
            else if (!_closed)
            {
                fault = Fill(sample);
                state.DischargeCommand = _closed;
            }
            else if (!waits)
            {
                // One cycle later than the switch itself, so that the load is never without either.
                End(sample.Uptime_ms);
            }

            sample.PrechargeFailed.Accept(0, (int)fault, sample.Uptime_ms);
        }

        private PrechargeFault Fill(PackSample sample)
        {
            long now_ms = sample.Uptime_ms;
            if (!_filling)
            {
                // The resistor must cool: it takes half the energy of the load's capacitor each time.
                if (_ran && now_ms - _ended_ms < _rest_ms)
                {
                    return PrechargeFault.None;
                }

                _filling = true;
                _began_ms = now_ms;
                _confirmed = 0;
                return _precharge.TrySet(true) ? PrechargeFault.None : Fail(PrechargeFault.Unknown, now_ms);
            }

            int full_permille = Full(sample);
            _confirmed = IsFull(sample, full_permille) ? _confirmed + 1 : 0;
            _closed = _confirmed >= Confirmations;
            return _closed ? PrechargeFault.None : Judge(full_permille, sample, now_ms - _began_ms);
        }

        private bool IsFull(PackSample sample, int full_permille)
        {
            return full_permille >= Full_permille && sample.Bus_mV.Value[0] - sample.Load_mV.Value[0] <= _precharge.ClosesWithin_mV;
        }

        // What was not measured in this cycle has not fallen.
        private bool HasFallen(PackSample sample)
        {
            int full_permille = Full(sample);
            return full_permille >= 0 && !IsFull(sample, full_permille);
        }

        private PrechargeFault Judge(int full_permille, PackSample sample, long elapsed_ms)
        {
            bool draws = sample.Current_mA.Quality[0] == Quality.Good && sample.Current_mA.Value[0] <= -Draws_mA;
            bool isDead = full_permille >= 0 && full_permille < Dead_permille;
            if (isDead && draws && elapsed_ms >= _time_ms / 4)
            {
                return Fail(PrechargeFault.Short, sample.Uptime_ms);
            }

            if (elapsed_ms < _time_ms)
            {
                return PrechargeFault.None;
            }

            PrechargeFault late = isDead && !draws ? PrechargeFault.Open : PrechargeFault.Slow;
            return Fail(full_permille < 0 ? PrechargeFault.Unknown : late, sample.Uptime_ms);
        }

        // The load's voltage over the pack's in permille; -1 when one of them was not measured in this cycle.
        private static int Full(PackSample sample)
        {
            bool known = sample.Load_mV.Quality[0] == Quality.Good && sample.Load_mV.Sampled_ms[0] == sample.Uptime_ms
                && sample.Bus_mV.Quality[0] == Quality.Good && sample.Bus_mV.Value[0] > 0;
            if (!known)
            {
                return -1;
            }

            long permille = 1000L * sample.Load_mV.Value[0] / sample.Bus_mV.Value[0];
            return permille < 0 ? 0 : Numbers.ToInt(permille);
        }

        private PrechargeFault Fail(PrechargeFault why, long now_ms)
        {
            End(now_ms);
            return why;
        }

        private void End(long now_ms)
        {
            if (_filling)
            {
                _filling = false;
                _ran = true;
                _ended_ms = now_ms;
                _precharge.TrySet(false);
            }
        }
    }
}
