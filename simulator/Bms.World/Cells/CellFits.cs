namespace Bms.World;

/// <summary>Series resistance and two RC branches identified from one current pulse.</summary>
/// <param name="Temperature_C">Cell temperature in degC.</param>
/// <param name="Soc_pct">State of charge in per cent.</param>
/// <param name="R0_ohm">Resistance that acts at once.</param>
/// <param name="R1_ohm">Resistance of the fast branch.</param>
/// <param name="Tau1_s">Time constant of the fast branch.</param>
/// <param name="R2_ohm">Resistance of the middle branch.</param>
/// <param name="Tau2_s">Time constant of the middle branch.</param>
public readonly record struct PulseFit(
    double Temperature_C, double Soc_pct, double R0_ohm, double R1_ohm, double Tau1_s, double R2_ohm, double Tau2_s)
{
    internal void Validate()
    {
        string row = $"pulse fit at {Temperature_C} degC, {Soc_pct} %: ";
        FitLimits.Place(row, Temperature_C, Soc_pct);
        FitLimits.Branch(row, R0_ohm, 1.0);
        FitLimits.Branch(row, R1_ohm, Tau1_s);
        FitLimits.Branch(row, R2_ohm, Tau2_s);
    }
}

/// <summary>The RC branch of slow diffusion.</summary>
/// <param name="Temperature_C">Cell temperature in degC.</param>
/// <param name="Soc_pct">State of charge in per cent.</param>
/// <param name="R3_ohm">Its resistance.</param>
/// <param name="Tau3_s">Its time constant.</param>
public readonly record struct DiffusionFit(double Temperature_C, double Soc_pct, double R3_ohm, double Tau3_s)
{
    internal void Validate()
    {
        string row = $"diffusion fit at {Temperature_C} degC, {Soc_pct} %: ";
        FitLimits.Place(row, Temperature_C, Soc_pct);
        FitLimits.Branch(row, R3_ohm, Tau3_s);
    }
}

/// <summary>What a fit may say. Values are interpolated by their logarithm and divided by, so none may be zero.</summary>
internal static class FitLimits
{
    public static void Place(string row, double temperature_C, double soc_pct)
    {
        Allowed.Between(row + "temperature_C", temperature_C, -60.0, 120.0);
        Allowed.Between(row + "SoC in %", soc_pct, 0.0, 100.0);
    }

    public static void Branch(string row, double resistance_ohm, double tau_s)
    {
        Allowed.Between(row + "resistance_ohm", resistance_ohm, 1e-12, 100.0);
        Allowed.Between(row + "tau_s", tau_s, 0.01, 1e6);
    }
}
