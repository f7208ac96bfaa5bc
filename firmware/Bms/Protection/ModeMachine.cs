namespace Bms.Protection
{
    /// <summary>
    /// Decides the mode from what was asked and what is allowed, and from the mode the switches. A trip ends the request of its
    /// direction, and holds its direction open until somebody asks again who may: after a fault nothing closes by itself, neither the
    /// direction that was asked for nor the other.
    /// </summary>
    public sealed class ModeMachine
    {
        private readonly long _interrupts;
        private Request _request;
        private long _chargeHeldBy;
        private long _dischargeHeldBy;

        /// <summary>
        /// <paramref name="interrupts"/>: rows, bit n = row n, that open both directions for a moment and leave what was asked for.
        /// </summary>
        public ModeMachine(long interrupts = 0)
        {
            _interrupts = interrupts;
        }

        /// <summary>What was last asked for and not yet dropped.</summary>
        public Request Request
        {
            get { return _request; }
        }

        /// <summary>
        /// Asks for a mode; taken up in the next cycle in which it is allowed, dropped if it is forbidden then. Who asks may let flow again
        /// what the rows of <paramref name="clearable"/> have opened (bit n = row n), as far as they are not active any more.
        /// </summary>
        public void Ask(Request request, long clearable)
        {
            _request = request;
            _chargeHeldBy &= ~clearable;
            _dischargeHeldBy &= ~clearable;
        }

        /// <summary>One cycle. <paramref name="ready"/> is true once every sensor has delivered as much as a trip needs.</summary>
        public void Step(bool ready, PackState state)
        {
            _chargeHeldBy |= state.ChargeForbiddenBy & ~_interrupts;
            _dischargeHeldBy |= state.DischargeForbiddenBy & ~_interrupts;
            state.ChargeHeldBy = _chargeHeldBy;
            state.DischargeHeldBy = _dischargeHeldBy;
            bool mayCharge = state.ChargeAllowed && _chargeHeldBy == 0;
            bool mayDischarge = state.DischargeAllowed && _dischargeHeldBy == 0;
            state.Mode = Next(ready, state, mayCharge, mayDischarge);
            bool closes = state.Mode == Mode.Charge || state.Mode == Mode.Discharge;

            // Both switches carry the current in both modes, so that no body diode does; a forbidden or held direction stays open.
            state.ChargeCommand = closes && mayCharge;
            state.DischargeCommand = closes && mayDischarge;
        }

        private Mode Next(bool ready, PackState state, bool mayCharge, bool mayDischarge)
        {
            if (!state.ChargeAllowed && !state.DischargeAllowed)
            {
                if (((state.ChargeForbiddenBy | state.DischargeForbiddenBy) & ~_interrupts) == 0 && _interrupts != 0)
                {
                    return Mode.SelfTest;
                }

                _request = Request.Standby;
                return Mode.Fault;
            }

            if (!ready)
            {
                return Mode.SelfTest;
            }

            if (_request == Request.Standby)
            {
                return StaysInFault(state) ? Mode.Fault : Mode.Standby;
            }

            if (!(_request == Request.Charge ? mayCharge : mayDischarge))
            {
                _request = Request.Standby;
                return Mode.Fault;
            }

            return _request == Request.Charge ? Mode.Charge : Mode.Discharge;
        }

        // The fault is shown until the direction that it stopped is allowed again.
        private static bool StaysInFault(PackState state)
        {
            return state.Mode == Mode.Fault && !(state.ChargeAllowed && state.DischargeAllowed);
        }
    }
}
