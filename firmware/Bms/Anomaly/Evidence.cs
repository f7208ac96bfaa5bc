namespace Bms.Anomaly
{
    /// <summary>
    /// How rare each statistic is in a healthy pack, on one scale for all of them: decades, the logarithm to base 10 of the hours that a
    /// healthy pack lives between two hours in which it shows as much. 3 is once in a thousand hours. The tails behind it are fitted by
    /// tools/Bms.Train (AnomalyTails). Keeps the largest since the last reset, for each statistic and for each cell. Packs differ in what
    /// is usual: cells of mixed batches, slaves that sample late, a probe beside a cooler. So a statistic counts in units of what this pack
    /// has shown in its hours so far, once that is more than Quiet.
    /// </summary>
    public sealed partial class Evidence
    {
        /// <summary>Statistics that may be kept; they are numbered by AnomalyFeature.</summary>
        public const int Features = 26;

        /// <summary>Decades of an alarm that has no tail to be measured against: frames that lie, a burning probe.</summary>
        public const float Certain = 5f;

        /// <summary>Share of its limit up to which every pack may show a statistic each hour.</summary>
        private const float Quiet = 0.2f;

        /// <summary>Parts by which the usual level follows an hour that is higher, and one that is lower.</summary>
        private const float Up = 0.2f;
        private const float Down = 0.05f;

        /// <summary>Rank of an alarm: more than the statistics of a healthy pack of the training fleet add up to.</summary>
        private const float AlarmRank = 20f;

        /// <summary>Decades that some statistic of a healthy pack shows in any hour.</summary>
        private const float Ordinary = 1f;

        private const float DecadesPerOctave = 0.30103f;

        /// <summary>Largest statistic since the last reset, in thousandths of its limit; by AnomalyFeature, 0 for any alarm.</summary>
        public readonly short[] Peak_permille = new short[Features];

        /// <summary>Largest decades since the last reset of each cell, and by which feature.</summary>
        public readonly short[] CellDecades_permille;
        public readonly byte[] CellFeature;

        /// <summary>Largest decades since the last reset.</summary>
        public float Highest;

        private readonly AnomalyTails _tails = new AnomalyTails();
        private readonly short[] _usual_permille = new short[Features];
        private readonly byte[] _hourHundredths = new byte[Features];
        private float _hour_h;

        public Evidence(int cells)
        {
            CellDecades_permille = new short[cells];
            CellFeature = new byte[cells];

            // Noise that stays as it is shows this much in every pack, from its first hour on.
            _usual_permille[(int)AnomalyFeature.Scatter] = (short)(1000f / AnomalyLimits.Noise);
        }

        /// <summary>Forgets the largest values; a reader does so after each look.</summary>
        public void Reset()
        {
            Highest = 0f;
            for (int i = 0; i < Features; i++)
            {
                Peak_permille[i] = 0;
            }

            for (int i = 0; i < CellDecades_permille.Length; i++)
            {
                CellDecades_permille[i] = 0;
            }
        }

        /// <summary>Time goes on; once an hour what is usual follows what the hour has shown, and a sudden rise only by and by.</summary>
        public void Pass(float elapsed_h)
        {
            _hour_h += elapsed_h;
            if (_hour_h < 1f)
            {
                return;
            }

            _hour_h = 0f;
            for (int i = 0; i < Features; i++)
            {
                float usual = _usual_permille[i];
                float most = 2f * usual + 1000f * Quiet;
                float now = 10f * _hourHundredths[i];
                now = now < most ? now : most;
                usual += (now > usual ? Up : Down) * (now - usual);
                _usual_permille[i] = (short)Numbers.ToInt(usual, 0, short.MaxValue);
                _hourHundredths[i] = 0;
            }
        }

        /// <summary>Takes a statistic in units of its limit, of a cell, or of the pack or a probe (cell -1).</summary>
        public void Add(AnomalyFeature feature, float share, int cell)
        {
            int number = (int)feature;
            int hundredths = Numbers.ToInt(share * 100f, 0, byte.MaxValue);
            if (hundredths > _hourHundredths[number])
            {
                _hourHundredths[number] = (byte)hundredths;
            }

            float usual = _usual_permille[number] * 0.001f;
            share = usual > Quiet ? Floats.Ratio(share * Quiet, usual) : share;
            int share_permille = Numbers.ToInt(share * 1000f, 0, short.MaxValue);
            if (share_permille > Peak_permille[number])
            {
                Peak_permille[number] = (short)share_permille;
            }

            if (share_permille > 0)
            {
                float decades = Decades(feature, share);
                Highest = decades > Highest ? decades : Highest;
                int decades_permille = Numbers.ToInt(decades * 1000f, 0, short.MaxValue);
                if (cell >= 0 && decades_permille > CellDecades_permille[cell])
                {
                    CellDecades_permille[cell] = (short)decades_permille;
                    CellFeature[cell] = (byte)number;
                }
            }
        }

        /// <summary>An alarm that no tail measures.</summary>
        public void AddCertain()
        {
            Peak_permille[0] = 1000;
            Highest = Highest < Certain ? Certain : Highest;
        }

        /// <summary>
        /// How unusual the time since the last reset was: what all statistics say together, their decades added as Fisher adds what several
        /// tests have found, but only as far as each is rarer than once in ten hours: of so many statistics one shows that in any hour, and
        /// would drown a fault that shows in a single one (Zaykin et al., Genet. Epidemiol. 22, 2002, 170, on truncated products). An alarm
        /// stands above them. It ranks packs and hours, no alarm comes of it.
        /// </summary>
        public float Rank()
        {
            float sum = Peak_permille[0] > 0 ? AlarmRank : 0f;
            for (int i = 1; i < Features; i++)
            {
                float rare = Decades((AnomalyFeature)i, Peak_permille[i] * 0.001f) - Ordinary;
                sum += Floats.Positive(rare);
            }

            return sum;
        }

        /// <summary>Healthy hours for one false alarm by a statistic's limit, 0 where the training says nothing of it.</summary>
        public int FalseAlarm_h(AnomalyFeature feature)
        {
            return (int)feature < Features ? _tails.FalseAlarm_h[(int)feature] : 0;
        }

        /// <summary>
        /// Place of a feature's tail in AnomalyTails, 0 for those that are alarms by themselves: places stand in the order of the numbers.
        /// </summary>
        public static int TailOf(AnomalyFeature feature)
        {
            int number = (int)feature;
            if (number <= (int)AnomalyFeature.Collapse)
            {
                return number;
            }

            return number >= (int)AnomalyFeature.DriftApart && number <= (int)AnomalyFeature.Relaxation ? number - 9
                : feature == AnomalyFeature.Warmth ? 9
                : feature == AnomalyFeature.CountedAtRest ? 10
                : feature == AnomalyFeature.PackResistance ? 15 : 0;
        }

        /// <summary>
        /// Decades of a statistic: along the fitted generalised Pareto tail above its start, along a straight line below.
        /// </summary>
        public float Decades(AnomalyFeature feature, float share)
        {
            int number = TailOf(feature);
            float start = _tails.Start_permille[number] * 0.001f;
            float over = share - start;
            float startDecades = _tails.StartDecades_permille[number] * 0.001f;
            if (over <= 0f)
            {
                return startDecades * Floats.Unit(Floats.Ratio(share, start));
            }

            float shape = _tails.Shape_permille[number] * 0.001f;
            float stretched = 1f + Floats.Ratio(shape * over, _tails.Scale_permille[number] * 0.001f);
            return startDecades + Floats.Ratio(DecadesPerOctave * Floats.Log2(stretched), shape);
        }
    }
}
