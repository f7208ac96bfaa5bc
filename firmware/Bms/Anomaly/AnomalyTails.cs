namespace Bms.Anomaly
{
    /// <summary>
    /// How often healthy packs show each statistic, by AnomalyFeature: see Evidence. Written by
    /// dotnet run -c Release --project tools/Bms.Train -- train; do not edit.
    /// </summary>
    /// <remarks>
    /// seed 1; 5624 healthy pack-hours of simulated fleets (no recording, no pack of the benchmark);
    /// SHA-256 of their statistics 7bb249028b4e571df5cb9f7fce7f504ac1adffc56acacaf6ef626a214929a261.
    /// ChargeLost: once in 10,000 h 2.4, once in 1,000,000 h 7.68 of its limit.
    /// ChargeGained: once in 10,000 h 1.09, once in 1,000,000 h 2.65 of its limit.
    /// Step: once in 10,000 h 0.83, once in 1,000,000 h 1.48 of its limit.
    /// ResistanceGrowth: once in 10,000 h 0.95, once in 1,000,000 h 1.76 of its limit.
    /// Dips: once in 10,000 h 1.33, once in 1,000,000 h 2.32 of its limit.
    /// Scatter: once in 10,000 h 1.42, once in 1,000,000 h 2.08 of its limit.
    /// CapacityMissing: once in 10,000 h 2.93, once in 1,000,000 h 9.28 of its limit.
    /// Collapse: once in 10,000 h 0.23, once in 1,000,000 h 0.35 of its limit.
    /// Warmth: once in 10,000 h 0.63, once in 1,000,000 h 0.83 of its limit.
    /// CountedAtRest: once in 10,000 h 0.42, once in 1,000,000 h 0.73 of its limit.
    /// DriftApart: once in 10,000 h 3.44, once in 1,000,000 h 7.21 of its limit.
    /// ChargeMiscounted: once in 10,000 h 1.04, once in 1,000,000 h 2 of its limit.
    /// HeatPerLoad: once in 10,000 h 1.38, once in 1,000,000 h 9.89 of its limit.
    /// Relaxation: once in 10,000 h 1.23, once in 1,000,000 h 5.56 of its limit.
    /// </remarks>
    public sealed class AnomalyTails
    {
        /// <summary>Where the tail begins, in thousandths of the statistic's limit.</summary>
        public readonly short[] Start_permille =
        {
            500, 374, 322, 279, 262, 500, 846, 701, 176, 500, 456, 500,
            500, 150, 500, 500, 500, 500, 500, 500, 886, 211, 512, 216,
        };

        /// <summary>Decades there, in thousandths.</summary>
        public readonly short[] StartDecades_permille =
        {
            1875, 1806, 1806, 1836, 1806, 1875, 1806, 1806, 2750, 1875, 1806, 1875,
            1875, 1806, 1875, 1875, 1875, 1875, 1875, 1875, 1806, 1806, 1806, 1806,
        };

        /// <summary>Scale of the generalised Pareto tail, in thousandths of the limit.</summary>
        public readonly short[] Scale_permille =
        {
            150, 219, 97, 98, 120, 150, 99, 228, 19, 150, 30, 150,
            150, 47, 150, 150, 150, 150, 150, 150, 388, 144, 38, 80,
        };

        /// <summary>Shape of it, in thousandths.</summary>
        public readonly short[] Shape_permille =
        {
            50, 219, 166, 50, 50, 50, 50, 238, 50, 50, 50, 50,
            50, 50, 50, 50, 50, 50, 50, 50, 100, 50, 500, 323,
        };
    }
}
