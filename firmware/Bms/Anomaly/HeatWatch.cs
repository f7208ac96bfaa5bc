namespace Bms.Anomaly
{
    /// <summary>
    /// The temperature probes against each other and against their own past. A probe is believed to exist once it has shown a temperature
    /// that a pack can have: inputs without a probe show a constant code.
    /// </summary>
    public sealed partial class HeatWatch
    {
        /// <summary>Beyond this temperature in degC a cell feeds its own fire within minutes.</summary>
        public const float Runaway_degC = 80f;

        /// <summary>
        /// Warming in K/s that no load of a healthy pack causes: 6 K a minute. A cell at 10 C heats by some 3 K a minute, one that vents
        /// by 1 K/s and more.
        /// </summary>
        public const float Climb_K_per_s = 0.1f;

        /// <summary>Warmth in tenths of a degree beyond that rate from which it is no disturbance.</summary>
        public const int Climbed_ddegC = 80;

        // How much of it one frame may add.
        private const int OneStep_ddegC = 50;

        /// <summary>
        /// A step in K of one frame that no heat makes. Many buses write a constant for "no value" that reads as 127, 205 or 215 degC: it
        /// comes at once and stands still, where a place that burns goes on.
        /// </summary>
        private const float Code_K = 60f;

        // Frames without a possible value from which a probe counts as lost.
        private const int LostFrames = 30;

        /// <summary>
        /// Roundings by which a pack moves and takes every probe on it along: one that shows the same value then is stuck.
        /// </summary>
        private const float StuckRoundings = 8f;

        /// <summary>Rounding in tenths of a degree before any reading has changed.</summary>
        private const int Unknown_ddegC = 10;

        /// <summary>Deviation of a probe in K that its place explains.</summary>
        private const float Calm_K = 0.2f;

        /// <summary>Time constant in s of the deviation that is compared with that.</summary>
        private const float Mean_s = 1200f;

        public const int Coldest_ddegC = -450;
        public const int Hottest_ddegC = 4000;

        /// <summary>How far a probe stands from the median beyond its own offset in K, and the largest step of it in one frame.</summary>
        public readonly float[] Deviation_K;
        public readonly float[] Jump_K;

        /// <summary>Probe that is worst in its direction, and by which share of what is allowed; 0 when none is.</summary>
        public int WorstProbe;
        public float WorstShare;

        /// <summary>Largest deviation by what current and weather explain alone: how unusual it is, long before it is a danger.</summary>
        public float CalmShare;

        /// <summary>Probe beyond Runaway_degC, -1 for none; frames for which it has been so.</summary>
        public int HotProbe = -1;
        public int HotFrames;

        /// <summary>Probe that warms faster than any load explains, -1 for none.</summary>
        public int ClimbingProbe = -1;

        /// <summary>Probe that has gone silent or shows what no pack has, -1 for none.</summary>
        public int LostProbe = -1;

        /// <summary>Median of the probes in degC; meaningful when Fitted is not 0.</summary>
        public float Median_degC = 25f;
        public int Fitted;

        /// <summary>By how much in K the climbing probe, where there is one, has gone beyond what load explains.</summary>
        public float Climbed_K
        {
            get { return 0.1f * _climb_ddegC[ClimbingProbe]; }
        }

        /// <summary>By how much in K the median stands above its own last hours.</summary>
        public float RisesBy_K
        {
            get { return Median_degC - _slowMedian_degC; }
        }

        /// <summary>What probes are rounded to beyond tenths, in K.</summary>
        public float Coarse_K
        {
            get { return 0.1f * (_rounding_ddegC - 1); }
        }

        /// <summary>The probe, where only one is fitted: of more, the first.</summary>
        public int OnlyProbe
        {
            get
            {
                for (int i = 0; i < _last_ddegC.Length; i++)
                {
                    if (_last_ddegC[i] != short.MinValue && _lost[i] == 0)
                    {
                        return i;
                    }
                }

                return 0;
            }
        }

        private readonly float[] _offset_K;
        private readonly short[] _last_ddegC;
        private readonly short[] _stood_ddegC;
        private readonly byte[] _lost;
        private readonly short[] _climb_ddegC;
        private readonly short[] _calmThousandths;
        private readonly short[] _sorted_ddegC;
        private float _slowMedian_degC;
        private int _windows;

        // Smallest change that any probe has shown: what a reading is rounded to. Cars send whole degrees.
        private int _rounding_ddegC = Unknown_ddegC;

        public HeatWatch(int probes)
        {
            Deviation_K = new float[probes];
            Jump_K = new float[probes];
            _offset_K = new float[probes];
            _last_ddegC = new short[probes];
            _stood_ddegC = new short[probes];
            _lost = new byte[probes];
            _climb_ddegC = new short[probes];
            _calmThousandths = new short[probes];
            _sorted_ddegC = new short[probes];
            for (int i = 0; i < probes; i++)
            {
                _last_ddegC[i] = short.MinValue;
            }
        }

        /// <summary>Every frame, dt_s after the last: what is hot now, what climbs, what jumps, what is lost.</summary>
        public void Step(Signal temperature, float dt_s)
        {
            int hot = -1;
            bool stands = false;
            LostProbe = -1;
            ClimbingProbe = -1;
            int steady_ddegC = Numbers.ToInt(dt_s * (10f * Climb_K_per_s), 0, 30000);
            for (int i = 0; i < _last_ddegC.Length; i++)
            {
                int now_ddegC = temperature.Value[i];
                bool possible = temperature.Quality[i] == Quality.Good && now_ddegC > Coldest_ddegC && now_ddegC < Hottest_ddegC;
                bool exists = _last_ddegC[i] != short.MinValue;
                if (!possible || (!exists && now_ddegC > Runaway_degC * 10f))
                {
                    _lost[i] = exists && _lost[i] < LostFrames ? (byte)(_lost[i] + 1) : _lost[i];
                    LostProbe = _lost[i] >= LostFrames ? i : LostProbe;
                    continue;
                }

                _lost[i] = 0;
                float step_K = exists ? (now_ddegC - _last_ddegC[i]) * 0.1f : 0f;
                if (Floats.Abs(step_K) > Floats.Abs(Jump_K[i]))
                {
                    Jump_K[i] = step_K;
                }

                if (now_ddegC > Runaway_degC * 10f)
                {
                    hot = i;
                    stands = step_K == 0f && Jump_K[i] > Code_K;
                }

                if (exists)
                {
                    Climb(i, now_ddegC - _last_ddegC[i] - steady_ddegC);
                    LearnRounding(Numbers.Abs(now_ddegC - _last_ddegC[i]));
                }

                // Where the pack stood when the reading last changed; an input that never does has no probe.
                if (!exists || now_ddegC != _last_ddegC[i])
                {
                    _stood_ddegC[i] = exists ? (short)Numbers.ToInt(Median_degC * 10f, Coldest_ddegC, Hottest_ddegC) : short.MinValue;
                    _last_ddegC[i] = (short)now_ddegC;
                }
            }

            HotFrames = hot < 0 ? 0 : hot != HotProbe ? 1 : stands ? HotFrames : HotFrames + 1;
            HotProbe = hot;
        }

        private void LearnRounding(int change_ddegC)
        {
            _rounding_ddegC = change_ddegC != 0 && change_ddegC < _rounding_ddegC ? change_ddegC : _rounding_ddegC;
        }

        // Summed as in a CUSUM; one step counts only so far, because a probe jumps once and a fire goes on.
        private void Climb(int probe, int beyond_ddegC)
        {
            int climb_ddegC = _climb_ddegC[probe] + (beyond_ddegC < OneStep_ddegC ? beyond_ddegC : OneStep_ddegC);
            climb_ddegC = climb_ddegC < 0 ? 0 : climb_ddegC > 2 * Climbed_ddegC ? 2 * Climbed_ddegC : climb_ddegC;
            _climb_ddegC[probe] = (short)climb_ddegC;
            if (climb_ddegC >= Climbed_ddegC)
            {
                ClimbingProbe = probe;
            }
        }

        /// <summary>Once a window: each probe against the median, with its own offset learned over hours.</summary>
        public void CloseWindow(float heatLoad, float length_s)
        {
            float before_degC = Median_degC;
            FindMedian();
            if (Fitted == 0)
            {
                return;
            }

            _windows++;
            _slowMedian_degC = _windows == 1 ? Median_degC
                : _slowMedian_degC + Floats.Unit(length_s / 7200f) * (Median_degC - _slowMedian_degC);

            // Current heats a pack unevenly, and so does a change of the surroundings; probe and median are rounded now as they were when
            // the offset between them was learned.
            float explained_K = 6f * Floats.Unit(heatLoad) + 0.35f * Floats.Abs(Median_degC - _slowMedian_degC);
            float rounding_K = 0.1f * _rounding_ddegC;
            float steady_K = AnomalyLimits.Warm_K + rounding_K;
            WorstShare = 0f;
            CalmShare = 0f;
            for (int i = 0; i < _last_ddegC.Length && Fitted >= 2; i++)
            {
                if (_last_ddegC[i] != short.MinValue && _lost[i] == 0)
                {
                    Compare(i, before_degC, steady_K, steady_K + explained_K, length_s);
                    float calm = Floats.Ratio(Mean_K(i, length_s), Calm_K + rounding_K + explained_K);
                    CalmShare = calm > CalmShare ? calm : CalmShare;
                }
            }
        }

        // A probe that shows tenths tells hundredths by and by: what stays is averaged out of its noise.
        private float Mean_K(int probe, float length_s)
        {
            float meanThousandths = _calmThousandths[probe];
            meanThousandths += Floats.Unit(length_s / Mean_s) * (1000f * Deviation_K[probe] - meanThousandths);
            _calmThousandths[probe] = (short)Numbers.ToInt(meanThousandths, short.MinValue, short.MaxValue);
            return 0.001f * Floats.Abs(meanThousandths);
        }

        private void Compare(int probe, float before_degC, float steady_K, float allowed_K, float length_s)
        {
            float off_K = _last_ddegC[probe] * 0.1f - Median_degC;
            if (_windows <= 3)
            {
                _offset_K[probe] = off_K;
            }

            float deviation_K = off_K - _offset_K[probe];
            Deviation_K[probe] = deviation_K;
            float size_K = Floats.Abs(deviation_K);

            // A reading that stays while the pack goes is as far off as if it had jumped; what changed in this window did so after the
            // median of the one before.
            float stood_K = Floats.Abs(before_degC - 0.1f * _stood_ddegC[probe]);
            bool hasChanged = _stood_ddegC[probe] != short.MinValue;
            bool isStuck = hasChanged && stood_K > AnomalyLimits.Warm_K + 0.1f * StuckRoundings * _rounding_ddegC;
            Jump_K[probe] = isStuck ? deviation_K : Jump_K[probe];

            // A jump that stays is a probe; it needs no allowance for heat, which does not jump.
            bool jumped = Floats.Abs(Jump_K[probe]) > 0.6f * size_K && size_K > 2.2f;
            float share = Floats.Ratio(size_K, jumped ? steady_K : allowed_K);
            Jump_K[probe] *= size_K < 1.5f ? 0f : jumped ? 1f : 0.98f;
            if (share < 0.7f)
            {
                _offset_K[probe] += Floats.Unit(length_s / 28800f) * deviation_K;
            }

            if (share > WorstShare)
            {
                WorstShare = share;
                WorstProbe = probe;
            }
        }
    }
}
