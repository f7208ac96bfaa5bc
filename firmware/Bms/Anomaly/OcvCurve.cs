namespace Bms.Anomaly
{
    /// <summary>Open-circuit voltage and its slope over the state of charge, from a table of equal steps.</summary>
    public sealed class OcvCurve
    {
        /// <summary>Slope in mV per permille below which a voltage says nothing about charge.</summary>
        public const float Flattest_mV = 0.02f;

        /// <summary>Ratio of slopes that is a knee, and what a table in mV leaves open of a slope.</summary>
        private const float Bend = 3f;
        private const float Doubt_mV = 0.1f;

        /// <summary>What the branches of charge and discharge may differ by in mV.</summary>
        public const float Hysteresis_mV = 8f;

        private readonly int[] _ocv_mV;
        private readonly int _last;
        private readonly float _step_permille;

        public OcvCurve(int[] ocv_mV)
        {
            _ocv_mV = ocv_mV;
            _last = ocv_mV.Length - 1;
            _step_permille = Floats.Ratio(1000f, _last);
        }

        /// <summary>The table itself, in mV at equal steps of charge.</summary>
        public int[] Table_mV
        {
            get { return _ocv_mV; }
        }

        /// <summary>Lowest and highest voltage of the table in mV.</summary>
        public int Empty_mV
        {
            get { return _ocv_mV[0]; }
        }

        public int Full_mV
        {
            get { return _ocv_mV[_last]; }
        }

        /// <summary>Voltage in mV at a state of charge in permille; the end segments go on beyond the table.</summary>
        public float At_mV(float soc_permille)
        {
            int i = Segment(soc_permille);
            float share = Floats.Ratio(soc_permille - i * _step_permille, _step_permille);
            return _ocv_mV[i] + share * (_ocv_mV[i + 1] - _ocv_mV[i]);
        }

        /// <summary>
        /// Slope in mV per permille over five steps around a state of charge, at least Flattest_mV; at a knee, which bends within a step,
        /// that of the step itself: over five the flat part would have the steepness of what comes after it.
        /// </summary>
        public float Slope_mV(float soc_permille)
        {
            int i = Segment(soc_permille);
            int low = i < 2 ? 0 : i - 2;
            int high = i + 3 > _last ? _last : i + 3;
            float slope_mV = Floats.Ratio(_ocv_mV[high] - _ocv_mV[low], (high - low) * _step_permille);
            float own_mV = Floats.Ratio(_ocv_mV[i + 1] - _ocv_mV[i], _step_permille);
            bool bends = slope_mV > Bend * own_mV + Doubt_mV || own_mV > Bend * slope_mV + Doubt_mV;
            slope_mV = bends ? own_mV : slope_mV;
            return slope_mV > Flattest_mV ? slope_mV : Flattest_mV;
        }

        /// <summary>
        /// True where a cell that is fuller or emptier by so many permille is on another part of the curve, beyond what the least slope and
        /// hysteresis explain: how it differs from its neighbours then tells where each stands and nothing else.
        /// </summary>
        public bool IsKnee(float soc_permille, float within_permille)
        {
            float here_mV = At_mV(soc_permille);
            float expected_mV = Bend * LeastSlope_mV(soc_permille, within_permille) * within_permille + Hysteresis_mV;
            return At_mV(soc_permille + within_permille) - here_mV > expected_mV
                || here_mV - At_mV(soc_permille - within_permille) > expected_mV;
        }

        /// <summary>Smallest slope in mV per permille within so many permille of a state of charge: what an error of it may hide.</summary>
        public float LeastSlope_mV(float soc_permille, float within_permille)
        {
            float here_mV = Slope_mV(soc_permille);
            float below_mV = Slope_mV(soc_permille - within_permille);
            float above_mV = Slope_mV(soc_permille + within_permille);
            float least_mV = below_mV < above_mV ? below_mV : above_mV;
            return here_mV < least_mV ? here_mV : least_mV;
        }

        /// <summary>Largest slope in mV per permille within so many permille of a state of charge.</summary>
        public float MostSlope_mV(float soc_permille, float within_permille)
        {
            float beside_mV = Floats.Larger(Slope_mV(soc_permille - within_permille), Slope_mV(soc_permille + within_permille));
            return Floats.Larger(Slope_mV(soc_permille), beside_mV);
        }

        /// <summary>State of charge in permille, 0 to 1000, of a voltage in mV.</summary>
        public float Soc_permille(float ocv_mV)
        {
            int i = 0;
            while (i < _last - 1 && ocv_mV >= _ocv_mV[i + 1])
            {
                i++;
            }

            int rise_mV = _ocv_mV[i + 1] - _ocv_mV[i];
            float share = rise_mV > 0 ? (ocv_mV - _ocv_mV[i]) / rise_mV : 0f;
            return (i + Floats.Unit(share)) * _step_permille;
        }

        private int Segment(float soc_permille)
        {
            int i = Numbers.ToInt(Floats.Ratio(soc_permille, _step_permille) - 0.5f, 0, _last - 1);
            return i;
        }
    }
}
