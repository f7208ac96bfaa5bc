namespace Bms.Anomaly
{
    /// <summary>
    /// What dies away in each cell during the rest after a charge: its residual from 5 to 20 minutes after the end, less that from 60
    /// to 70 minutes. Plated lithium that dissolves again holds a cell up for about an hour (Campbell et al., J. Electrochem. Soc. 166,
    /// 2019, A5251); cells that are warmer or fuller relax differently too, but then most cells do, or they do it after each charge.
    /// </summary>
    public sealed partial class RelaxTrack
    {
        private const float Early_s = 300f;
        private const float EarlyEnd_s = 1200f;
        private const float Late_s = 4200f;
        private const float LateFrom_s = 3600f;

        /// <summary>Hours from the middle of the early part of a rest to the late one.</summary>
        public const float Between_h = 0.95f;

        private const float Rest_C = 0.02f;
        private const float Charge_C = 0.05f;
        private const float ShortestCharge_s = 600f;

        /// <summary>How many rests have been judged.</summary>
        public int Rests;

        /// <summary>True in the one window of a rest that is judged.</summary>
        public bool IsFresh;

        /// <summary>How far below the end of its rest before the cell that was visited last has ended this one, in mV.</summary>
        internal float Fallen_mV;

        private readonly short[] _earlyHundredths;
        private readonly short[] _pastHundredths;
        private readonly short[] _lateTenths;
        private float _charged_s;
        private float _rested_s;
        private int _earlyWindows;
        private float _common_mV;
        private float _sum;
        private float _worst;
        private int _count;
        private bool _gathers;
        private float _late;

        public RelaxTrack(int cells)
        {
            _earlyHundredths = new short[cells];
            _pastHundredths = new short[cells];
            _lateTenths = new short[cells];
        }

        /// <summary>Spread in mV of the other cells in the rest that was judged last.</summary>
        public float Common_mV
        {
            get { return _common_mV; }
        }

        /// <summary>Once a window: its mean current in C and its length in s; a sleep breaks a rest off.</summary>
        public void BeginWindow(float current_C, float length_s, bool slept)
        {
            if (IsFresh)
            {
                _common_mV = Floats.Others(_sum, _worst, _count);
                Rests = Rests < 1000 ? Rests + 1 : Rests;
            }

            bool rests = current_C < Rest_C && current_C > -Rest_C && !slept;
            _charged_s = current_C > Charge_C ? _charged_s + length_s : rests ? _charged_s : 0f;
            bool follows = rests && _charged_s > ShortestCharge_s;
            float before_s = _rested_s;
            _rested_s = follows ? _rested_s + length_s : 0f;
            _gathers = follows && before_s >= Early_s && before_s < EarlyEnd_s;
            _earlyWindows = _gathers ? _earlyWindows + 1 : follows ? _earlyWindows : 0;
            IsFresh = follows && before_s < Late_s && _rested_s >= Late_s && _earlyWindows >= 5;
            _charged_s = IsFresh ? 0f : _charged_s;
            float from_s = before_s > LateFrom_s ? before_s : LateFrom_s;
            float to_s = _rested_s < Late_s ? _rested_s : Late_s;
            _late = follows && to_s > from_s ? (to_s - from_s) / (Late_s - LateFrom_s) : 0f;
            if (IsFresh)
            {
                _sum = 0f;
                _worst = 0f;
                _count = 0;
            }
        }

        /// <summary>
        /// Takes a cell's mean residual in mV of the window, its charge's and resistance's share included; returns what is left of the hump
        /// in mV beyond the cell's own past, 0 in a window that is not judged.
        /// </summary>
        public float Visit(int cell, float residual_mV)
        {
            if (_gathers)
            {
                float kept_mV = _earlyWindows == 1 ? residual_mV : _earlyHundredths[cell] * 0.01f;
                _earlyHundredths[cell] = Scaled(100f * (kept_mV + Floats.Ratio(residual_mV - kept_mV, _earlyWindows)));
            }

            // The early mean gives way to the hump: a single late window may hold a frame that lies.
            if (_late > 0f)
            {
                _earlyHundredths[cell] = Scaled(_earlyHundredths[cell] - 100f * _late * residual_mV);
            }

            if (!IsFresh)
            {
                return 0f;
            }

            float hump_mV = _earlyHundredths[cell] * 0.01f;
            Fallen_mV = _lateTenths[cell] * 0.1f - residual_mV;
            _lateTenths[cell] = Scaled(residual_mV * 10f);
            float past_mV = _pastHundredths[cell] * 0.01f;
            float beyond_mV = hump_mV - past_mV;
            _pastHundredths[cell] = Scaled(100f * (past_mV + (Rests == 0 ? 1f : 0.2f) * beyond_mV));
            float size_mV = Floats.Abs(beyond_mV);
            _sum += size_mV;
            _worst = size_mV > _worst ? size_mV : _worst;
            _count++;
            return beyond_mV;
        }

        private static short Scaled(float value)
        {
            return (short)Numbers.ToInt(value, short.MinValue, short.MaxValue);
        }
    }
}
