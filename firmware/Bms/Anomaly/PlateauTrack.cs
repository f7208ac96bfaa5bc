namespace Bms.Anomaly
{
    /// <summary>
    /// Cells at rest on the plateau of their curve, in mV against their own past: there healthy neighbours stay within some millivolts
    /// whatever their charge, so what moves is a channel, or a cell that has lost so much that it is about to leave the plateau.
    /// </summary>
    public sealed partial class PlateauTrack
    {
        /// <summary>What a healthy cell's residual does between two places of a plateau in mV, when the others do nothing.</summary>
        private const float Healthy_mV = 6f;

        /// <summary>
        /// Charge in permille by which a healthy cell may come nearer to its neighbours or go away from them between two places: a capacity
        /// that is a tenth off over 400 permille, as that of a new cell in a used pack is.
        /// </summary>
        private const float Strays_permille = 40f;

        /// <summary>Charge in permille by which a cell may differ from the median and still be at the same place of the plateau.</summary>
        public const float Apart_permille = 30f;

        /// <summary>Hours on the plateau over which a cell's usual residual is gathered, and after which it is known.</summary>
        private const float Usual_h = 12f;
        private const float Known_h = 1f;

        /// <summary>Part by which the present residual follows a window.</summary>
        private const float Now = 0.2f;

        /// <summary>Movement in mV from its usual residual that a cell may show.</summary>
        public float Limit_mV = Healthy_mV;

        private readonly short[] _usualHundredths;
        private readonly short[] _nowHundredths;
        private float _hours;
        private float _share;
        private float _sum_mV;
        private float _worst_mV;
        private int _count;
        private bool _tells;

        public PlateauTrack(int cells)
        {
            _usualHundredths = new short[cells];
            _nowHundredths = new short[cells];
        }

        /// <summary>Movement in mV of a cell from its usual residual.</summary>
        public float Shift_mV(int cell)
        {
            return (_nowHundredths[cell] - _usualHundredths[cell]) * 0.01f;
        }

        /// <summary>
        /// Once a window of so many hours; it tells when the pack rests on the plateau, where the curve has so many mV per permille.
        /// </summary>
        public void BeginWindow(bool tells, float slope_mV, float length_h)
        {
            _tells = tells;
            if (!tells)
            {
                return;
            }

            Limit_mV = Healthy_mV + Strays_permille * slope_mV + 3f * Floats.Others(_sum_mV, _worst_mV, _count);
            _sum_mV = _worst_mV = 0f;
            _count = 0;
            _share = _hours > 0f ? Floats.Ratio(length_h, _hours + length_h) : 1f;
            _hours = _hours < Usual_h ? _hours + length_h : _hours;
        }

        /// <summary>Takes a cell's mean residual in mV; returns its movement in units of what is healthy, 0 when not known.</summary>
        public float Visit(int cell, float residual_mV)
        {
            if (!_tells)
            {
                return 0f;
            }

            float usual_mV = _usualHundredths[cell] * 0.01f;
            float now_mV = _nowHundredths[cell] * 0.01f;
            now_mV = _share >= 1f ? residual_mV : now_mV + Now * (residual_mV - now_mV);
            float shift_mV = now_mV - usual_mV;
            float size_mV = Floats.Abs(shift_mV);
            bool known = _hours > Known_h;
            if (!known || size_mV < 0.7f * Limit_mV)
            {
                usual_mV += _share * (now_mV - usual_mV);
            }

            _usualHundredths[cell] = Hundredths(usual_mV);
            _nowHundredths[cell] = Hundredths(now_mV);
            _sum_mV += size_mV;
            _worst_mV = size_mV > _worst_mV ? size_mV : _worst_mV;
            _count++;
            return known ? Floats.Ratio(size_mV, Limit_mV) : 0f;
        }

        private static short Hundredths(float value_mV)
        {
            return (short)Numbers.ToInt(value_mV * 100f, short.MinValue, short.MaxValue);
        }
    }
}
