namespace Bms.Anomaly
{
    /// <summary>
    /// How often healthy packs show each statistic, by Evidence.TailOf: see Evidence. Written by
    /// dotnet run -c Release --project tools/Bms.Train -- train; do not edit.
    /// </summary>
    /// <remarks>
    /// seed 1; 5745 healthy pack-hours of simulated fleets (no recording, no pack of the benchmark);
    /// SHA-256 of their statistics 2bf6d193fae1f755f661e87cefa5b25d8ae9b80211190a4869693e084303cc69;
    /// 0 false alarms in them. p: Anderson-Darling test of the tail, by bootstrap.
    /// ChargeLost: limit reached once in 435889 h (extrapolated); once in 10,000 h 0.63 of it; 90 peaks, p 0.65.
    /// ChargeGained: limit reached once in more than 100 lives; once in 10,000 h 0.59 of it; 90 peaks, p 0.13.
    /// Step: limit reached once in 404668 h (extrapolated); once in 10,000 h 0.5 of it; 89 peaks, p 0.00.
    /// ResistanceGrowth: limit reached once in 6177 h (extrapolated); once in 10,000 h 1.1 of it; 86 peaks, p 0.19.
    /// Dips: limit reached once in 1654 h; once in 10,000 h 1.33 of it; hardly ever seen.
    /// Scatter: limit reached once in more than 100 lives; once in 10,000 h 0.27 of it; 78 peaks, p 0.00.
    /// CapacityMissing: limit reached once in 96480 h (extrapolated); once in 10,000 h 0.66 of it; 90 peaks, p 0.05.
    /// Collapse: limit reached once in 1654 h; once in 10,000 h 1.33 of it; hardly ever seen.
    /// Warmth: limit reached once in more than 100 lives; once in 10,000 h 0.4 of it; 87 peaks, p 0.18.
    /// CountedAtRest: limit reached once in more than 100 lives; once in 10,000 h 0.34 of it; 88 peaks, p 0.02.
    /// DriftApart: limit reached once in 40332 h (extrapolated); once in 10,000 h 0.76 of it; 86 peaks, p 0.15.
    /// ChargeMiscounted: limit reached once in 1142 h; once in 10,000 h 1.35 of it; 90 peaks, p 0.03.
    /// CoolingTime: limit reached once in 85741 h (extrapolated); once in 10,000 h 0.51 of it; 37 peaks, p 0.15.
    /// Relaxation: limit reached once in 146068 h (extrapolated); once in 10,000 h 0.53 of it; 90 peaks, p 0.58.
    /// PackResistance: limit reached once in 1143 h; once in 10,000 h 1.58 of it; 90 peaks, p 0.82.
    /// recorded: car1 c412c7a6ac816e5e, 19 h, 0 alarms, 3 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: car3 778570ca8323dc1c, 142 h, 0 alarms, 18 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: leaf_0_3c 768f164d2bf59393, 3 h, 0 alarms, 1 stretches of 8 h rarer than once in 1,000 h.
    /// recorded: leaf_1_0c e02f0ccf325f3ddc, 1 h, 0 alarms, 1 stretches of 8 h rarer than once in 1,000 h.
    /// </remarks>
    public sealed class AnomalyTails
    {
        /// <summary>Where the tail begins, in thousandths of the statistic's limit.</summary>
        public readonly short[] Start_permille =
        {
            500, 242, 235, 278, 322, 500, 217, 248, 500, 142, 148, 296,
            589, 36, 112, 320,
        };

        /// <summary>Decades there, in thousandths.</summary>
        public readonly short[] StartDecades_permille =
        {
            1880, 1805, 1805, 1805, 1805, 1880, 1805, 1805, 1880, 1805, 1805, 1805,
            1805, 2191, 1805, 1805,
        };

        /// <summary>Scale of the generalised Pareto tail, in thousandths of the limit.</summary>
        public readonly short[] Scale_permille =
        {
            150, 68, 61, 21, 106, 150, 7, 52, 150, 35, 33, 51,
            132, 68, 46, 219,
        };

        /// <summary>Shape of it, in thousandths.</summary>
        public readonly short[] Shape_permille =
        {
            50, 50, 50, 260, 139, 50, 161, 168, 50, 136, 50, 213,
            50, 230, 207, 50,
        };

        /// <summary>Healthy hours for one false alarm by a statistic's limit, at 95 % confidence (0: no alarm is made by it).</summary>
        public readonly short[] FalseAlarm_h =
        {
            0, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917,
            1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917, 1917,
            1917, 1917,
        };
    }
}
