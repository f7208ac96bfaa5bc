namespace Bms.Anomaly
{
    /// <summary>
    /// How often healthy packs show each statistic, by AnomalyFeature: see Evidence. Written by
    /// dotnet run -c Release --project tools/Bms.Train -- train; do not edit.
    /// </summary>
    /// <remarks>
    /// seed 1; 2703 healthy pack-hours of simulated fleets (no recording, no pack of the benchmark);
    /// SHA-256 of their statistics 4148170f47dc573cbebf7d8df605858a90b184b326c71179f5779612dc7cf661.
    /// ChargeLost: once in 10,000 h 1.59, once in 1,000,000 h 3.93 of its limit.
    /// ChargeGained: once in 10,000 h 1.41, once in 1,000,000 h 4.27 of its limit.
    /// Step: once in 10,000 h 0.82, once in 1,000,000 h 1.57 of its limit.
    /// ResistanceGrowth: once in 10,000 h 0.82, once in 1,000,000 h 1.47 of its limit.
    /// Dips: once in 10,000 h 1.4, once in 1,000,000 h 2.41 of its limit.
    /// Scatter: once in 10,000 h 1.38, once in 1,000,000 h 2.01 of its limit.
    /// CapacityMissing: once in 10,000 h 3.18, once in 1,000,000 h 6.9 of its limit.
    /// Collapse: once in 10,000 h 1.4, once in 1,000,000 h 2.41 of its limit.
    /// Warmth: once in 10,000 h 0.64, once in 1,000,000 h 0.88 of its limit.
    /// CountedAtRest: once in 10,000 h 0.48, once in 1,000,000 h 0.87 of its limit.
    /// DriftApart: once in 10,000 h 6.62, once in 1,000,000 h 51.33 of its limit.
    /// ChargeMiscounted: once in 10,000 h 1.21, once in 1,000,000 h 2.36 of its limit.
    /// HeatPerLoad: once in 10,000 h 1.73, once in 1,000,000 h 13.74 of its limit.
    /// Relaxation: once in 10,000 h 1.22, once in 1,000,000 h 6.2 of its limit.
    /// </remarks>
    public sealed class AnomalyTails
    {
        /// <summary>Where the tail begins, in thousandths of the statistic's limit.</summary>
        public readonly short[] Start_permille =
        {
            500, 324, 328, 307, 250, 500, 835, 717, 500, 500, 453, 500,
            500, 147, 500, 500, 500, 500, 500, 500, 908, 211, 506, 216,
        };

        /// <summary>Decades there, in thousandths.</summary>
        public readonly short[] StartDecades_permille =
        {
            1716, 1809, 1809, 1864, 1809, 1716, 1809, 1809, 1716, 1716, 1809, 1716,
            1716, 1809, 1716, 1716, 1716, 1716, 1716, 1716, 1809, 1809, 1809, 1809,
        };

        /// <summary>Scale of the generalised Pareto tail, in thousandths of the limit.</summary>
        public readonly short[] Scale_permille =
        {
            150, 169, 116, 81, 98, 150, 95, 372, 150, 150, 31, 150,
            150, 58, 150, 150, 150, 150, 150, 150, 293, 173, 54, 72,
        };

        /// <summary>Shape of it, in thousandths.</summary>
        public readonly short[] Shape_permille =
        {
            50, 147, 223, 96, 50, 50, 50, 104, 50, 50, 72, 50,
            50, 50, 50, 50, 50, 50, 50, 50, 452, 50, 500, 354,
        };
    }
}
