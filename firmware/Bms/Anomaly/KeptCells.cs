namespace Bms.Anomaly
{
    // What is kept of the parts that have a number for each cell. A number that is missing here is lost in a replay and over a restart:
    // a test compares every field of every part. Left out is what is written anew before it is read.

    public sealed partial class CellWatch
    {
        internal void Keep(StateTape tape)
        {
            tape.All(Base_mV);
            tape.All(Extra_mV);
            tape.All(Residual_mV);
            tape.All(Moves_mV);
            tape.All(Seen);
            tape.All(Run);
            tape.All(Sharp);
            tape.All(Still_mV);
            tape.All(Dips_permille);
            Noise_mV = tape.Of(Noise_mV);
            Resolution_mV = tape.Of(Resolution_mV);
            LoadedCell = tape.Of(LoadedCell);
            SingleDips = tape.Of(SingleDips);
            Quiet = tape.Of(Quiet);
            StuckCell = tape.Of(StuckCell);
            Stuck_mV = tape.Of(Stuck_mV);
            Limit_mV = tape.Of(Limit_mV);
            WorstCell = tape.Of(WorstCell);
            Worst_mV = tape.Of(Worst_mV);
            Beyond = tape.Of(Beyond);
        }
    }

    public sealed partial class CellTrack
    {
        internal void Keep(StateTape tape)
        {
            tape.All(Charge_permille);
            tape.All(Tilt);
            tape.All(Drop_permille);
            tape.All(Rise_permille);
            tape.All(Innovation_mV);
            tape.All(Loss_permille);
            tape.All(_jumpHundredths);
            tape.All(_dropVariance);
            tape.All(_dropSoc_permille);
            tape.All(_riseSoc_permille);
            tape.All(_dropStart);
            tape.All(_riseVariance);
            tape.All(_dropPastHundredths);
            tape.All(_risePastHundredths);
            tape.All(_lastJumpQuarters);
            tape.All(_takenHundredths);
            Error_mV = tape.Of(Error_mV);
            JumpError_mV = tape.Of(JumpError_mV);
            Centre_mV = tape.Of(Centre_mV);
            Jumping = tape.Of(Jumping);
            Steepness = tape.Of(Steepness);
            _common_permille = tape.Of(_common_permille);
            _sums_permille = tape.Of(_sums_permille);
            _worst_permille = tape.Of(_worst_permille);
            _summed = tape.Of(_summed);
            _p11 = tape.Of(_p11);
            _p12 = tape.Of(_p12);
            _p22 = tape.Of(_p22);
            _gain1 = tape.Of(_gain1);
            _gain2 = tape.Of(_gain2);
            _corrected = tape.Of(_corrected);
            _hours = tape.Of(_hours);
            _unfaded_h = tape.Of(_unfaded_h);
            _fadingHours = tape.Of(_fadingHours);
            _clock_s = tape.Of(_clock_s);
            _slopeBefore_mV = tape.Of(_slopeBefore_mV);
            _counts = tape.Of(_counts);
            _tells = tape.Of(_tells);
            _even = tape.Of(_even);
            _steepVariance = tape.Of(_steepVariance);
        }
    }

    public sealed partial class ResistanceTrack
    {
        internal void Keep(StateTape tape)
        {
            Late = tape.Of(Late);
            tape.All(_quick);
            tape.All(_slow);
            tape.All(_growth);
            _information = tape.Of(_information);
            _learned = tape.Of(_learned);
            _windows = (byte)tape.Of(_windows);
            _weight = tape.Of(_weight);
            _keep = tape.Of(_keep);
            _step_mV = tape.Of(_step_mV);
            _share = tape.Of(_share);
            _common = tape.Of(_common);
            _centre = tape.Of(_centre);
        }
    }

    public sealed partial class DriftTrack
    {
        internal void Keep(StateTape tape)
        {
            tape.All(Moved_permille);
            Unexplained_permille = tape.Of(Unexplained_permille);
            _packMoved_permille = tape.Of(_packMoved_permille);
            tape.All(_pastHundredths);
            _inverse = tape.Of(_inverse);
            _curve = tape.Of(_curve);
            _common_permille = tape.Of(_common_permille);
            _sum = tape.Of(_sum);
            _worst = tape.Of(_worst);
            _hours = tape.Of(_hours);
            _elapsed_h = tape.Of(_elapsed_h);
            _unlearned_h = tape.Of(_unlearned_h);
            _learning_h = tape.Of(_learning_h);
            _count = tape.Of(_count);
        }
    }

    public sealed partial class RelaxTrack
    {
        internal void Keep(StateTape tape)
        {
            Rests = tape.Of(Rests);
            IsFresh = tape.Of(IsFresh);
            tape.All(_earlyHundredths);
            tape.All(_pastHundredths);
            tape.All(_lateTenths);
            Fallen_mV = tape.Of(Fallen_mV);
            _charged_s = tape.Of(_charged_s);
            _rested_s = tape.Of(_rested_s);
            _earlyWindows = tape.Of(_earlyWindows);
            _common_mV = tape.Of(_common_mV);
            _sum = tape.Of(_sum);
            _worst = tape.Of(_worst);
            _count = tape.Of(_count);
            _gathers = tape.Of(_gathers);
            _late = tape.Of(_late);
        }
    }

    public sealed partial class FallTrack
    {
        internal void Keep(StateTape tape)
        {
            tape.All(_markHundredths);
            tape.All(_startTens_s);
            _rest_s = tape.Of(_rest_s);
            Fallen_mV = tape.Of(Fallen_mV);
            Common_mV = tape.Of(Common_mV);
            _pace_mV = tape.Of(_pace_mV);
            _sum_mV = tape.Of(_sum_mV);
            _worst_mV = tape.Of(_worst_mV);
            _count = tape.Of(_count);
        }
    }

    public sealed partial class PlateauTrack
    {
        internal void Keep(StateTape tape)
        {
            tape.All(_usualHundredths);
            tape.All(_nowHundredths);
            Limit_mV = tape.Of(Limit_mV);
            _hours = tape.Of(_hours);
            _share = tape.Of(_share);
            _sum_mV = tape.Of(_sum_mV);
            _worst_mV = tape.Of(_worst_mV);
            _count = tape.Of(_count);
            _tells = tape.Of(_tells);
        }
    }

    public sealed partial class SlowJudge
    {
        internal void Keep(StateTape tape)
        {
            tape.All(_beyond);
            tape.All(_held_permille);
            tape.All(_scatter_uV);
            tape.All(_scatterPast_uV);
            _packScatter_mV = tape.Of(_packScatter_mV);
        }
    }

    public sealed partial class Evidence
    {
        internal void Keep(StateTape tape)
        {
            tape.All(Peak_permille);
            tape.All(CellDecades_permille);
            tape.All(CellFeature);
            tape.All(_usual_permille);
            tape.All(_hourHundredths);
            _hour_h = tape.Of(_hour_h);
            Highest = tape.Of(Highest);
        }
    }
}
