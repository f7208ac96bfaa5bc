namespace Bms.Anomaly
{
    /// <summary>
    /// How far each cell has fallen against the median while the pack rests, in mV: a CUSUM, from the last moment since which it has fallen
    /// faster than healthy cells may. A leak goes on when all else stands still. What relaxes after a load does so with the slow
    /// current, and most cells do it together; what moves within one window is a step and no fall.
    /// </summary>
    public sealed partial class FallTrack
    {
        /// <summary>Fall in mV an hour that a healthy cell at rest may show: C/300 where the curve has 1 mV per permille.</summary>
        private const float Healthy_mV_per_h = 3f;

        /// <summary>Share of the pack's resistance by which slow polarisations of healthy cells differ.</summary>
        private const float Unequal = 0.1f;

        /// <summary>Fall in mV that noise and warmth give a healthy cell, and how many times what the other cells show.</summary>
        private const float Noise_mV = 3f;
        private const float Others = 3f;

        /// <summary>
        /// Time in hours that a fall takes at least: what is told earlier was helped by noise, which begins high and ends low.
        /// </summary>
        private const float ShortestFall_h = 0.25f;

        /// <summary>Movement in mV within one window that is a step: a leak as fast is found by its sum.</summary>
        private const float Step_mV = 2f;

        private const float Settling_s = 600f;

        /// <summary>
        /// Mean current in C up to which a pack stands: one that is drained at C/20 all night moves its cells along the curve, each by its
        /// own capacity and place.
        /// </summary>
        private const float Rest_C = 0.02f;

        /// <summary>How far the cell that was visited last has fallen, and what all but the farthest have on average, in mV.</summary>
        public float Fallen_mV;
        public float Common_mV;

        private readonly short[] _markHundredths;
        private readonly short[] _startTens_s;
        private float _rest_s;
        private float _pace_mV;
        private float _sum_mV;
        private float _worst_mV;
        private int _count;

        public FallTrack(int cells)
        {
            _markHundredths = new short[cells];
            _startTens_s = new short[cells];
        }

        /// <summary>True while the pack has rested long enough to tell.</summary>
        public bool IsKnown
        {
            get { return _rest_s > 0f; }
        }

        /// <summary>Fall in mV that no healthy cell of this pack makes.</summary>
        public float Limit_mV
        {
            get { return Noise_mV + Others * Common_mV; }
        }

        /// <summary>Once a window; a sleep is no rest that was watched.</summary>
        public void BeginWindow(PackModel pack, float slept_s)
        {
            Common_mV = _rest_s > 0f ? Floats.Others(_sum_mV, _worst_mV, _count) : 0f;
            _sum_mV = 0f;
            _worst_mV = 0f;
            _count = 0;
            bool stands = slept_s == 0f && pack.IsSteady && Floats.Abs(pack.WindowCurrent_C) < Rest_C;
            _rest_s = stands && pack.Rest_s > Settling_s ? pack.Rest_s : 0f;
            float relaxing_mV_per_h = Unequal * PackModel.SlowShare * pack.Resistance_mV * Floats.Abs(pack.SlowCurrent_C) * 4f;
            _pace_mV = (Healthy_mV_per_h + relaxing_mV_per_h) * pack.WindowLength_s / 3600f;
        }

        /// <summary>
        /// Takes a cell's mean residual in mV, its resistance's share taken off, and how far it has moved since the last window.
        /// </summary>
        public void Visit(int cell, float residual_mV, float move_mV)
        {
            float mark_mV = _markHundredths[cell] * 0.01f - _pace_mV;
            mark_mV += move_mV > Step_mV || move_mV < -Step_mV ? move_mV : 0f;
            if (!IsKnown || residual_mV > mark_mV)
            {
                mark_mV = residual_mV;
                _startTens_s[cell] = (short)Numbers.ToInt(_rest_s * 0.1f, 0, short.MaxValue);
            }

            _markHundredths[cell] = (short)Numbers.ToInt(mark_mV * 100f, short.MinValue, short.MaxValue);
            Fallen_mV = mark_mV - residual_mV;
            _sum_mV += Fallen_mV;
            _worst_mV = Fallen_mV > _worst_mV ? Fallen_mV : _worst_mV;
            _count++;
        }

        /// <summary>
        /// Charge in permille an hour that the cell that was visited last loses, where the curve has so many mV per permille: what it fell
        /// by, what healthy cells may, and less the drop that its own current makes in its resistance (mV per C).
        /// </summary>
        public float Rate_permille(int cell, float slope_mV, float resistance_mV)
        {
            float falling_h = (_rest_s - 10f * _startTens_s[cell]) / 3600f;
            falling_h = Floats.Larger(falling_h, ShortestFall_h);
            float lost_mV = Fallen_mV + Healthy_mV_per_h * falling_h;
            float drop_mV = 0.001f * resistance_mV;
            float rate = Floats.Ratio(lost_mV, slope_mV * falling_h + drop_mV);
            return rate * drop_mV > Step_mV ? Floats.Ratio(lost_mV, slope_mV * falling_h) : rate;
        }

        /// <summary>Begins anew with a cell whose fall counts for nothing, at a residual in mV.</summary>
        public void Restart(int cell, float residual_mV)
        {
            _markHundredths[cell] = (short)Numbers.ToInt(residual_mV * 100f, short.MinValue, short.MaxValue);
        }
    }
}
