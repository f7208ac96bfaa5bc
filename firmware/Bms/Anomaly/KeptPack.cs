namespace Bms.Anomaly
{
    // What is kept of the parts that look at the pack as a whole; see KeptCells.

    public sealed partial class AnomalyDetector
    {
        /// <summary>Passes every number that the next frame builds on, in a fixed order.</summary>
        internal void Keep(StateTape tape)
        {
            tape.All(_mean_mV);
            tape.All(_before_mV);
            tape.All(_seen);
            _next = tape.Of(_next);
            _share = tape.Of(_share);
            _last_ms = tape.Time(_last_ms);
            _running = tape.Of(_running);
            _slept_s = tape.Of(_slept_s);
            _woken = tape.Of(_woken);
            DriftShare = tape.Of(DriftShare);
            Hump_mV = tape.Of(Hump_mV);
            PlateauShare = tape.Of(PlateauShare);
            Alarms.Keep(tape);
            Evidence.Keep(tape);
            Gate.Keep(tape);
            Pack.Keep(tape);
            Watch.Keep(tape);
            Track.Keep(tape);
            Resistance.Keep(tape);
            Heat.Keep(tape);
            Sum.Keep(tape);
            Drift.Keep(tape);
            Relax.Keep(tape);
            Fall.Keep(tape);
            Plateau.Keep(tape);
            Count.Keep(tape);
            Cooling.Keep(tape);
            Corrections.Keep(tape);
            Scale.Keep(tape);
            _quick.Keep(tape);
            _slow.Keep(tape);
            _pack.Keep(tape);
        }
    }

    // The texts of the last alarms are for telemetry only: they are not kept.
    public sealed partial class AlarmBook
    {
        internal void Keep(StateTape tape)
        {
            Raised = tape.Of(Raised);
            tape.All(_key);
            tape.All(_severity);
            tape.AllTimes(_seen_ms);
        }
    }

    public sealed partial class FrameGate
    {
        internal void Keep(StateTape tape)
        {
            tape.All(Usable);
            tape.All(Previous_mV);
            UsableCells = tape.Of(UsableCells);
            Impossible = tape.Of(Impossible);
            Missing = tape.Of(Missing);
            Stale = tape.Of(Stale);
            StaleChance = tape.Of(StaleChance);
            Frozen = tape.Of(Frozen);
            Expected_mV = tape.Of(Expected_mV);
            Alike = tape.Of(Alike);
            Still_s = tape.Of(Still_s);
            _alike_mV = tape.Of(_alike_mV);
            tape.All(_temperatures_ddegC);
            _charge_permille = tape.Of(_charge_permille);
            _stillCurrent_C = tape.Of(_stillCurrent_C);
            _current_mA = tape.Of(_current_mA);
            _bus_mV = tape.Of(_bus_mV);
            _seen = tape.Of(_seen);
            _afterSleep = tape.Of(_afterSleep);
            _repeats = tape.Of(_repeats);
            _sleepRepeats = tape.Of(_sleepRepeats);
        }
    }

    public sealed partial class PackModel
    {
        internal void Keep(StateTape tape)
        {
            Median_mV = tape.Of(Median_mV);
            PreviousMedian_mV = tape.Of(PreviousMedian_mV);
            Current_C = tape.Of(Current_C);
            Change_C = tape.Of(Change_C);
            Stir_C = tape.Of(Stir_C);
            SlowCurrent_C = tape.Of(SlowCurrent_C);
            HeatLoad = tape.Of(HeatLoad);
            Largest_C = tape.Of(Largest_C);
            Soc_permille = tape.Of(Soc_permille);
            Slope_mV = tape.Of(Slope_mV);
            Resistance_mV = tape.Of(Resistance_mV);
            Excitation = tape.Of(Excitation);
            Drift_permille = tape.Of(Drift_permille);
            Rest_s = tape.Of(Rest_s);
            WindowCurrent_C = tape.Of(WindowCurrent_C);
            WindowMedian_mV = tape.Of(WindowMedian_mV);
            WindowLength_s = tape.Of(WindowLength_s);
            WindowMove_permille = tape.Of(WindowMove_permille);
            WindowStep_C = tape.Of(WindowStep_C);
            Correction_permille = tape.Of(Correction_permille);
            IsEven = tape.Of(IsEven);
            _pairs = tape.Of(_pairs);
            _currentSum = tape.Of(_currentSum);
            _medianSum = tape.Of(_medianSum);
            _samples = tape.Of(_samples);
            _length_s = tape.Of(_length_s);
            _socAtWindow_permille = tape.Of(_socAtWindow_permille);
            _variance = tape.Of(_variance);
            _freshWindow = tape.Of(_freshWindow);
            _known = tape.Of(_known);
            _fresh = tape.Of(_fresh);
            _lastStep_C = tape.Of(_lastStep_C);
        }
    }

    public sealed partial class HeatWatch
    {
        internal void Keep(StateTape tape)
        {
            tape.All(Deviation_K);
            tape.All(Jump_K);
            WorstProbe = tape.Of(WorstProbe);
            WorstShare = tape.Of(WorstShare);
            CalmShare = tape.Of(CalmShare);
            HotProbe = tape.Of(HotProbe);
            HotFrames = tape.Of(HotFrames);
            LostProbe = tape.Of(LostProbe);
            Median_degC = tape.Of(Median_degC);
            Fitted = tape.Of(Fitted);
            tape.All(_offset_K);
            tape.All(_last_ddegC);
            tape.All(_stood_ddegC);
            tape.All(_lost);
            tape.All(_climb_ddegC);
            tape.All(_calmThousandths);
            ClimbingProbe = tape.Of(ClimbingProbe);
            _slowMedian_degC = tape.Of(_slowMedian_degC);
            _windows = tape.Of(_windows);
            _rounding_ddegC = tape.Of(_rounding_ddegC);
        }
    }

    public sealed partial class SumWatch
    {
        internal void Keep(StateTape tape)
        {
            Shift_mV = tape.Of(Shift_mV);
            Off_mV = tape.Of(Off_mV);
            Sigma_mV = tape.Of(Sigma_mV);
            Now_mV = tape.Of(Now_mV);
            IsKnown = tape.Of(IsKnown);
            _offset_mV = tape.Of(_offset_mV);
            _sum_mV = tape.Of(_sum_mV);
            _samples = tape.Of(_samples);
            _windows = tape.Of(_windows);
        }
    }

    public sealed partial class ChargeCount
    {
        internal void Keep(StateTape tape)
        {
            Beyond = tape.Of(Beyond);
            Sureness = tape.Of(Sureness);
            IsFresh = tape.Of(IsFresh);
            _counted_permille = tape.Of(_counted_permille);
            _rested_s = tape.Of(_rested_s);
            _restSoc_permille = tape.Of(_restSoc_permille);
            _settledSoc_permille = tape.Of(_settledSoc_permille);
            _anchorSoc_permille = tape.Of(_anchorSoc_permille);
            _anchored = tape.Of(_anchored);
            _products = tape.Of(_products);
            _squares = tape.Of(_squares);
            _usual_permille = tape.Of(_usual_permille);
            _judged = tape.Of(_judged);
            _gathered = tape.Of(_gathered);
        }
    }

    public sealed partial class CoolingTrack
    {
        internal void Keep(StateTape tape)
        {
            Ratio = tape.Of(Ratio);
            Error = tape.Of(Error);
            IsFresh = tape.Of(IsFresh);
            _rested_s = tape.Of(_rested_s);
            _sum_K = tape.Of(_sum_K);
            _count = tape.Of(_count);
            _early_degC = tape.Of(_early_degC);
            _middle_degC = tape.Of(_middle_degC);
            _past_s = tape.Of(_past_s);
            _air_K = tape.Of(_air_K);
            _rests = tape.Of(_rests);
        }
    }

    public sealed partial class CorrectionTrack
    {
        internal void Keep(StateTape tape)
        {
            tape.All(_sum);
            tape.All(_soc_permille);
            tape.All(_start);
            _moved = tape.Of(_moved);
            _clock_s = tape.Of(_clock_s);
        }
    }

    public sealed partial class ScaleTrack
    {
        internal void Keep(StateTape tape)
        {
            Gathered = tape.Of(Gathered);
            IsFresh = tape.Of(IsFresh);
            _products = tape.Of(_products);
            _squares = tape.Of(_squares);
            _warmth = tape.Of(_warmth);
            _row_s = tape.Of(_row_s);
            _fixed_mV = tape.Of(_fixed_mV);
            _cold_mV = tape.Of(_cold_mV);
            _fixedVariance = tape.Of(_fixedVariance);
            _coldVariance = tape.Of(_coldVariance);
            _covariance = tape.Of(_covariance);
            _usual = tape.Of(_usual);
            _estimates = (byte)tape.Of(_estimates);
            _others = (byte)tape.Of(_others);
        }
    }

    public sealed partial class QuickJudge
    {
        internal void Keep(StateTape tape)
        {
            _badFrames = tape.Of(_badFrames);
            _staleFrames = tape.Of(_staleFrames);
            _missingFrames = tape.Of(_missingFrames);
            _overFrames = tape.Of(_overFrames);
            _stuck_s = tape.Of(_stuck_s);
            _abuseFrames = tape.Of(_abuseFrames);
            _largestBefore_C = tape.Of(_largestBefore_C);
        }
    }

    public sealed partial class PackJudge
    {
        internal void Keep(StateTape tape)
        {
            _driftWindows = tape.Of(_driftWindows);
            _lastCooling = tape.Of(_lastCooling);
            _lastCount = tape.Of(_lastCount);
        }
    }
}
