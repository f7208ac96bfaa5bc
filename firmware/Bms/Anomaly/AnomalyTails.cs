namespace Bms.Anomaly
{
    /// <summary>
    /// How often healthy packs show each statistic, by AnomalyFeature: see Evidence. Written by
    /// dotnet run -c Release --project tools/Bms.Train -- train; do not edit.
    /// </summary>
    /// <remarks>
    /// seed 1; 5745 healthy pack-hours of simulated fleets (no recording, no pack of the benchmark);
    /// SHA-256 of their statistics 6a482b41ac3d1437941464ab2d147d26934a84fd4eeb09b62dbdc2975da42b70;
    /// 2 false alarms in them. p: Anderson-Darling test of the tail, by bootstrap.
    /// ChargeLost: limit reached once in 211571 h (extrapolated); once in 10,000 h 0.68 of it; 90 peaks, p 0.44.
    /// ChargeGained: limit reached once in 219348 h (extrapolated); once in 10,000 h 0.69 of it; 88 peaks, p 0.33.
    /// Step: limit reached once in 10165 h (extrapolated); once in 10,000 h 0.99 of it; 88 peaks, p 0.03.
    /// ResistanceGrowth: limit reached once in 7628 h (extrapolated); once in 10,000 h 1.05 of it; 90 peaks, p 0.54.
    /// Dips: limit reached once in 1654 h; once in 10,000 h 1.33 of it; hardly ever seen.
    /// Scatter: limit reached once in more than 100 lives; once in 10,000 h 0.27 of it; 80 peaks, p 0.00.
    /// CapacityMissing: limit reached once in 92942 h (extrapolated); once in 10,000 h 0.67 of it; 90 peaks, p 0.06.
    /// Collapse: limit reached once in 1654 h; once in 10,000 h 1.33 of it; hardly ever seen.
    /// Warmth: limit reached once in 92138 h (extrapolated); once in 10,000 h 0.67 of it; 90 peaks, p 0.14.
    /// CountedAtRest: limit reached once in more than 100 lives; once in 10,000 h 0.36 of it; 90 peaks, p 0.05.
    /// DriftApart: limit reached once in 80835 h (extrapolated); once in 10,000 h 0.7 of it; 90 peaks, p 0.57.
    /// ChargeMiscounted: limit reached once in 1142 h; once in 10,000 h 1.35 of it; 90 peaks, p 0.03.
    /// CoolingTime: limit reached once in 19794 h (extrapolated); once in 10,000 h 0.85 of it; 60 peaks, p 0.58.
    /// Relaxation: limit reached once in 146068 h (extrapolated); once in 10,000 h 0.53 of it; 90 peaks, p 0.58.
    /// recorded: car1 c412c7a6ac816e5e, 19 h, 0 alarms, 3 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: car3 778570ca8323dc1c, 142 h, 0 alarms, 14 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: leaf_0_3c 768f164d2bf59393, 3 h, 0 alarms, 1 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: leaf_1_0c e02f0ccf325f3ddc, 1 h, 0 alarms, 1 stretches of 8 h rarer than once in 1,000 h.
    /// </remarks>
    public sealed class AnomalyTails
    {
        /// <summary>Where the tail begins, in thousandths of the statistic's limit.</summary>
        public readonly short[] Start_permille =
        {
            500, 239, 265, 280, 321, 500, 219, 248, 500, 500, 300, 500,
            500, 151, 500, 500, 500, 500, 500, 500, 295, 589, 60, 112,
        };

        /// <summary>Decades there, in thousandths.</summary>
        public readonly short[] StartDecades_permille =
        {
            1880, 1805, 1805, 1805, 1805, 1880, 1805, 1805, 1880, 1880, 1805, 1880,
            1880, 1805, 1880, 1880, 1880, 1880, 1880, 1880, 1805, 1805, 1974, 1805,
        };

        /// <summary>Scale of the generalised Pareto tail, in thousandths of the limit.</summary>
        public readonly short[] Scale_permille =
        {
            150, 76, 73, 31, 100, 150, 5, 52, 150, 150, 42, 150,
            150, 36, 150, 150, 150, 150, 150, 150, 50, 132, 128, 46,
        };

        /// <summary>Shape of it, in thousandths.</summary>
        public readonly short[] Shape_permille =
        {
            50, 50, 50, 500, 139, 50, 235, 169, 50, 50, 203, 50,
            50, 50, 50, 50, 50, 50, 50, 50, 171, 50, 114, 207,
        };

        /// <summary>Healthy hours for one false alarm by a statistic's limit, at 95 % confidence (0: no alarm is made by it).</summary>
        public readonly short[] FalseAlarm_h =
        {
            0, 1917, 1917, 912, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917,
            1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917,
        };
    }
}
