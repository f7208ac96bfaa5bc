namespace Bms.Protection
{
    /// <summary>
    /// Looks for current through a switch that is told to be open: a shorted switch whose read-back shows the gate and not the drain. A
    /// current of the other direction is none of it, it flows through the body diode; nor is what flows through the precharge
    /// resistor, around the switch.
    /// </summary>
    public sealed class OpenSwitches
    {
        /// <summary>Current in mA that no error of the sensor explains: its offset is 10 mA on 10 mohm.</summary>
        public const int Noise_mA = 200;

        // The current is a mean over up to 68 ms before it is read: the cycle after the command may still have seen the old state.
        private const int Settling = 2;

        /// <summary>True when the last reading of the current was good, and less than noise.</summary>
        public bool IsStill { get; private set; }

        private int _chargeOpen;
        private int _dischargeOpen;

        /// <summary>
        /// One cycle, after the sampling and before the new commands; writes its finding to the sample. <paramref name="filling"/>: the
        /// precharge resistor leads to the load.
        /// </summary>
        public void Step(PackSample sample, PackState state, bool filling)
        {
            _chargeOpen = state.ChargeCommand ? 0 : _chargeOpen < Settling ? _chargeOpen + 1 : Settling;
            _dischargeOpen = state.DischargeCommand || filling ? 0 : _dischargeOpen < Settling ? _dischargeOpen + 1 : Settling;
            Signal current = sample.Current_mA;
            IsStill = false;
            if (current.Quality[0] != Quality.Good)
            {
                sample.OpenSwitchCurrent.Reject(0, current.Quality[0]);
                return;
            }

            int charge_mA = current.Value[0];
            IsStill = charge_mA < Noise_mA && charge_mA > -Noise_mA;
            bool leaks = (_chargeOpen == Settling && charge_mA >= Noise_mA)
                || (_dischargeOpen == Settling && charge_mA <= -Noise_mA);
            sample.OpenSwitchCurrent.Accept(0, leaks ? 1 : 0, sample.Uptime_ms);
        }
    }
}
