using Bms.Chemistry;
using Bms.Config;
using Bms.Ports;

namespace Bms.Charging
{
    /// <summary>
    /// Constant current, then constant voltage, steered by the highest cell: the charger holds the pack's voltage, this loop
    /// takes current away before any single cell passes its target. Called once a second, which also feeds the charger's watchdog; what it
    /// measures are times by the uptime, not calls. A reading that is refused once takes nothing away: the last good value holds until its
    /// age counts as lost. Without a supply nothing is counted and nothing ends. A charge that runs out of time has failed, and says so.
    /// </summary>
    public sealed class CcCvCharger
    {
        /// <summary>Shortest time in s in which the current rises to that of the pack; a fall is immediate.</summary>
        public const int Ramp_s = 25;

        /// <summary>
        /// Current in mA taken or given for each mV that the highest cell is off its target, for each Ah, each second. A cell of 5 Ah
        /// has 0.03 to 0.1 ohm, a larger one less in proportion: the loop gain is 0.3 to 1.0, below the 2 at which such a loop would
        /// swing up.
        /// </summary>
        public const int Gain_mA_per_mV_Ah = 2;

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

        /// <summary>A charge that has not ended after this long has failed, in s.</summary>
        public const int Timeout_s = 12 * 3600;

        /// <summary>Precharge must lift every cell above the precharge voltage within this time, in s, or the charge has failed.</summary>
        public const int PrechargeTimeout_s = 3600;

        /// <summary>
        /// A tenth of the rated current is asked for, not a hundredth is seen, far from the target: after this long in s either the
        /// charger does not deliver or the current's sensor does not see it.
        /// </summary>
        public const int Unseen_s = 60;
        public const int FarFromTarget_mV = 100;

        private const int Second_ms = 1000;

        private readonly ICharger _charger;
        private readonly ChemistryProfile _chemistry;
        private readonly int _cells;
        private readonly int _capacity_mAh;
        private readonly int _highestTarget_mV;
        private readonly int _end_mA;
        private readonly int _precharge_mA;
        private readonly int _ramp_mA;
        private readonly int _gain_mA_per_mV;
        private readonly int _cellHold_ms;
        private int _target_mV;
        private int _current_mA;
        private long _last_ms;
        private bool _running;
        private long _charging_ms;
        private long _precharging_ms;
        private int _ending_ms;
        private int _unseen_ms;

        /// <summary>
        /// <paramref name="accuracy_mV"/> is the worst error of a cell's voltage: the over-voltage limits are tighter by it, so a
        /// coarse board charges to a lower target instead of tripping on its own error.
        /// </summary>
        public CcCvCharger(ICharger charger, PackConfig pack, int accuracy_mV)
        {
            _charger = charger;
            _chemistry = pack.Chemistry;
            _cells = pack.CellCount;
            _capacity_mAh = pack.Capacity_mAh;
            _cellHold_ms = PackSample.CellHoldAt_ms(pack.CellScan_ms, pack.Tick_ms);
            int ceiling_mV = _chemistry.OverVoltageWarning_mV - accuracy_mV - Headroom_mV;
            _highestTarget_mV = _chemistry.ChargeTarget_mV < ceiling_mV ? _chemistry.ChargeTarget_mV : ceiling_mV;
            _end_mA = Numbers.ToInt((long)_capacity_mAh * _chemistry.EndCurrent_permille / 1000);
            _precharge_mA = Numbers.ToInt((long)_capacity_mAh * _chemistry.PrechargeCurrent_permille / 1000);
            _ramp_mA = RampOf(pack);
            _gain_mA_per_mV = AtLeastOne(_capacity_mAh * Gain_mA_per_mV_Ah / 1000);
        }

        /// <summary>Largest rise of a pack's charge current in mA a second.</summary>
        public static int RampOf(PackConfig pack)
        {
            return AtLeastOne(pack.ChargeCurrent_mA / Ramp_s);
        }

        /// <summary>True while a charge has run out of time or the charger says that it gives nothing; until another mode.</summary>
        public bool HasFailed { get; private set; }

        /// <summary>True while the charger says that it gives current and the current's sensor shows none; until another mode.</summary>
        public bool CurrentContradicts { get; private set; }

        /// <summary>
        /// One second. Returns false when the charger did not do what it was told; <paramref name="state"/> gets the set-points.
        /// </summary>
        public bool Step(PackSample sample, PackState state)
        {
            int elapsed_ms = Elapsed_ms(sample.Uptime_ms);
            if (state.Mode != Mode.Charge)
            {
                Forget();
                state.ChargeComplete = state.ChargeComplete && state.Mode != Mode.Discharge;
            }

            bool supply = false;
            bool wanted = state.Mode == Mode.Charge && !state.ChargeComplete && !HasFailed && AreKnown(sample);
            bool obeys = !wanted || _charger.TryReadSupply(out supply);
            int limit_mA = supply ? Limit_mA(sample, state, elapsed_ms) : 0;
            if (limit_mA <= 0)
            {
                Pause(state);
                return _charger.TryDisable() && obeys;
            }

            _running = true;
            _target_mV = _highestTarget_mV - Drop_mV(sample.Temperature_ddegC);
            int room_mV = _target_mV - Highest_mV(sample.Cell_mV);
            Steer(room_mV, limit_mA, elapsed_ms);
            EndWhenFull(room_mV, sample, state, elapsed_ms);
            state.ChargerVoltage_mV = _target_mV * _cells;
            state.ChargerCurrent_mA = _current_mA;
            obeys = _charger.TryApply(state.ChargerVoltage_mV, _current_mA);
            return WatchDelivery(room_mV, sample, elapsed_ms) && obeys;
        }

