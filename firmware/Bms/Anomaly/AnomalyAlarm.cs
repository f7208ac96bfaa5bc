namespace Bms.Anomaly
{
    /// <summary>One alarm with what made it and what speaks against it.</summary>
    public sealed class AnomalyAlarm
    {
        /// <summary>A note (a spread, a glitch), a warning, or an alarm that calls for action now.</summary>
        public const int Note = 1;
        public const int Warning = 2;
        public const int Severe = 3;

        /// <summary>Bits of <see cref="Against"/>: what a sceptic would say.</summary>
        public const int SumContradicts = 1;
        public const int OnceOnly = 2;
        public const int NoWarmth = 4;
        public const int ShortHistory = 8;
        public const int OtherCellsToo = 16;
        public const int LoadWasOn = 32;
        public const int SensorToo = 64;

        public AnomalyType Type;

        /// <summary>Cell or probe from 0, -1 for the whole pack.</summary>
        public int Cell;

        public int Severity;
        public long Raised_ms;

        /// <summary>Number of the alarm since the start, from 1.</summary>
        public int Number;

        /// <summary>The statistic in units of its limit, in permille: 1000 is the limit.</summary>
        public int Score_permille;

        /// <summary>Which feature made it, its value and the end of its healthy range, in the feature's unit (AnomalyFeature).</summary>
        public AnomalyFeature Feature;
        public float Value;
        public float Healthy;

        /// <summary>Estimated quantity with the ends of its 95 % interval, in the unit that the type has: mA, mV, %, K, A.</summary>
        public float Estimate;
        public float Low;
        public float High;

        /// <summary>Then: the cell's mV, the current in mA, the warmest probe's deviation in K, the state of charge in permille.</summary>
        public int Cell_mV;
        public int Current_mA;
        public float Warmest_K;
        public int Soc_permille;

        public int Against;

        /// <summary>Further features of the same place, most conspicuous first (None = no more), as Feature, Value and Healthy.</summary>
        public readonly AnomalyFeature[] MoreFeature = new AnomalyFeature[2];
        public readonly float[] MoreValue = new float[2];
        public readonly float[] MoreHealthy = new float[2];

        /// <summary>Hours of healthy packs for one false alarm at the limit behind it.</summary>
        public int FalseAlarm_h;

        /// <summary>By how much in mV the cell would have to rise for the alarm to clear, after an hour; 0 = not known.</summary>
        public float Clears_mV;

        /// <summary>True when Estimate, Low and High say something.</summary>
        public bool HasEstimate
        {
            get { return Low != 0f || High != 0f; }
        }

        /// <summary>
        /// Lower end of a feature's healthy range; <paramref name="healthy"/> is the end that an alarm compares with. Features that have a
        /// sign are healthy to both sides.
        /// </summary>
        public static float HealthyLow(AnomalyFeature feature, float healthy)
        {
            bool signed = feature == AnomalyFeature.Step || feature == AnomalyFeature.Collapse || feature == AnomalyFeature.Warmth
                || feature == AnomalyFeature.CountedAtRest || feature == AnomalyFeature.CapacityMissing
                || feature == AnomalyFeature.Current || feature == AnomalyFeature.SumShift
                || feature == AnomalyFeature.ResistanceGrowth;
            return healthy < 0f ? healthy : signed ? -healthy : 0f;
        }

        /// <summary>Upper end of the same range.</summary>
        public static float HealthyHigh(float healthy)
        {
            return Floats.Abs(healthy);
        }
    }
}
