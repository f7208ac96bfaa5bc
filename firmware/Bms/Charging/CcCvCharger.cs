using Bms.Config;
using Bms.Ports;

namespace Bms.Charging
{
    /// <summary>
    /// Constant current, then constant voltage, steered by the highest cell: the charger holds the pack's voltage, this loop
    /// takes current away before any single cell passes its target. Called once a second, which also feeds the charger's watchdog.
    /// </summary>
    public sealed class CcCvCharger
    {
        /// <summary>Largest rise of the current in mA a second; a fall is immediate.</summary>
        public const int Ramp_mA = 100;

        /// <summary>
        /// Current in mA taken or given for each mV that the highest cell is off its target, each second. With a cell of
        /// 0.03 to 0.1 ohm the loop gain is 0.3 to 1.0, below the 2 at which such a loop would swing up.
        /// </summary>
        public const int Gain_mA_per_mV = 10;

        /// <summary>A charge ends after the current has been below the end current for this long, in s.</summary>
        public const int EndHold_s = 60;

        /// <summary>A charge ends after this long in any case, in s.</summary>
        public const int Timeout_s = 12 * 3600;

        /// <summary>Precharge must lift every cell above the precharge voltage within this time, in s.</summary>
        public const int PrechargeTimeout_s = 3600;

        private readonly ICharger _charger;
        private readonly int _target_mV;
        private readonly int _precharge_mV;
        private readonly int _end_mA;
        private readonly int _precharge_mA;
        private readonly int _packTarget_mV;
        private int _current_mA;
        private int _charging_s;
        private int _precharging_s;
        private int _ending_s;

        public CcCvCharger(ICharger charger, PackConfig pack)
        {
            _charger = charger;
            _target_mV = pack.Chemistry.ChargeTarget_mV;
            _precharge_mV = pack.Chemistry.Precharge_mV;
            _packTarget_mV = _target_mV * pack.CellCount;
            _end_mA = pack.Capacity_mAh / 20;
            _precharge_mA = pack.Capacity_mAh / 10;
        }

        /// <summary>
        /// One second. Returns false when the charger did not do what it was told; <paramref name="state"/> gets the set-points.
        /// </summary>
        public bool Step(PackSample sample, PackState state)
        {
            if (state.Mode == Mode.Discharge)
            {
                state.ChargeComplete = false;
            }

            int limit_mA = state.Mode == Mode.Charge && !state.ChargeComplete ? Limit_mA(sample, state) : 0;
            if (limit_mA <= 0)
            {
                Stop(state);
                return _charger.TryDisable();
            }

            Steer(sample.Cell_mV, limit_mA);
            EndWhenFull(state);
            state.ChargerVoltage_mV = _packTarget_mV;
            state.ChargerCurrent_mA = _current_mA;
            return _charger.TryApply(_packTarget_mV, _current_mA);
        }

        private int Limit_mA(PackSample sample, PackState state)
        {
            int lowest_mV = int.MaxValue;
            for (int i = 0; i < sample.Cell_mV.Count; i++)
            {
                if (sample.Cell_mV.Quality[i] != Quality.Good)
                {
                    return 0;
                }

                lowest_mV = sample.Cell_mV.Value[i] < lowest_mV ? sample.Cell_mV.Value[i] : lowest_mV;
            }

            if (lowest_mV >= _precharge_mV)
            {
                _precharging_s = 0;
                return state.ChargeLimit_mA;
            }

            if (++_precharging_s > PrechargeTimeout_s)
            {
                return 0;
            }

            return state.ChargeLimit_mA < _precharge_mA ? state.ChargeLimit_mA : _precharge_mA;
        }

        private void Steer(Signal cells, int limit_mA)
        {
            int highest_mV = 0;
            for (int i = 0; i < cells.Count; i++)
            {
                highest_mV = cells.Value[i] > highest_mV ? cells.Value[i] : highest_mV;
            }

            int change_mA = (_target_mV - highest_mV) * Gain_mA_per_mV;
            _current_mA += change_mA < Ramp_mA ? change_mA : Ramp_mA;
            _current_mA = _current_mA > limit_mA ? limit_mA : _current_mA < 0 ? 0 : _current_mA;
        }

        private void EndWhenFull(PackState state)
        {
            _charging_s++;
            bool ending = _current_mA < _end_mA && _charging_s > EndHold_s;
            _ending_s = ending ? _ending_s + 1 : 0;
            state.ChargeComplete = _ending_s >= EndHold_s || _charging_s >= Timeout_s;
        }

        private void Stop(PackState state)
        {
            _current_mA = 0;
            _charging_s = 0;
            _ending_s = 0;
            if (state.Mode != Mode.Charge)
            {
                _precharging_s = 0;
            }

            state.ChargerVoltage_mV = 0;
            state.ChargerCurrent_mA = 0;
        }
    }
}
