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

        /// <summary>
        /// How near its target in mV the highest cell must be for a charge to end: a charger's voltage is good to 0.5 % or so, 21 mV
        /// a cell, and may hold the pack there before the highest cell arrives; the rest is for the taps. Far from it a small
        /// current means a cold pack or a weak supply.
        /// </summary>
        public const int EndWindow_mV = 50;

        /// <summary>
        /// Smallest distance of the target from the tightened over-voltage warning in mV: what the loop may overshoot, twice.
        /// </summary>
        public const int Headroom_mV = 10;

        /// <summary>A charge ends after the measured current has been below the end current for this long, in s.</summary>
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

        /// <summary>
        /// <paramref name="accuracy_mV"/> is the worst error of a cell's voltage: the over-voltage limits are tighter by it, so a
        /// coarse board charges to a lower target instead of tripping on its own error.
        /// </summary>
        public CcCvCharger(ICharger charger, PackConfig pack, int accuracy_mV)
        {
            _charger = charger;
            int ceiling_mV = pack.Chemistry.OverVoltageWarning_mV - accuracy_mV - Headroom_mV;
            _target_mV = pack.Chemistry.ChargeTarget_mV < ceiling_mV ? pack.Chemistry.ChargeTarget_mV : ceiling_mV;
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

            int room_mV = _target_mV - Highest_mV(sample.Cell_mV);
            Steer(room_mV, limit_mA);
            EndWhenFull(room_mV, sample.Current_mA, state);
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

        private static int Highest_mV(Signal cells)
        {
            int highest_mV = 0;
            for (int i = 0; i < cells.Count; i++)
            {
                highest_mV = cells.Value[i] > highest_mV ? cells.Value[i] : highest_mV;
            }

            return highest_mV;
        }

        private void Steer(int room_mV, int limit_mA)
        {
            int change_mA = room_mV * Gain_mA_per_mV;
            _current_mA += change_mA < Ramp_mA ? change_mA : Ramp_mA;
            _current_mA = _current_mA > limit_mA ? limit_mA : _current_mA < 0 ? 0 : _current_mA;
        }

        // The measured current decides: in a balanced pack the charger holds the voltage and takes the current back by itself,
        // while this loop goes on asking for all of it.
        private void EndWhenFull(int room_mV, Signal current, PackState state)
        {
            _charging_s++;
            bool small = current.Quality[0] == Quality.Good && current.Value[0] < _end_mA && current.Value[0] > -_end_mA;
            _ending_s = small && room_mV <= EndWindow_mV ? _ending_s + 1 : 0;
            state.ChargeComplete = _ending_s >= EndHold_s || _charging_s >= Timeout_s;
        }

        private void Stop(PackState state)
        {
            _current_mA = 0;
            _ending_s = 0;
            if (state.Mode != Mode.Charge)
            {
                // An interruption within a charge must not give it its whole time again.
                _charging_s = 0;
                _precharging_s = 0;
            }

            state.ChargerVoltage_mV = 0;
            state.ChargerCurrent_mA = 0;
        }
    }
}
