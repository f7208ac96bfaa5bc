namespace Bms.World;

/// <summary>
/// The resistances at one temperature and SoC: one that acts at once, and those of three RC branches, which differ between discharge and
/// charge.
/// </summary>
/// <param name="Temperature_C">Cell temperature in degC.</param>
/// <param name="Soc_pct">State of charge in per cent.</param>
/// <param name="R0_ohm">Resistance that acts at once.</param>
/// <param name="R1_ohm">Fast branch in discharge.</param>
/// <param name="R2_ohm">Middle branch in discharge.</param>
/// <param name="R3_ohm">Slow branch in discharge.</param>
/// <param name="ChargeR1_ohm">Fast branch in charge.</param>
/// <param name="ChargeR2_ohm">Middle branch in charge.</param>
/// <param name="ChargeR3_ohm">Slow branch in charge.</param>
public readonly record struct ResistanceRow(
    double Temperature_C, double Soc_pct, double R0_ohm, double R1_ohm, double R2_ohm, double R3_ohm,
    double ChargeR1_ohm, double ChargeR2_ohm, double ChargeR3_ohm)
{
    /// <summary>A row whose branches are the same in both directions.</summary>
    public ResistanceRow(double temperature_C, double soc_pct, double r0_ohm, double r1_ohm, double r2_ohm, double r3_ohm)
        : this(temperature_C, soc_pct, r0_ohm, r1_ohm, r2_ohm, r3_ohm, r1_ohm, r2_ohm, r3_ohm)
    {
    }

    internal static ResistanceRow From(double[] v) => new(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]);

    internal double[] Values =>
        [Temperature_C, Soc_pct, R0_ohm, R1_ohm, R2_ohm, R3_ohm, ChargeR1_ohm, ChargeR2_ohm, ChargeR3_ohm];

    internal void Validate()
    {
        // They are interpolated by their logarithm, so none may be zero.
        string row = $"resistances at {Temperature_C} degC, {Soc_pct} %: ";
        Allowed.Between(row + "temperature_C", Temperature_C, -60.0, 120.0);
        Allowed.Between(row + "SoC in %", Soc_pct, 0.0, 100.0);
        foreach (double resistance_ohm in Values[2..]) Allowed.Between(row + "resistance_ohm", resistance_ohm, 1e-12, 1e6);
    }
}

/// <summary>
/// Diffusion inside the particles of the electrodes: while current flows, their surface, which makes the voltage, runs ahead of their mean.
/// See <see cref="Cells.ParticleDiffusion"/>.
/// </summary>
/// <param name="Diffusion_s">Time R^2/D of a particle at 25 degC; 0 without diffusion.</param>
/// <param name="Activation_K">How it falls with temperature: activation energy over the gas constant.</param>
public readonly record struct ParticleSpec(double Diffusion_s, double Activation_K)
{
    internal void Validate()
    {
        Allowed.Between(nameof(Diffusion_s), Diffusion_s, 0.0, 1e6);
        Allowed.Between(nameof(Activation_K), Activation_K, 0.0, 20_000.0);
    }
}
