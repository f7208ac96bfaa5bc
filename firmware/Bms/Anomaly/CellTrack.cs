namespace Bms.Anomaly
{
    /// <summary>
    /// The slow look, once a window for each cell: a Kalman filter of two states, its charge beyond the pack's median (permille) and how
    /// that moves with the pack's state of charge (a cell of less capacity runs ahead). What the filter has to correct is summed as in a
    /// CUSUM: a leak is a correction that goes on in one direction while time passes. All cells share one covariance, because they share
    /// current, slope and noise; so the filter costs a few multiplications a cell.
    /// </summary>
    public sealed partial class CellTrack
    {
        /// <summary>Loss in permille an hour that the sum forgives: C/3000, ten times the worst self-discharge of a healthy cell.</summary>
        public const float Forgiven_permille = 0.33f;

        /// <summary>Time in s after the start from which a level can be told from what is still being learned.</summary>
        private const float Settled_s = 7200f;

        /// <summary>
        /// Slope in mV per permille below which residuals are left alone: no layered oxide is as flat, and 2 mV of a channel or 8 mV of
        /// hysteresis would be charge. It is the middle of an LFP cell's curve; PlateauTrack looks there.
        /// </summary>
        public const float Plateau_mV = 0.42f;

        /// <summary>Fixed error of a channel in mV: more charge where the curve is flat, less where it is steep.</summary>
        public const float Offset_mV = 3f;

        /// <summary>A sum below this is noise: a leak's rate is counted from here.</summary>
        public const float Started_permille = 1f;

        public readonly float[] Charge_permille;
        public readonly float[] Tilt;
        public readonly float[] Drop_permille;
        public readonly float[] Rise_permille;
        public readonly float[] Innovation_mV;

        /// <summary>Charge lost in permille an hour, over the last third of an hour.</summary>
        public readonly float[] Loss_permille;

        /// <summary>Standard error in mV of a cell's mean residual in the present window.</summary>
        public float Error_mV = 2f;

        /// <summary>Healthy movement in mV of a cell's innovation from one window to the next: what the other cells show.</summary>
        public float JumpError_mV = 2f;

        /// <summary>
        /// Mean distance in mV of all cells but the farthest from their predictions: where the median itself has gone. In a pack of four
        /// it goes half the way with one that steps.
        /// </summary>
        public float Centre_mV;

        /// <summary>Cells that have moved at once in the present window: two or more have one cause, and it is not in a cell.</summary>
        public int Jumping;

        /// <summary>Slope of the curve as a multiple of the table's.</summary>
        public float Steepness = 1f;

        private readonly short[] _dropVariance;
        private readonly short[] _dropSoc_permille;
        private readonly short[] _riseSoc_permille;
        private readonly short[] _dropStart;
        private readonly short[] _riseVariance;
        private readonly short[] _dropPastHundredths;
        private readonly short[] _risePastHundredths;
        private readonly sbyte[] _lastJumpQuarters;
        private readonly short[] _jumpHundredths;
        private readonly short[] _takenHundredths;

        private float _common_permille;
        private float _sums_permille;
        private float _worst_permille;
        private int _summed;
        private float _p11 = 10000f;
        private float _p12;
        private float _p22 = 0.0009f;
        private float _gain1;
        private float _gain2;
        private float _corrected;
        private float _hours;
        private float _unfaded_h;
        private float _fadingHours;
        private float _clock_s;
        private float _slopeBefore_mV;
        private bool _counts;
        private bool _tells;
        private bool _even;
        private float _steepVariance = 0.09f;

        public CellTrack(int cells)
        {
            Charge_permille = new float[cells];
            Tilt = new float[cells];
            Drop_permille = new float[cells];
            Rise_permille = new float[cells];
            Innovation_mV = new float[cells];
            Loss_permille = new float[cells];
            _dropVariance = new short[cells];
            _dropSoc_permille = new short[cells];
            _riseSoc_permille = new short[cells];
            _dropStart = new short[cells];
            _riseVariance = new short[cells];
            _dropPastHundredths = new short[cells];
            _risePastHundredths = new short[cells];
            _lastJumpQuarters = new sbyte[cells];
            _jumpHundredths = new short[cells];
            _takenHundredths = new short[cells];
        }

        /// <summary>Standard error of a cell's charge in permille, and of its tilt.</summary>
        public float Sigma_permille
        {
            get { return Floats.Sqrt(_p11); }
        }

        public float TiltSigma
        {
            get { return Floats.Sqrt(_p22); }
        }

        /// <summary>
        /// Learns how steep the curve really is, from cells that differ: when all deviations grow together, it is the curve. products and
        /// squares are sums over the cells of expected times seen and expected squared residuals in mV2.
        /// </summary>
        public void LearnSlope(float products, float squares, float error_mV, float move_permille)
        {
            _steepVariance += 0.09f * Floats.Unit(Floats.Abs(move_permille) / 150f);
            _steepVariance = _steepVariance > 0.09f ? 0.09f : _steepVariance;
            if (squares <= 0f || !_counts)
            {
                return;
            }

            float gain = Floats.Ratio(_steepVariance, _steepVariance + Floats.Ratio(error_mV * error_mV, squares));
            Steepness += gain * (Floats.Ratio(products, squares) - 1f) * Steepness;
            Steepness = Floats.Between(Steepness, 0.4f, 2.5f);
            _steepVariance *= 1f - gain;
        }

        /// <summary>Slope of the curve in mV per permille in the present window: the table's times what the pack has taught.</summary>
        public float Slope_mV(PackModel pack)
        {
            return pack.Slope_mV * Steepness;
        }

        /// <summary>Before a window closes: the slope that its predecessor's predictions were made with.</summary>
        public void EndWindow(PackModel pack)
        {
            _slopeBefore_mV = Slope_mV(pack);
        }

        /// <summary>The part of the filter that all cells share, at the end of a window.</summary>
        public void BeginWindow(PackModel pack, float spread_mV, float elapsed_s)
        {
            float move = pack.WindowMove_permille;
            _hours = elapsed_s / 3600f;
            _clock_s += elapsed_s;
            _unfaded_h += _hours;
            _fadingHours = _unfaded_h >= 1f ? _unfaded_h : 0f;
            _unfaded_h = _unfaded_h >= 1f ? 0f : _unfaded_h;
            _common_permille = _summed > 2 ? Floats.Ratio(_sums_permille - _worst_permille, _summed - 1) : 0f;
            _sums_permille = 0f;
            _worst_permille = 0f;
            _summed = 0;
            _even = pack.IsEven && _hours < 0.1f && !pack.IsAtKnee;

            // A healthy cell wanders by 0.2 permille in an hour against its neighbours: temperature, noise of the curve.
            _p11 += 2f * move * _p12 + move * move * _p22 + 0.05f * _hours;
            _p12 += move * _p22;

            // A capacity may fade, so a tilt is forgotten over some ten full charges.
            _p22 += 1e-8f * Floats.Abs(move);
            float load_C = Floats.Abs(pack.WindowCurrent_C) + Floats.Abs(pack.SlowCurrent_C);
            float resistance_mV = Floats.Larger(pack.Resistance_mV, 60f);
            Error_mV = 0.4f + spread_mV + 0.1f * resistance_mV * load_C;
            float slope = Slope_mV(pack);
            float r = Floats.Ratio(Error_mV * Error_mV, slope * slope);
            float s = _p11 + r;

            // On a plateau a voltage tells of the channel's offset and not of charge: there the filter only predicts.
            _tells = !pack.IsOnPlateau;
            _gain1 = _tells ? Floats.Ratio(_p11, s) : 0f;
            _gain2 = _tells ? Floats.Ratio(_p12, s) : 0f;
            float before = _p11;
            _p22 -= _gain2 * _p12;
            _p22 = Floats.Larger(_p22, 2.5e-5f);
            _p12 -= _gain1 * _p12;
            _p11 -= _gain1 * _p11;

            // The start is no correction: before it nothing was known.
            _counts = before < 100f;
            _corrected += _counts ? before - _p11 : 0f;
        }

        /// <summary>False while the start is still being learned.</summary>
        public bool Counts
        {
            get { return _counts; }
        }

        /// <summary>Residual in mV that the filter expects of a cell in the present window.</summary>
        public float Predicted_mV(int cell, PackModel pack)
        {
            return Slope_mV(pack) * (Charge_permille[cell] + Tilt[cell] * pack.WindowMove_permille);
        }

        /// <summary>Takes the mean residual of a cell in mV over the window, its resistance's share already taken off.</summary>
        public void Visit(int cell, float residual_mV, PackModel pack)
        {
            float slope = Slope_mV(pack);
            float charge = Charge_permille[cell] + Tilt[cell] * pack.WindowMove_permille;
            float innovation = Floats.Ratio(residual_mV, slope) - charge;
            float innovation_mV = innovation * slope;
            bool waits = Waits(cell, innovation_mV - Centre_mV, pack);
            float taken = waits ? 0f : innovation;
            float correction = _gain1 * taken;
            Charge_permille[cell] = charge + correction;
            Tilt[cell] += _gain2 * taken;
            innovation_mV -= Centre_mV;

            // A cell far from the median seems to jump where the table has another slope; it is the prediction that does.
            float jump_mV = innovation_mV - Innovation_mV[cell] + (slope - _slopeBefore_mV) * charge;
            jump_mV = Unbent_mV(jump_mV, slope * charge, pack.WindowMove_permille);
            Innovation_mV[cell] = innovation_mV;
            if (_counts)
            {
                // Over a sleep, or under a change of load, nothing need have jumped.
                jump_mV = _even && Jumping <= 1 && _clock_s > Settled_s ? jump_mV : 0f;
                jump_mV = OverTwoWindows_mV(cell, jump_mV);
                Sum(cell, correction, pack.Soc_permille);
                float last_mV = Jump_mV(cell);
                bool sure = Floats.Abs(jump_mV) > 2f * JumpError_mV && Floats.Abs(jump_mV) > Floats.Abs(last_mV);

                // What jumps back has not stayed: a disturbance, not a level.
                bool back = jump_mV * last_mV < -0.5f * last_mV * last_mV;
                float kept_mV = back ? 0f : sure ? jump_mV : last_mV * (waits ? 1f : 0.98f);
                _jumpHundredths[cell] = (short)Numbers.ToInt(kept_mV * 100f, short.MinValue, short.MaxValue);
                float kept = sure ? 0f : _takenHundredths[cell] + 100f * correction * slope;
                _takenHundredths[cell] = (short)Numbers.ToInt(kept, short.MinValue, short.MaxValue);
            }
        }
    }
}
