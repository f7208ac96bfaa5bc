using Bms.World.Cells;
using Bms.World.Numerics;

namespace Bms.World.Fitting;

/// <summary>How fast everything moves at one temperature in one interval; kept while neither changes.</summary>
internal sealed class Pace
{
    private const double Kelvin = 273.15;
    private const double Reference_C = 25.0;

    public Pace(Dynamics dynamics, double core_C, double duration_s)
    {
        (Core_C, Duration_s) = (core_C, duration_s);
        double activated = 1.0 / (core_C + Kelvin) - 1.0 / (Reference_C + Kelvin);
        for (int i = 0; i < Activation.Length; i++) Activation[i] = DeterministicMath.Exp(dynamics.Activation_K[i] * activated);
        for (int b = 0; b < Decay.Length; b++) Decay[b] = DeterministicMath.Exp(-duration_s / dynamics.Tau_s[b]);
        double diffusion_s = ParticleDiffusion.Time_s(dynamics.Particles, core_C);
        Fade1 = ParticleDiffusion.Decay(duration_s, diffusion_s * ParticleDiffusion.SlowTau);
        Fade2 = ParticleDiffusion.Decay(duration_s, diffusion_s * ParticleDiffusion.FastTau);
        Lead1_s = (1.0 - Fade1) * diffusion_s * ParticleDiffusion.SlowLead;
        Lead2_s = (1.0 - Fade2) * diffusion_s * ParticleDiffusion.FastLead;
    }

    public double Core_C { get; }

    public double Duration_s { get; }

    /// <summary>Factor of R0 and of each branch against 25 degC.</summary>
    public double[] Activation { get; } = new double[4];

    /// <summary>What is left of each branch after the interval.</summary>
    public double[] Decay { get; } = new double[3];

    /// <summary>
    /// What is left of the slow and of the fast state of diffusion, and what they gain for a change of SoC of one a second.
    /// </summary>
    public double Fade1 { get; }

    public double Fade2 { get; }

    public double Lead1_s { get; }

    public double Lead2_s { get; }
}
