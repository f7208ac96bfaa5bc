namespace Bms.Anomaly
{
    /// <summary>
    /// A cell's resistance beyond the pack's median, from steps of the mean current between two windows: quick, over the last minutes of
    /// driving, and slow, its own past. Means of a minute do not care that current and cells are sampled at different moments (steps
    /// between single frames do: recordings of cars give resistances of a third that way), and a comparison with its own past does not
    /// care for the busbar that one cell has and another has not.
    /// </summary>
    public sealed partial class ResistanceTrack
    {
        /// <summary>Share of the pack's resistance by which healthy cells differ (standard deviation: mixed batches, busbars).</summary>
        private const float Healthy = 0.1f;

        /// <summary>What is known of a cell before any step, as an inverse variance of shares.</summary>
        private const float Prior = 1f / (Healthy * Healthy);

        /// <summary>
        /// What both estimates remember, and what the past must rest on, in multiples of what halves a first guess of no difference: after
        /// 25 of them a cell's resistance is known to a fiftieth of the pack's. A small pack drives minutes for that, a car whose current
        /// is seldom a tenth of its capacity two days.
        /// </summary>
        private const float Quick = 80f * Prior;
        private const float Slow = 1500f * Prior;
        private const float Known = 25f * Prior;

        /// <summary>
        /// Windows with a step until the past counts: the pack's own resistance, in which all is counted, is being learned meanwhile.
        /// </summary>
        private const int KnownWindows = 12;

        /// <summary>
        /// Variance of the past in multiples of what its steps allow: a young one is that of one hour of a day, and places of a pack that
        /// differ by a Kelvin differ by 5 % in the cold.
        /// </summary>
        private const float OneHour = 7f;

        /// <summary>Share of the pack's resistance by which a cell may grow before the slow estimate stops to follow.</summary>
        private const float Follow = 0.06f;

        /// <summary>A growth is kept in steps of this share.</summary>
        private const float Unit = 0.0005f;

        /// <summary>Growth from which a cell stands out when the others are quiet.</summary>
        private const float Alone = 0.01f;

        /// <summary>
        /// Growth beyond its past that the last step alone shows of the cell that was visited last: what the mean over the last hour has
        /// yet to climb to, where a contact went at once.
        /// </summary>
        public float Late;

        private readonly float[] _quick;
        private readonly float[] _slow;
        private readonly short[] _growth;
        private float _information;
        private float _learned;
        private byte _windows;
        private float _weight;
        private float _keep;
        private float _step_mV;
        private float _share;
        private float _common;
        private float _centre;

        public ResistanceTrack(int cells)
        {
            _quick = new float[cells];
            _slow = new float[cells];
            _growth = new short[cells];
        }

        /// <summary>
        /// Begins a window; its mean current has moved by step_C, and residuals of healthy cells scatter by error_mV from one window to
        /// the next; each counts by its own error.
        /// </summary>
        public void BeginWindow(float step_C, float error_mV, float resistance_mV)
        {
            // Counted in drops of the pack's own resistance, because that of a cell follows it from cold to warm.
            _step_mV = Floats.Abs(step_C) > PackModel.SmallestStep_C ? step_C * resistance_mV : 0f;
            _weight = Floats.Ratio(1f, error_mV * error_mV);
            _share = _step_mV * _step_mV * _weight;
            _keep = Quick / (Quick + _share);
            _information = _information * _keep + _share;
            FindCommon();
            _windows = (byte)(IsFresh && _windows < KnownWindows ? _windows + 1 : _windows);
            _learned = _learned + _share > Slow ? Slow : _learned + _share;
        }

        // Cells that grow together have no bad contact: the cold, or a slave that samples late, does that.
        // What all but one have grown is the median's own movement, which one cell of four can pull along.
        private void FindCommon()
        {
            int others = _growth.Length - 1;
            if (others < 2)
            {
                return;
            }

            int all = 0;
            int highest = _growth[0];
            int lowest = highest;
            for (int i = 0; i < _growth.Length; i++)
            {
                int growth = _growth[i];
                all += growth;
                highest = growth > highest ? growth : highest;
                lowest = growth < lowest ? growth : lowest;
            }

            bool highestIsOdd = (long)(highest + lowest) * _growth.Length > 2L * all;
            int centre = (all - (highestIsOdd ? highest : lowest)) / others;
            int sum = 0;
            int worst = 0;
            for (int i = 0; i < _growth.Length; i++)
            {
                int size = Numbers.Abs(_growth[i] - centre);
                sum += size;
                worst = size > worst ? size : worst;
            }

            _centre = centre * Unit;
            _common = 1.25f * Unit * Floats.Ratio(sum - worst, others);
        }

        /// <summary>True when the past of the pack is known well enough to compare with.</summary>
        public bool IsLearned
        {
            get { return _learned > Known && _windows >= KnownWindows; }
        }

        /// <summary>True when the last window had a step of the current worth an estimate.</summary>
        public bool IsFresh
        {
            get { return _step_mV != 0f; }
        }

        /// <summary>
        /// Standard error of a growth: what the steps of late and those of the past allow, or what all cells show together, whichever is
        /// more.
        /// </summary>
        public float Sigma
        {
            get
            {
                float sigma = Floats.Sqrt(Floats.Ratio(1f, _information + Prior) + Floats.Ratio(OneHour, _learned + Prior));
                return sigma > _common ? sigma : _common;
            }
        }

        /// <summary>Standard error of a growth that the last step alone shows.</summary>
        public float LateSigma
        {
            get { return IsFresh ? Floats.Sqrt(Floats.Ratio(1f, _share)) : 1f; }
        }

        /// <summary>Takes the move in mV of a cell's residual from window to window; returns its extra resistance in mV per C.</summary>
        public float Visit(int cell, float move_mV, float resistance_mV)
        {
            float quick = _quick[cell] * _keep + move_mV * _step_mV * _weight;
            _quick[cell] = quick;
            float extra = quick / (_information + Prior);
            float growth = extra - _slow[cell] - _centre;
            Late = IsFresh ? Floats.Ratio(move_mV, _step_mV) - _slow[cell] - _centre : growth;
            if (!IsLearned)
            {
                _slow[cell] = extra;
            }
            else if (growth < Follow)
            {
                // What one cell alone does is followed slowly: a contact that wears would hide itself.
                float share = Floats.Ratio(_share, _learned + _share);
                share = growth > Alone + 1.5f * _common ? 0.2f * share : share;
                _slow[cell] += share * (extra - _slow[cell]);
            }

            _growth[cell] = (short)Numbers.ToInt((growth + _centre) / Unit, short.MinValue, short.MaxValue);
            return extra * resistance_mV;
        }

        /// <summary>How much a cell has grown beyond its own past, as a share of the pack's resistance.</summary>
        public float Growth(int cell)
        {
            return IsLearned ? _growth[cell] * Unit - _centre : 0f;
        }
    }
}
