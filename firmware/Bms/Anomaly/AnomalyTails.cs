namespace Bms.Anomaly
{
    /// <summary>
    /// How often healthy packs show each statistic, by AnomalyFeature: see Evidence. Written by
    /// dotnet run -c Release --project tools/Bms.Train -- train; do not edit.
    /// </summary>
    /// <remarks>
    /// seed 1; 1352 healthy pack-hours of simulated fleets (no recording, no pack of the benchmark);
    /// SHA-256 of their statistics 1105b65ebcd99d963a37855272dbfc1583cb6a92bd50dfccbbf0493cfd2fe671.
    /// ChargeLost: once in 10,000 h 2.91, once in 1,000,000 h 5.77 of its limit.
    /// ChargeGained: once in 10,000 h 1.32, once in 1,000,000 h 2.65 of its limit.
    /// Step: once in 10,000 h 1.86, once in 1,000,000 h 4 of its limit.
    /// ResistanceGrowth: once in 10,000 h 0.87, once in 1,000,000 h 1.57 of its limit.
    /// Dips: once in 10,000 h 1.47, once in 1,000,000 h 2.5 of its limit.
    /// Scatter: once in 10,000 h 0.93, once in 1,000,000 h 1.28 of its limit.
    /// CapacityMissing: once in 10,000 h 3.16, once in 1,000,000 h 17.93 of its limit.
    /// Collapse: once in 10,000 h 1.47, once in 1,000,000 h 2.5 of its limit.
    /// Warmth: once in 10,000 h 0.69, once in 1,000,000 h 0.96 of its limit.
    /// CountedAtRest: once in 10,000 h 0.27, once in 1,000,000 h 0.54 of its limit.
    /// DriftApart: once in 10,000 h 3.96, once in 1,000,000 h 15.36 of its limit.
    /// ChargeMiscounted: once in 10,000 h 1.74, once in 1,000,000 h 3.28 of its limit.
    /// HeatPerLoad: once in 10,000 h 2.42, once in 1,000,000 h 19.91 of its limit.
    /// Relaxation: once in 10,000 h 2.33, once in 1,000,000 h 22.23 of its limit.
    /// </remarks>
    public sealed class AnomalyTails
    {
        /// <summary>Where the tail begins, in units of the statistic's limit.</summary>
        public readonly float[] Start =
        {
            0.5f, 0.44394f, 0.39248f, 0.28108f, 0.27533f, 0.5f, 0.63443f, 0.70841f,
            0.5f, 0.5f, 0.44973f, 0.5f, 0.5f, 0.14156f, 0.5f, 0.5f,
            0.5f, 0.5f, 0.5f, 0.5f, 0.8758f, 0.40724f, 0.62901f, 0.29637f,
        };

        /// <summary>Decades there.</summary>
        public readonly float[] StartDecades =
        {
            1.56549f, 1.80876f, 1.80876f, 1.80876f, 1.80876f, 1.56549f, 1.80876f, 1.80876f,
            1.56549f, 1.56549f, 1.80876f, 1.56549f, 1.56549f, 1.80876f, 1.56549f, 1.56549f,
            1.56549f, 1.56549f, 1.56549f, 1.56549f, 1.80876f, 1.80876f, 1.80876f, 1.80876f,
        };

        /// <summary>Scale of the generalised Pareto tail.</summary>
        public readonly float[] Scale =
        {
            0.15f, 0.4294f, 0.14443f, 0.25279f, 0.10435f, 0.15f, 0.05221f, 0.1524f,
            0.15f, 0.15f, 0.04152f, 0.15f, 0.15f, 0.01711f, 0.15f, 0.15f,
            0.15f, 0.15f, 0.15f, 0.15f, 0.26735f, 0.23141f, 0.07797f, 0.08869f,
        };

        /// <summary>Shape of it.</summary>
        public readonly float[] Shape =
        {
            0.05f, 0.05f, 0.09299f, 0.08206f, 0.05f, 0.05f, 0.05f, 0.39623f,
            0.05f, 0.05f, 0.05f, 0.05f, 0.05f, 0.16095f, 0.05f, 0.05f,
            0.05f, 0.05f, 0.05f, 0.05f, 0.29268f, 0.05f, 0.5f, 0.5f,
        };
    }
}
