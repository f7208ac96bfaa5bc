namespace Bms.Anomaly
{
    /// <summary>
    /// How often healthy packs show each statistic, by AnomalyFeature: see Evidence. Written by
    /// dotnet run -c Release --project tools/Bms.Train -- train; do not edit.
    /// </summary>
    /// <remarks>
    /// seed 1; 5624 healthy pack-hours of simulated fleets (no recording, no pack of the benchmark);
    /// SHA-256 of their statistics ca5e1c9f41efd17aeb2effc0635f56cce93387cf6fdc32c971c73efa8d470206;
    /// 12 false alarms in them. p: Anderson-Darling test of the tail, by bootstrap.
    /// ChargeLost: limit reached once in 19332 h (extrapolated); once in 10,000 h 0.84 of it; 88 peaks, p 0.74.
    /// ChargeGained: limit reached once in more than 100 lives; once in 10,000 h 0.63 of it; 88 peaks, p 0.17.
    /// Step: limit reached once in 35775 h (extrapolated); once in 10,000 h 0.8 of it; 88 peaks, p 0.82.
    /// ResistanceGrowth: limit reached once in 57654 h (extrapolated); once in 10,000 h 0.8 of it; 87 peaks, p 0.06.
    /// Dips: limit reached once in 1637 h; once in 10,000 h 1.33 of it; hardly ever seen.
    /// Scatter: limit reached once in more than 100 lives; once in 10,000 h 0.26 of it; 70 peaks, p 0.00.
    /// CapacityMissing: limit reached once in more than 100 lives; once in 10,000 h 0.56 of it; 88 peaks, p 0.59.
    /// Collapse: limit reached once in 1637 h; once in 10,000 h 1.33 of it; hardly ever seen.
    /// Warmth: limit reached once in more than 100 lives; once in 10,000 h 0.37 of it; 87 peaks, p 0.10.
    /// CountedAtRest: limit reached once in more than 100 lives; once in 10,000 h 0.41 of it; 88 peaks, p 0.00.
    /// DriftApart: limit reached once in more than 100 lives; once in 10,000 h 0.48 of it; 88 peaks, p 0.04.
    /// ChargeMiscounted: limit reached once in 6204 h (extrapolated); once in 10,000 h 1.09 of it; 88 peaks, p 0.14.
    /// CoolingTime: limit reached once in 66300 h (extrapolated); once in 10,000 h 0.7 of it; 59 peaks, p 0.35.
    /// Relaxation: limit reached once in 6917 h (extrapolated); once in 10,000 h 1.12 of it; 87 peaks, p 0.17.
    /// recorded: car1 c412c7a6ac816e5e, 19 h, 0 alarms, 2 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: car3 778570ca8323dc1c, 144 h, 0 alarms, 7 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: leaf_0_3c 768f164d2bf59393, 3 h, 0 alarms, 1 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: leaf_1_0c e02f0ccf325f3ddc, 1 h, 0 alarms, 1 stretches of 8 h rarer than once in 1,000 h.
    /// </remarks>
    public sealed class AnomalyTails
    {
        /// <summary>Where the tail begins, in thousandths of the statistic's limit.</summary>
        public readonly short[] Start_permille =
        {
            500, 261, 285, 290, 344, 500, 219, 258, 500, 500, 274, 500,
            500, 153, 500, 500, 500, 500, 500, 500, 274, 208, 66, 206,
        };

        /// <summary>Decades there, in thousandths.</summary>
        public readonly short[] StartDecades_permille =
        {
            1875, 1806, 1806, 1806, 1806, 1875, 1806, 1806, 1875, 1875, 1806, 1875,
            1875, 1806, 1875, 1875, 1875, 1875, 1875, 1875, 1806, 1806, 1972, 1806,
        };

        /// <summary>Scale of the generalised Pareto tail, in thousandths of the limit.</summary>
        public readonly short[] Scale_permille =
        {
            150, 52, 61, 68, 76, 150, 6, 52, 150, 150, 17, 150,
            150, 44, 150, 150, 150, 150, 150, 150, 35, 154, 120, 83,
        };

        /// <summary>Shape of it, in thousandths.</summary>
        public readonly short[] Shape_permille =
        {
            50, 280, 50, 145, 68, 50, 147, 50, 50, 50, 50, 50,
            50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 276,
        };

        /// <summary>Healthy hours for one false alarm by a statistic's limit, at 95 % confidence (0: no alarm is made by it).</summary>
        public readonly short[] FalseAlarm_h =
        {
            0, 331, 893, 1877, 1877, 1877, 1877, 1877, 1877, 1877, 1877, 1877,
            1877, 1877, 1877, 1877, 1877, 1877, 1877, 1877, 1877, 1877, 1877, 1877,
        };
    }
}
