namespace Bms.Anomaly
{
    /// <summary>
    /// How often healthy packs show each statistic, by AnomalyFeature: see Evidence. Written by
    /// dotnet run -c Release --project tools/Bms.Train -- train; do not edit.
    /// </summary>
    /// <remarks>
    /// seed 1; 5624 healthy pack-hours of simulated fleets (no recording, no pack of the benchmark);
    /// SHA-256 of their statistics 82f6dde295c086e84fa3c9199d0b6248a9114974ca3a31c371f4ed36abdfeff7;
    /// 22 false alarms in them. p: Anderson-Darling test of the tail, by bootstrap.
    /// ChargeLost: limit reached once in 587 h; once in 10,000 h 2.4 of it; 88 peaks, p 0.19.
    /// ChargeGained: limit reached once in 6557 h (extrapolated); once in 10,000 h 1.09 of it; 88 peaks, p 0.71.
    /// Step: limit reached once in 45783 h (extrapolated); once in 10,000 h 0.82 of it; 87 peaks, p 0.49.
    /// ResistanceGrowth: limit reached once in 248 h; once in 10,000 h 1.92 of it; 88 peaks, p 0.12.
    /// Dips: limit reached once in 1637 h; once in 10,000 h 1.33 of it; hardly ever seen.
    /// Scatter: limit reached once in more than 100 lives; once in 10,000 h 0.79 of it; 84 peaks, p 0.15.
    /// CapacityMissing: limit reached once in 200 h; once in 10,000 h 2.93 of it; 88 peaks, p 0.23.
    /// Collapse: limit reached once in 1637 h; once in 10,000 h 1.33 of it; hardly ever seen.
    /// Warmth: limit reached once in more than 100 lives; once in 10,000 h 0.63 of it; 85 peaks, p 0.04.
    /// CountedAtRest: limit reached once in more than 100 lives; once in 10,000 h 0.42 of it; 85 peaks, p 0.04.
    /// DriftApart: limit reached once in 85 h; once in 10,000 h 3.44 of it; 88 peaks, p 0.25.
    /// ChargeMiscounted: limit reached once in 8075 h (extrapolated); once in 10,000 h 1.04 of it; 86 peaks, p 0.06.
    /// HeatPerLoad: limit reached once in 1245 h; once in 10,000 h 2.17 of it; 87 peaks, p 0.04.
    /// Relaxation: limit reached once in 5311 h; once in 10,000 h 1.23 of it; 86 peaks, p 0.25.
    /// recorded: car1 c412c7a6ac816e5e, 19 h, 0 alarms, 3 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: car3 778570ca8323dc1c, 144 h, 0 alarms, 19 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: leaf_0_3c 768f164d2bf59393, 3 h, 0 alarms, 1 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: leaf_1_0c e02f0ccf325f3ddc, 1 h, 0 alarms, 1 stretches of 8 h rarer than once in 1,000 h.
    /// </remarks>
    public sealed class AnomalyTails
    {
        /// <summary>Where the tail begins, in thousandths of the statistic's limit.</summary>
        public readonly short[] Start_permille =
        {
            500, 374, 322, 313, 701, 500, 679, 701, 500, 500, 456, 500,
            500, 150, 500, 500, 500, 500, 500, 500, 886, 211, 507, 216,
        };

        /// <summary>Decades there, in thousandths.</summary>
        public readonly short[] StartDecades_permille =
        {
            1875, 1806, 1806, 1806, 1806, 1875, 1806, 1806, 1875, 1875, 1806, 1875,
            1875, 1806, 1875, 1875, 1875, 1875, 1875, 1875, 1806, 1806, 1806, 1806,
        };

        /// <summary>Scale of the generalised Pareto tail, in thousandths of the limit.</summary>
        public readonly short[] Scale_permille =
        {
            150, 219, 97, 88, 213, 150, 19, 228, 150, 150, 30, 150,
            150, 47, 150, 150, 150, 150, 150, 150, 388, 144, 72, 80,
        };

        /// <summary>Shape of it, in thousandths.</summary>
        public readonly short[] Shape_permille =
        {
            50, 219, 166, 50, 50, 50, 58, 238, 50, 50, 50, 50,
            50, 50, 50, 50, 50, 50, 50, 50, 100, 50, 500, 323,
        };

        /// <summary>Healthy hours for one false alarm by a statistic's limit, at 95 % confidence (0: no alarm is made by it).</summary>
        public readonly short[] FalseAlarm_h =
        {
            0, 614, 1877, 1877, 474, 1877, 1877, 1877, 1877, 614, 1877, 1877,
            1877, 1877, 1877, 1877, 1877, 1877, 1877, 1877, 1877, 1877, 474, 893,
        };
    }
}
