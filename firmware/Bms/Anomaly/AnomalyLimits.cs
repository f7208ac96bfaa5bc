namespace Bms.Anomaly
{
    /// <summary>Where a healthy pack ends.</summary>
    public static class AnomalyLimits
    {
        public const float Reserve = 1f;
        public const float Drop_permille = 4f;
        public const float Rise_permille = 5f;
        /// <summary>Half as much again as the 5 mV that front ends promise over temperature (BQ76952 data sheet).</summary>
        public const float Step_mV = 7.5f;
        public const float Growth = 0.1f;
        public const float Dips = 2.5f;
        public const float Noise = 2.2f;
        public const float Tilt = 0.05f;
        public const float Warm_K = 2.5f;
        public const float Drift_permille = 22f;
    }
}
