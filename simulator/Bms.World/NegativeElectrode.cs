using Bms.World.Numerics;

namespace Bms.World;

/// <summary>
/// Potential of a cell's graphite against lithium while it charges: below 0 V metallic lithium is deposited on it instead of going in
/// (plating). One spherical particle stands for all: the state of charge at its surface leads the mean by two modes of diffusion, and
/// the charge passes the surface by Butler-Volmer kinetics with a symmetric transfer. The electrolyte's own drop is left out, so the
/// truth is some millivolts lower: whoever draws a line must keep a distance from 0 V.
/// <code>
/// potential = U(x_surface) - 2 R T / F asinh(I / (2 i0 A)),  i0 = m(T) sqrt(c_e c_s (c_max - c_s))
/// </code>
/// Values: LG M50, Chen et al. 2020, J. Electrochem. Soc. 167, 080534 (doi 10.1149/1945-7111/ab9050), for a cell of 5 Ah.
/// </summary>
public sealed class NegativeElectrode
{
    private const double Faraday_C = 96485.33, Gas_J = 8.314462, Kelvin = 273.15, Reference_C = 25.0;
    private const double Empty = 0.0279, Full = 0.9014;
    private const double Site_mol = 33133.0, Electrolyte_mol = 1000.0, Rate = 6.48e-7, Activation_J = 35_000.0;
    private const double Radius_m = 5.86e-6, Diffusion_m2_per_s = 3.3e-14;

    // Electrode of 85.2 um on 0.1027 m2, 75 % of it particles: 3 share / radius of surface for each volume.
    private const double Surface_m2 = 3.0 * 0.75 / Radius_m * 85.2e-6 * 0.1027;

    // Squares of the first two roots of tan z = z. The first mode has its own weight 2 / z^2, the second stands for the rest of 1/5.
    private const double Slow = 20.19, Fast = 59.68, SlowWeight = 2.0 / Slow, FastWeight = 0.2 - SlowWeight;

    private double _slow, _fast;

    /// <summary>Lead of the state of charge at the surface over the mean, as a fraction of the sites.</summary>
    public double Lead => _slow + _fast;

    /// <summary>Lets a current flow for a time and returns the potential at its end in V.</summary>
    /// <param name="current_A">Current of a cell of 5 Ah, positive = charge.</param>
    /// <param name="soc">Its state of charge at the end.</param>
    /// <param name="core_C">Temperature of its core.</param>
    /// <param name="duration_s">How long.</param>
    public double Step(double current_A, double soc, double core_C, double duration_s)
    {
        double unit = current_A / Surface_m2 * Radius_m / (Faraday_C * Diffusion_m2_per_s * Site_mol);
        Relax(ref _slow, SlowWeight * unit, Slow, duration_s);
        Relax(ref _fast, FastWeight * unit, Fast, duration_s);
        return Potential_V(current_A, Stoichiometry(soc) + Lead, core_C);
    }

    /// <summary>Potential in V when the current has flowed for so long that the lead no longer grows.</summary>
    public static double Steady_V(double current_A, double soc, double core_C)
    {
        double lead = 0.2 * current_A / Surface_m2 * Radius_m / (Faraday_C * Diffusion_m2_per_s * Site_mol);
        return Potential_V(current_A, Stoichiometry(soc) + lead, core_C);
    }

    /// <summary>Open-circuit potential of the graphite and silicon at a share of filled sites, in V.</summary>
    public static double Open_V(double x) => 1.9793 * DeterministicMath.Exp(-39.3631 * x) + 0.2482
        - 0.0909 * Tanh(29.8538 * (x - 0.1234)) - 0.04478 * Tanh(14.9159 * (x - 0.2769)) - 0.0205 * Tanh(30.4444 * (x - 0.6103));

    private static double Stoichiometry(double soc) => Empty + soc * (Full - Empty);

    private static double Potential_V(double current_A, double surface, double core_C)
    {
        double x = Math.Clamp(surface, 0.001, 0.999);
        double temperature_K = core_C + Kelvin;
        double thermal = Activation_J / Gas_J * (1.0 / (Reference_C + Kelvin) - 1.0 / temperature_K);
        double exchange_A = Rate * DeterministicMath.Exp(thermal) * Math.Sqrt(Electrolyte_mol * x * (1.0 - x)) * Site_mol * Surface_m2;
        return Open_V(x) - 2.0 * Gas_J * temperature_K / Faraday_C * Asinh(current_A / (2.0 * exchange_A));
    }

    private static void Relax(ref double lead, double end, double root, double duration_s) =>
        lead = end + (lead - end) * DeterministicMath.Exp(-root * Diffusion_m2_per_s / (Radius_m * Radius_m) * duration_s);

    private static double Tanh(double z) => 1.0 - 2.0 / (DeterministicMath.Exp(2.0 * z) + 1.0);

    private static double Asinh(double z) =>
        z < 0.0 ? -Asinh(-z) : DeterministicMath.Log(z + Math.Sqrt(z * z + 1.0));
}
