using Bms.World.Numerics;

namespace Bms.World.Health;

/// <summary>
/// Potential of a cell's graphite against lithium while it charges: below 0 V metallic lithium is deposited on it instead of going in
/// (plating). The state of charge at the surface of the particles leads the mean by two modes of diffusion, and the charge passes the
/// surface by Butler-Volmer kinetics with a symmetric transfer. The electrolyte's own drop is left out, so the truth is some millivolts
/// lower: whoever draws a line must keep a distance from 0 V.
/// <code>
/// potential = U(x_surface) - 2 R T / F asinh(I / (2 i0)),  i0 = 2 exchange(T) sqrt(x (1 - x))
/// plating   = plating_A (exp(-0.65 F potential / (R T)) - 1) below 0 V: O'Kane et al. 2022, doi 10.1039/D2CP00417H
/// </code>
/// </summary>
public sealed class NegativeElectrode(NegativeElectrodeSpec spec)
{
    private const double Faraday_C = 96485.33, Gas_J = 8.314462, Kelvin = 273.15, Reference_C = 25.0, PlatingTransfer = 0.65;

    // Squares of the first two roots of tan z = z. The first mode has its own weight 2 / z^2, the second stands for the rest of 1/5.
    private const double Slow = 20.19, Fast = 59.68, SlowWeight = 2.0 / Slow, FastWeight = 0.2 - SlowWeight;

    private double _slow, _fast;
    private double _decayFor_s, _slowDecay, _fastDecay;
    private double _knownAt_C = double.NaN, _exchange_A, _diffusion_s;

    /// <summary>Lead of the state of charge at the surface over the mean, as a fraction of the sites.</summary>
    public double Lead => _slow + _fast;

    /// <summary>Potential after the last step, in V.</summary>
    public double Potential_V { get; private set; } = double.PositiveInfinity;

    /// <summary>Lets a current flow for a time and returns the potential at its end in V.</summary>
    /// <param name="current_A">Current of a cell of nominal size, positive = charge.</param>
    /// <param name="soc">Its state of charge at the end.</param>
    /// <param name="core_C">Temperature of its core.</param>
    /// <param name="duration_s">How long.</param>
    public double Step(double current_A, double soc, double core_C, double duration_s)
    {
        Know(core_C);
        if (duration_s != _decayFor_s)
        {
            _decayFor_s = duration_s;
            _slowDecay = DeterministicMath.Exp(-Slow * duration_s / _diffusion_s);
            _fastDecay = DeterministicMath.Exp(-Fast * duration_s / _diffusion_s);
        }

        double unit = Unit(current_A);
        _slow = SlowWeight * unit + (_slow - SlowWeight * unit) * _slowDecay;
        _fast = FastWeight * unit + (_fast - FastWeight * unit) * _fastDecay;
        return Potential_V = At(current_A, Sites(soc) + Lead, core_C);
    }

    /// <summary>Potential in V when the current has flowed for so long that the lead no longer grows.</summary>
    public double Steady_V(double current_A, double soc, double core_C)
    {
        Know(core_C);
        return At(current_A, Sites(soc) + 0.2 * Unit(current_A), core_C);
    }

    /// <summary>Lithium that is deposited in a second at a potential, in A.</summary>
    public double Plating_A(double potential_V, double core_C)
    {
        if (!(potential_V < 0.0)) return 0.0;
        double exponent = -PlatingTransfer * Faraday_C * potential_V / (Gas_J * (core_C + Kelvin));
        return spec.Plating_A * (DeterministicMath.Exp(exponent) - 1.0);
    }

    /// <summary>Open-circuit potential at a share of filled sites, in V.</summary>
    public double Open_V(double x)
    {
        double position = Math.Clamp(x, 0.0, 1.0) * (spec.Open_V.Length - 1);
        int left = Math.Min((int)position, spec.Open_V.Length - 2);
        return spec.Open_V[left] + (position - left) * (spec.Open_V[left + 1] - spec.Open_V[left]);
    }

    // A third of R^2/D times the rate at which the sites fill.
    private double Unit(double current_A) => current_A / (spec.Sites_Ah * 3600.0) * _diffusion_s / 3.0;

    private double Sites(double soc) => spec.Empty + soc * (spec.Full - spec.Empty);

    private double At(double current_A, double surface, double core_C)
    {
        double x = Math.Clamp(surface, 0.001, 0.999);
        double temperature_K = core_C + Kelvin;
        double exchange_A = _exchange_A * Math.Sqrt(x * (1.0 - x));
        return Open_V(x) - 2.0 * Gas_J * temperature_K / Faraday_C * Asinh(current_A / (2.0 * exchange_A));
    }

    // A tenth of a kelvin moves kinetics and diffusion by less than half a per cent.
    private void Know(double core_C)
    {
        if (Math.Abs(core_C - _knownAt_C) < 0.1) return;
        double colder = 1.0 / (Reference_C + Kelvin) - 1.0 / (core_C + Kelvin);
        (_knownAt_C, _decayFor_s) = (core_C, 0.0);
        _exchange_A = 2.0 * spec.Exchange_A * DeterministicMath.Exp(spec.Activation_K * colder);
        _diffusion_s = spec.Diffusion_s * DeterministicMath.Exp(-spec.DiffusionActivation_K * colder);
    }

    private static double Asinh(double z) =>
        z < 0.0 ? -Asinh(-z) : DeterministicMath.Log(z + Math.Sqrt(z * z + 1.0));
}