        // The first second of a charge, and of a part of it after a pause, is a second.
        private int Elapsed_ms(long now_ms)
        {
            long elapsed_ms = _running ? now_ms - _last_ms : Second_ms;
            _last_ms = now_ms;
            return Numbers.ToInt(elapsed_ms);
        }

        private bool AreKnown(PackSample sample)
        {
            for (int i = 0; i < sample.Cell_mV.Count; i++)
            {
                if (!sample.Cell_mV.IsFresh(i, sample.Uptime_ms, _cellHold_ms))
                {
                    return false;
                }
            }

            return true;
        }

        private int Limit_mA(PackSample sample, PackState state, int elapsed_ms)
        {
            if (state.ChargeLimit_mA <= 0)
            {
                return 0;
            }

            _charging_ms += elapsed_ms;
            _precharging_ms = Lowest_mV(sample.Cell_mV) >= _chemistry.Precharge_mV ? 0 : _precharging_ms + elapsed_ms;
            HasFailed = _precharging_ms > PrechargeTimeout_s * (long)Second_ms || _charging_ms > Timeout_s * (long)Second_ms;
            if (HasFailed)
            {
                return 0;
            }

            return _precharging_ms > 0 && _precharge_mA < state.ChargeLimit_mA ? _precharge_mA : state.ChargeLimit_mA;
        }

        private static int AtLeastOne(int value)
        {
            return value > 0 ? value : 1;
        }

        private static int Lowest_mV(Signal cells)
        {
            int lowest_mV = int.MaxValue;
            for (int i = 0; i < cells.Count; i++)
            {
                lowest_mV = cells.Value[i] < lowest_mV ? cells.Value[i] : lowest_mV;
            }

            return lowest_mV;
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

        // The probe that asks for the lowest target decides.
        private int Drop_mV(Signal probes)
        {
            int most_mV = 0;
            for (int i = 0; i < probes.Count; i++)
            {
                int here_mV = CurrentLimits.Interpolate(_chemistry.TargetDrop_ddegC, _chemistry.TargetDrop_mV, probes.Value[i]);
                most_mV = here_mV > most_mV ? here_mV : most_mV;
            }

            return most_mV;
        }

        // A second that took longer gives no larger step up, and as large a step down.
        private void Steer(int room_mV, int limit_mA, int elapsed_ms)
        {
            int change_mA = room_mV * _gain_mA_per_mV;
            int rise_mA = elapsed_ms < Second_ms ? _ramp_mA * elapsed_ms / Second_ms : _ramp_mA;
            _current_mA += change_mA < rise_mA ? change_mA : rise_mA;
            _current_mA = _current_mA > limit_mA ? limit_mA : _current_mA < 0 ? 0 : _current_mA;
        }

        // The measured current decides: in a balanced pack the charger holds the voltage and takes the current back by itself,
        // while this loop goes on asking for all of it. Time in which nobody looked ends nothing.
        private void EndWhenFull(int room_mV, PackSample sample, PackState state, int elapsed_ms)
        {
            bool small = room_mV <= EndWindow_mV && IsCurrentBelow(_end_mA, sample);
            _ending_ms = small ? _ending_ms + (elapsed_ms < Second_ms ? elapsed_ms : Second_ms) : 0;
            state.ChargeComplete = _ending_ms >= EndHold_s * Second_ms;
        }

        private bool WatchDelivery(int room_mV, PackSample sample, int elapsed_ms)
        {
            bool unseen = _current_mA >= _capacity_mAh / 10 && room_mV >= FarFromTarget_mV && IsCurrentBelow(_capacity_mAh / 100, sample);
            _unseen_ms = unseen ? _unseen_ms + (elapsed_ms < Second_ms ? elapsed_ms : Second_ms) : 0;
            if (_unseen_ms < Unseen_s * Second_ms)
            {
                return true;
            }

            bool delivering;
            bool read = _charger.TryReadDelivering(out delivering);
            CurrentContradicts = read && delivering;
            HasFailed = read && !delivering;
            return read;
        }

        private static bool IsCurrentBelow(int limit_mA, PackSample sample)
        {
            int current_mA = sample.Current_mA.Value[0];
            return sample.Current_mA.IsFresh(0, sample.Uptime_ms, PackSample.CurrentHold_ms)
                && current_mA < limit_mA && current_mA > -limit_mA;
        }

        private void Pause(PackState state)
        {
            _running = false;
            _current_mA = 0;
            _ending_ms = 0;
            _unseen_ms = 0;
            state.ChargerVoltage_mV = 0;
            state.ChargerCurrent_mA = 0;
        }

        // Only another mode gives a charge its whole time again, an interruption within it does not.
        private void Forget()
        {
            _charging_ms = 0;
            _precharging_ms = 0;
            HasFailed = false;
            CurrentContradicts = false;
        }
    }
}
