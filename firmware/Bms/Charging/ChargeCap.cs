namespace Bms.Charging
{
    /// <summary>
    /// How much of its charge current a pack gets that is not as it was: the least of what severity, resistance and temperature gradient
    /// allow. It only ever lowers, and never to nothing: to stop is the protections' business, and a charge that asks for a tenth of the
    /// capacity is still watched for whether it arrives. How it rises again is <see cref="CurrentLimits"/>' business.
    /// </summary>
    public sealed class ChargeCap
    {
        /// <summary>Under a warning, and under an alarm that calls for action, in permille of the charge current.</summary>
        public const int Warned_permille = 500;
        public const int Severe_permille = 200;

        private const int Warning = 2;
        private const int Severe = 3;

        // Heat is the current's square times resistance: the current's share is one over the root of the growth.
        private readonly int[] _growth_permille = { 100, 200, 400, 1000, 2000, 5000 };
        private readonly int[] _growthCap_permille = { 1000, 913, 845, 707, 577, 408 };

        // Cells that charge 10 K apart age at rates a factor of two apart (Arrhenius, 50 kJ/mol); a healthy small pack stays within 3 K.
        private readonly int[] _gradient_ddegC = { 50, 150 };
        private readonly int[] _gradientCap_permille = { 1000, 300 };

        /// <summary>Writes the cap and what it comes from to <paramref name="state"/>; once a second, before the limits.</summary>
        public void Step(PackSample sample, PackState state)
        {
            state.ChargeCap_permille = 1000;
            state.ChargeCapBy = CapReason.None;
            int severity = state.AnomalyHarm;
            Lower(state, severity >= Severe ? Severe_permille : severity == Warning ? Warned_permille : 1000, CapReason.Severity);
            Lower(state, CurrentLimits.Interpolate(_growth_permille, _growthCap_permille, state.ResistanceGrowth_permille),
                CapReason.Resistance);
            Lower(state, CurrentLimits.Interpolate(_gradient_ddegC, _gradientCap_permille, Gradient_ddegC(sample)), CapReason.Gradient);
        }

        private static void Lower(PackState state, int cap_permille, CapReason reason)
        {
            if (cap_permille < state.ChargeCap_permille)
            {
                state.ChargeCap_permille = cap_permille;
                state.ChargeCapBy = reason;
            }
        }

        // A probe that is lost says nothing here; the limits see to that.
        private static int Gradient_ddegC(PackSample sample)
        {
            Signal probes = sample.Temperature_ddegC;
            int lowest_ddegC = int.MaxValue;
            int highest_ddegC = int.MinValue;
            for (int i = 0; i < probes.Count; i++)
            {
                if (probes.IsFresh(i, sample.Uptime_ms, PackSample.ProbeHold_ms))
                {
                    int here_ddegC = probes.Value[i];
                    lowest_ddegC = here_ddegC < lowest_ddegC ? here_ddegC : lowest_ddegC;
                    highest_ddegC = here_ddegC > highest_ddegC ? here_ddegC : highest_ddegC;
                }
            }

            return highest_ddegC > lowest_ddegC ? highest_ddegC - lowest_ddegC : 0;
        }
    }
}
