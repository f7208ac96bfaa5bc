using Bms.World.Numerics;

namespace Bms.World.Cells;

/// <summary>
/// Diffusion into a sphere, reduced to two states: how far the surface of the particles runs ahead of their mean. Under a constant flux the
/// surface leads by tau/15 times the rate of change of the mean, with tau = R^2/D; the slowest mode has 2/(3 x 20.19) of tau as its share
/// and decays with tau/20.19, where 20.19 is the square of the first root of tan x = x (Carslaw and Jaeger, Conduction of Heat in Solids,
/// 9.3). The rest is drawn together into one faster state.
/// </summary>
internal static class ParticleDiffusion
{
    public const double SlowTau = 1.0 / 20.19;
    public const double SlowLead = 2.0 / (3.0 * 20.19);
    public const double FastTau = 1.0 / 90.0;
    public const double FastLead = 1.0 / 15.0 - SlowLead;

    private const double Kelvin = 273.15;
    private const double Reference_C = 25.0;

    /// <summary>Diffusion time at a temperature, in s.</summary>
    public static double Time_s(ParticleSpec particles, double temperature_C) =>
        particles.Diffusion_s
            * DeterministicMath.Exp(particles.Activation_K * (1.0 / (temperature_C + Kelvin) - 1.0 / (Reference_C + Kelvin)));

    /// <summary>What is left of a lead after a step.</summary>
    public static double Decay(double step_s, double tau_s) => tau_s > 0.0 ? DeterministicMath.Exp(-step_s / tau_s) : 0.0;
}
