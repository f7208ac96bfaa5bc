namespace Bms.Anomaly
{
    /// <summary>
    /// How long the pack takes to cool at rest, against its own past. At rest it falls to the temperature around it along an exponential:
    /// what it loses in a half hour over what it lost in the half hour before tells the time constant, whatever the load was and without
    /// the temperature around it. A fan that stands or a blocked duct makes it longer in proportion.
    /// </summary>
    public sealed partial class CoolingTrack
    {
        private const float Rest_C = 0.03f;

        /// <summary>Half hours after the first quarter of an hour, in which the inside of a cell and its can come to terms.</summary>
        private const float First_s = 900f;
        private const float Half_s = 1800f;

        /// <summary>Time in s over which a temperature is averaged: probes tell tenths.</summary>
        private const float Mean_s = 600f;

        /// <summary>Fall in K in the first half hour below which a rest tells nothing.</summary>
        private const float Least_K = 0.6f;

        /// <summary>
        /// Error of a healthy ratio times the fall in K: 0.06 K of two averages (a tenth of resolution, air that moves) and air that cools
        /// by 0.2 K an hour, times 2.7, what the logarithm makes of it where a third is left.
        /// </summary>
        private const float Error_K = 0.3f;

        /// <summary>
        /// Falls in multiples of what the air moves in the same time below which the air has cooled the pack and not the pack itself.
        /// </summary>
        private const float OwnFall = 2f;

        /// <summary>
        /// Part by which the air's movement is forgotten with each half hour of rest: within a week or two, because weather changes.
        /// </summary>
        private const float Weather = 0.01f;

        /// <summary>Rests after which a past is known: wind makes single rests differ, and of two a past is not yet an average.</summary>
        private const int Learned = 3;

        /// <summary>Rests over which the past is averaged.</summary>
        private const int Slowest = 6;

        /// <summary>Time to cool in multiples of the pack's past, in the rest that was judged last; 1 while that is not known.</summary>
        public float Ratio = 1f;

        /// <summary>Standard error of the ratio in a healthy pack.</summary>
        public float Error = 1f;

        /// <summary>True in the one window of a rest that is judged.</summary>
        public bool IsFresh;

        private float _rested_s;
        private float _sum_K;
        private int _count;
        private float _early_degC;
        private float _middle_degC;
        private float _past_s;
        private float _air_K;
        private int _rests;

        /// <summary>
        /// Once a window: the probes' median in degC, the mean current in C, its length in s; a sleep breaks a rest off. coarse_K is what
        /// the probes are rounded to beyond tenths.
        /// </summary>
        public void CloseWindow(float median_degC, float current_C, float length_s, bool slept, float coarse_K = 0f)
        {
            IsFresh = false;
            if (slept || current_C > Rest_C || current_C < -Rest_C)
            {
                _rested_s = 0f;
                _count = 0;
                return;
            }

            float before_s = _rested_s - First_s;
            _rested_s += length_s;
            float now_s = _rested_s - First_s;
            if (before_s < 0f || before_s > 2f * Half_s + Mean_s)
            {
                return;
            }

            int half = before_s < Half_s ? 0 : before_s < 2f * Half_s ? 1 : 2;
            if (before_s < half * Half_s + Mean_s)
            {
                _sum_K += median_degC;
                _count++;
            }

            if (now_s >= half * Half_s + Mean_s && _count > 0)
            {
                float mean_degC = Floats.Ratio(_sum_K, _count);
                Close(half, mean_degC, coarse_K);
            }
        }

        private void Close(int half, float mean_degC, float coarse_K)
        {
            _sum_K = 0f;
            _count = 0;
            if (half == 0)
            {
                _early_degC = mean_degC;
            }
            else if (half == 1)
            {
                _middle_degC = mean_degC;
                LearnAir(mean_degC - _early_degC);
            }
            else
            {
                LearnAir(mean_degC - _middle_degC);
                Judge(_early_degC - _middle_degC, _middle_degC - mean_degC, coarse_K);
            }
        }

        // What the air has warmed the pack by in a half hour in which it cooled faster than ever, to the first order of the exponential.
        private float Warmed_K(float second_K, float halvings, float left)
        {
            return Floats.Ratio(0.69f * second_K * halvings * (1f - Ratio), 1f - left);
        }

        // No pack warms at rest by itself, and none cools faster than its ducts allow: that is the air, and air that warms by so much in a
        // half hour cools by as much later in the day. A fault of the cooling cannot hide behind that.
        private void LearnAir(float warms_K)
        {
            _air_K = warms_K > _air_K ? warms_K : _air_K * (1f - Weather);
        }

        private void Judge(float first_K, float second_K, float coarse_K)
        {
            // A median of whole degrees stands still for minutes: averages of it are wrong by up to half a degree.
            if (first_K < Least_K + 1.5f * coarse_K + OwnFall * _air_K)
            {
                return;
            }

            float left = Floats.Ratio(second_K, first_K);
            left = Floats.Between(left, 0.05f, 0.95f);
            float halvings = Floats.Log2(Floats.Ratio(1f, left));
            float time_s = Floats.Ratio(Half_s, halvings);
            IsFresh = _rests >= Learned;
            Ratio = IsFresh ? Floats.Ratio(time_s, _past_s) : 1f;
            LearnAir(Warmed_K(second_K, halvings, left));
            Error = Floats.Ratio(Error_K + coarse_K + _air_K, first_K);

            // A fifth more is half believed: a duct that clogs must not become the past.
            bool usual = Ratio < 1.2f;
            _rests = usual && _rests < Slowest ? _rests + 1 : _rests;
            _past_s += Floats.Ratio(time_s - _past_s, usual ? _rests : 4f * Slowest);
        }
    }
}
