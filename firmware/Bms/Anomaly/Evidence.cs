namespace Bms.Anomaly
{
    /// <summary>
    /// How rare each statistic is in a healthy pack, on one scale for all of them: decades, the logarithm to base 10 of the hours that a
    /// healthy pack lives between two hours in which it shows as much. 3 is once in a thousand hours. The tails behind it are fitted by
    /// tools/Bms.Train (AnomalyTails). Keeps the largest since the last reset, for each statistic and for each cell.
    /// </summary>
    public sealed class Evidence
    {
        /// <summary>Statistics that may be kept; they are numbered by AnomalyFeature.</summary>
        public const int Features = 24;

        /// <summary>Decades of what is an alarm by itself and has no tail to be measured against: frames that lie, a burning probe.</summary>
        public const float Certain = 5f;

        private const float DecadesPerOctave = 0.30103f;

        /// <summary>Largest statistic since the last reset, in units of its limit, and its cell; by AnomalyFeature, 0 for any alarm.</summary>
        public readonly float[] Peak = new float[Features];
        public readonly int[] Place = new int[Features];

        /// <summary>Largest decades since the last reset of each cell, and by which feature.</summary>
        public readonly float[] CellDecades;
        public readonly byte[] CellFeature;

        /// <summary>Largest decades since the last reset.</summary>
        public float Highest;

        private readonly AnomalyTails _tails = new AnomalyTails();

        public Evidence(int cells)
        {
            CellDecades = new float[cells];
            CellFeature = new byte[cells];
        }

        /// <summary>Forgets the largest values; a reader does so after each look.</summary>
        public void Reset()
        {
            Highest = 0f;
            for (int i = 0; i < Features; i++)
            {
                Peak[i] = 0f;
            }

            for (int i = 0; i < CellDecades.Length; i++)
            {
                CellDecades[i] = 0f;
            }
        }

        /// <summary>Takes a statistic in units of its limit, of a cell, or of the pack or a probe (cell -1).</summary>
        public void Add(AnomalyFeature feature, float share, int cell)
        {
            int number = (int)feature;
            if (share > Peak[number])
            {
                Peak[number] = share;
                Place[number] = cell;
            }

            if (share > 0f)
            {
                float decades = Decades(feature, share);
                Highest = decades > Highest ? decades : Highest;
                if (cell >= 0 && decades > CellDecades[cell])
                {
                    CellDecades[cell] = decades;
                    CellFeature[cell] = (byte)number;
                }
            }
        }

        /// <summary>An alarm that no tail measures.</summary>
        public void AddCertain()
        {
            Peak[0] = 1f;
            Highest = Highest < Certain ? Certain : Highest;
        }

        /// <summary>
        /// Decades of a statistic: along the fitted generalised Pareto tail above its start, along a straight line below.
        /// </summary>
        public float Decades(AnomalyFeature feature, float share)
        {
            int number = (int)feature;
            float start = _tails.Start[number];
            float over = share - start;
            if (over <= 0f)
            {
                return _tails.StartDecades[number] * Floats.Unit(Floats.Ratio(share, start));
            }

            float shape = _tails.Shape[number];
            float stretched = 1f + Floats.Ratio(shape * over, _tails.Scale[number]);
            return _tails.StartDecades[number] + Floats.Ratio(DecadesPerOctave * Floats.Log2(stretched), shape);
        }
    }
}
