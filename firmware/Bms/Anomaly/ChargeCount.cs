namespace Bms.Anomaly
{
    /// <summary>
    /// Counted charge against the state of charge that the voltages of two rests show. The ratio of both is the pack's capacity over its
    /// rated one; it moves by per cents a year. When it moves from one day to the next, the current is not measured as before.
    /// </summary>
    public sealed partial class ChargeCount
    {
        private const float Rest_C = 0.02f;
        private const float Settled_s = 1800f;

        /// <summary>After so long in s nothing relaxes any more that is worth a per cent of charge.</summary>
        private const float LongRest_s = 6f * 3600f;

        /// <summary>Charge between two rests in permille below which they say nothing.</summary>
        private const float Least_permille = 200f;

        /// <summary>Error in permille of a difference of two rested states of charge: 5 mV of relaxation on an NMC curve, twice.</summary>
        private const float Error_permille = 10f;

        /// <summary>A sum of pairs from which the past stands still.</summary>
        private const float Doubted = 2f;

        /// <summary>Charge counted too much, as a share beyond the pack's own past; and in units of its error.</summary>
        public float Beyond;
        public float Sureness;

        /// <summary>
        /// What pair after pair has counted too much, or too little, in units of the error of a pair: a scale that is wrong by less than
        /// one pair can tell.
        /// </summary>
        public float Gathered
        {
            get { return Floats.Abs(_gathered); }
        }

        /// <summary>True in the window in which a pair of rests has been judged.</summary>
        public bool IsFresh;

        /// <summary>Charge in permille that the present rest has lost beyond the count since its voltage had settled.</summary>
        public float LostAtRest_permille
        {
            get { return _settledSoc_permille - (_restSoc_permille - _counted_permille); }
        }

        /// <summary>For how long in hours, 0 while nothing rests, has settled or tells.</summary>
        public float LostAtRest_h
        {
            get { return _rested_s > 2f * LongRest_s ? (_rested_s - LongRest_s) / 3600f : 0f; }
        }

        private float _counted_permille;
        private float _rested_s;
        private float _restSoc_permille;
        private float _settledSoc_permille;
        private float _anchorSoc_permille;
        private bool _anchored;
        private float _products;
        private float _squares;
        private float _usual_permille = 3f * Error_permille;
        private int _judged;
        private float _gathered;

        /// <summary>Once a window, after the pack's state of charge has been corrected.</summary>
        public void CloseWindow(PackModel pack, bool slept)
        {
            IsFresh = false;
            float current_C = pack.WindowCurrent_C;
            _counted_permille += current_C * pack.WindowLength_s / 3.6f;
            if (Floats.Abs(current_C) < Rest_C)
            {
                _rested_s += pack.WindowLength_s;
                _restSoc_permille = pack.Ocv.Soc_permille(pack.WindowMedian_mV - pack.Resistance_mV * current_C);
                if (_rested_s < LongRest_s || pack.Ocv.LeastSlope_mV(_restSoc_permille, 40f) < 0.3f)
                {
                    _settledSoc_permille = _restSoc_permille - _counted_permille;
                    _rested_s = _rested_s < LongRest_s ? _rested_s : LongRest_s;
                }

                return;
            }

            bool tells = pack.Ocv.LeastSlope_mV(_restSoc_permille, 40f) > 0.3f;
            if (_rested_s >= Settled_s && tells && !slept)
            {
                Judge();
                _anchorSoc_permille = _restSoc_permille;
                _anchored = true;
                _counted_permille = current_C * pack.WindowLength_s / 3.6f;
            }

            _rested_s = 0f;
        }

        private void Judge()
        {
            float size = Floats.Abs(_counted_permille);
            if (!_anchored || size < Least_permille)
            {
                return;
            }

            float seen_permille = _restSoc_permille - _anchorSoc_permille;
            float expected_permille = _counted_permille * Floats.Ratio(_products, _squares);
            if (_squares > 2f * Least_permille * Least_permille)
            {
                float off_permille = Floats.Abs(expected_permille) - Floats.Abs(seen_permille);
                Beyond = Floats.Ratio(off_permille, Floats.Abs(expected_permille));
                Sureness = Floats.Ratio(off_permille, _usual_permille > Error_permille ? _usual_permille : Error_permille);
                IsFresh = true;
                _gathered = Floats.Gathered(_gathered, Sureness);

                // A curve that is only nearly right errs by per cents from pair to pair: that is learned before anything is said.
                float size_permille = Floats.Abs(off_permille);
                size_permille = size_permille > 3f * _usual_permille ? 3f * _usual_permille : size_permille;
                _judged = _judged < 1000 ? _judged + 1 : _judged;
                _usual_permille += (_judged < 4 ? 0.4f : 0.15f) * (1.25f * size_permille - _usual_permille);
            }

            // What goes on in one direction must not become the past before it has been told.
            if (!IsFresh || (Floats.Abs(Sureness) < 2f && Gathered < Doubted))
            {
                _products = 0.8f * _products + seen_permille * _counted_permille;
                _squares = 0.8f * _squares + size * size;
            }
        }
    }
}
