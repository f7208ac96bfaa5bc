namespace Bms.Anomaly
{
    /// <summary>
    /// Where a healthy pack ends by data sheets and physics. A trained tail (AnomalyTails) says how rare a statistic is; below these limits
    /// even a rare one is not worth an alarm.
    /// </summary>
    public static class AnomalyLimits
    {
        public const float Drop_permille = 4f;
        public const float Rise_permille = 5f;

        /// <summary>
        /// More within two minutes than the 5 mV that front ends promise over all temperatures and years (BQ76952 data sheet).
        /// </summary>
        public const float Step_mV = 6f;

        /// <summary>
        /// Share by which a cell's resistance may leave its own past and its neighbours': 3 K of a change between places at 2.5 % a K.
        /// </summary>
        public const float Growth = 0.08f;
        public const float Dips = 2.5f;
        public const float Noise = 1.8f;
        public const float Tilt = 0.05f;
        public const float Warm_K = 2.5f;
        public const float Drift_permille = 22f;

        /// <summary>Multiples of its healthy movement by which a cell has drifted apart within days: note, and warning.</summary>
        public const float DriftApart = 2f;
        public const float DriftApartFar = 5f;

        /// <summary>Hump of a cell's voltage after a charge in mV that differences of temperature explain.</summary>
        public const float Hump_mV = 4f;

        /// <summary>Share by which the counted charge may stray from the pack's own past: shunt 1 %, amplifier 1 %, a cold day.</summary>
        public const float Miscount = 0.08f;

        /// <summary>Time to cool in multiples of the pack's own past: wind and a place in the sun give up to half as much again.</summary>
        public const float CoolingTime = 1.6f;
    }
}
