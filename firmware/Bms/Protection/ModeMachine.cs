namespace Bms.Protection
{
    /// <summary>
    /// Decides the mode from what was asked and what is allowed, and from the mode the switches. A trip drops the request:
    /// after a fault nothing closes by itself, somebody asks again.
    /// </summary>
    public sealed class ModeMachine
    {
        private Request _request;

        /// <summary>What was last asked for and not yet dropped.</summary>
        public Request Request
        {
            get { return _request; }
        }

        /// <summary>Asks for a mode; taken up in the next cycle in which it is allowed, dropped if it is forbidden then.</summary>
        public void Ask(Request request)
        {
            _request = request;
        }

        /// <summary>One cycle. <paramref name="ready"/> is true once every sensor has delivered as much as a trip needs.</summary>
        public void Step(bool ready, PackState state)
        {
            state.Mode = Next(ready, state);
            bool charging = state.Mode == Mode.Charge;
            bool supplying = state.Mode == Mode.Discharge;

            // Both switches carry the current in both modes, so that no body diode does; a forbidden direction stays open.
            state.ChargeCommand = (charging || supplying) && state.ChargeAllowed;
            state.DischargeCommand = (charging || supplying) && state.DischargeAllowed;
        }

        private Mode Next(bool ready, PackState state)
        {
            if (!state.ChargeAllowed && !state.DischargeAllowed)
            {
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

            bool allowed = _request == Request.Charge ? state.ChargeAllowed : state.DischargeAllowed;
            if (!allowed)
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
