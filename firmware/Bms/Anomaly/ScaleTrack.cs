namespace Bms.Anomaly
{
    /// <summary>
    /// The resistance of the whole pack, from steps of the current between frames, against its own past at the same temperature. A current
    /// that is read too large by a share makes it smaller by that share, in all cells at once, while no probe moves: no healthy pack
    /// does that, because contacts and age only add. What depends on the temperature doubles with every 10 K down, as the transfer of
    /// charge does with 50 kJ/mol (Jow et al., J. Electrochem. Soc. 165, 2018, A361); how much that is of a pack is learned with the rest.
    /// </summary>
    public sealed partial class ScaleTrack
    {
        /// <summary>Step in C from one frame to the next that is worth looking at, and the sum of their squares for one estimate.</summary>
        internal const float Least_C = 0.05f;
        private const float Enough = 6f;

        /// <summary>Time in s from frame to frame in which a step is over before diffusion has added as much again.</summary>
        private const float Slowest_s = 20f;

        /// <summary>
        /// Share of the resistance at 25 degC that the cold multiplies, before it is known, and how much of that share may be wrong.
        /// </summary>
        private const float ColdShare = 0.15f;
        private const float ColdError = 0.5f;

        /// <summary>
        /// Least error of an estimate: a share by state of charge and by what the current did before; and 0.6 K between probes and the
        /// inside of the cells, as a share of the part that the cold multiplies.
        /// </summary>
        private const float Error = 0.01f;
        private const float Inside = 0.042f;

        /// <summary>ln 2 / 10 K, over 256.</summary>
        private const float PerKelvin = 0.000270761f;

        /// <summary>Part by which the error that this pack shows is learned.</summary>
        private const float ErrorGain = 0.15f;

        /// <summary>Slow change of a pack from one estimate to the next, as a share of its resistance.</summary>
        private const float Ageing = 0.001f;

        /// <summary>Estimates before the past is an average, and steps in a row that show that the frames come otherwise.</summary>
        private const int Learned = 5;
        private const int Others = 20;

        /// <summary>Part of a growth that is taken: cold places and age explain one, and nothing healthy a falling resistance.</summary>
        private const float Explained = 0.5f;

        /// <summary>What estimate after estimate has shown, in units of the error of one; positive: the current seems too large.</summary>
        public float Gathered;

        /// <summary>True after an estimate, until it has been judged.</summary>
        public bool IsFresh;

        private float _products;
        private float _squares;
        private float _warmth;
        private float _row_s;
        private float _fixed_mV;
        private float _cold_mV;
        private float _fixedVariance;
        private float _coldVariance;
        private float _covariance;
        private float _usual = Error;
        private byte _estimates;
        private byte _others;

        /// <summary>A frame dt_s after the last, with the temperature of the pack.</summary>
        public void Step(PackModel pack, float dt_s, float temperature_degC)
        {
            float step_C = pack.Change_C;
            if (Floats.Abs(step_C) < Least_C || dt_s > Slowest_s || !Fits(dt_s))
            {
                return;
            }

            float square = step_C * step_C;
            _products += step_C * (pack.Median_mV - pack.PreviousMedian_mV);
            _warmth += square * temperature_degC;
            _squares += square;
            if (_squares > Enough)
            {
                Estimate(_products / _squares, Cold(_warmth / _squares));
                Empty();
            }
        }

        // Frames further apart see more of what follows a step by and by: a past of other frames is none.
        private bool Fits(float dt_s)
        {
            if (dt_s < 1.5f * _row_s && _row_s < 1.5f * dt_s)
            {
                _others = 0;
                return true;
            }

            _others++;
            if (_others > Others)
            {
                _row_s = dt_s;
                _others = 0;
                _estimates = 0;
                Gathered = 0f;
                Empty();
            }

            return false;
        }

        // Twice as much with each 10 K below 25 degC: the exponential as (1 + v / 256) to the 256th power.
        private static float Cold(float temperature_degC)
        {
            float times = 1f + (25f - temperature_degC) * PerKelvin;
            for (int i = 0; i < 8; i++)
            {
                times *= times;
            }

            return times;
        }

        private void Empty()
        {
            _products = _squares = _warmth = 0f;
        }

        // A Kalman filter of two states, the fixed part of the resistance and the one that the cold multiplies.
        private void Estimate(float seen_mV, float cold)
        {
            if (_estimates == 0)
            {
                Begin(seen_mV, cold);
            }

            float ofFixed = _fixedVariance + cold * _covariance;
            float ofCold = _covariance + cold * _coldVariance;
            float error_mV = _usual * seen_mV;
            float inside_mV = Inside * cold * _cold_mV;
            float variance = ofFixed + cold * ofCold + error_mV * error_mV + inside_mV * inside_mV;
            float off_mV = seen_mV - _fixed_mV - cold * _cold_mV;
            if (_estimates < Learned)
            {
                _estimates++;
            }
            else
            {
                IsFresh = true;
                float sure = Floats.Ratio(-off_mV, Floats.Sqrt(variance));
                Gathered = Floats.Gathered(Gathered, off_mV > 0f ? Explained * sure : sure);
            }

            LearnError(Floats.Abs(Floats.Ratio(off_mV, seen_mV)));
            float gain = Floats.Ratio(off_mV, variance);
            _fixed_mV += gain * ofFixed;
            _cold_mV += gain * ofCold;
            float aged_mV = Ageing * seen_mV;
            _fixedVariance += aged_mV * aged_mV - Floats.Ratio(ofFixed * ofFixed, variance);
            _covariance -= Floats.Ratio(ofFixed * ofCold, variance);
            _coldVariance -= Floats.Ratio(ofCold * ofCold, variance);
        }

        // Packs differ in how much their resistance depends on charge and on what went before.
        private void LearnError(float off)
        {
            float most = 3f * _usual;
            _usual += ErrorGain * ((off < most ? off : most) - _usual);
            _usual = _usual < Error ? Error : _usual;
        }

        private void Begin(float seen_mV, float cold)
        {
            _cold_mV = Floats.Ratio(ColdShare * seen_mV, 1f - ColdShare + ColdShare * cold);
            _fixed_mV = seen_mV - cold * _cold_mV;
            float coldError_mV = ColdError * _cold_mV;
            _coldVariance = coldError_mV * coldError_mV;
            _covariance = -cold * _coldVariance;
            float error_mV = _usual * seen_mV;
            _fixedVariance = error_mV * error_mV - cold * _covariance;
        }
    }
}
