namespace Bms.Pages.Budgets;

/// <summary>How far the pack current may be off, in mA, at a current: shunt and INA219, at a board temperature of 0 to 50 degC.</summary>
public sealed class CurrentBudget(double shunt_ohm)
{
    private const double Span_K = 25;

    // PBV of Isabellenhuette: 0.5 %, 30 ppm/K; it warms by 15 K/W of its own besides.
    private const double ShuntTolerance_ppm = 5000, ShuntDrift_ppm_per_K = 30, ShuntHeat_K_per_W = 15;

    // SBOS448G, table 7.5, the plain grade: current 0.5 % over temperature. Offset at gain 1/4 and step of the ADC.
    private const double Gain_ppm = 5000, Offset_uV = 150, Step_uV = 10;

    /// <summary>The causes at one current in A.</summary>
    public Budget At(double current_A)
    {
        double current_mA = Math.Abs(current_A) * 1000;
        double heat_K = current_A * current_A * shunt_ohm * ShuntHeat_K_per_W;
        ErrorTerm Part(string name, string source, double ppm) => new(name, source, [current_mA * ppm * 1e-6]);
        ErrorTerm Fixed(string name, string source, double volt_uV) => new(name, source, [volt_uV / shunt_ohm / 1000]);
        return new Budget(
        [
            Part("shunt", "0.5 %, PBV", ShuntTolerance_ppm),
            Part("drift of the shunt, its own heat included", "30 ppm/K", ShuntDrift_ppm_per_K * (Span_K + heat_K)),
            Part("gain of the INA219", "0.5 % over temperature, SBOS448G", Gain_ppm),
            Fixed("offset of the INA219", "150 uV at gain 1/4, SBOS448G", Offset_uV),
            Fixed("step of the converter", "10 uV", Step_uV),
        ]);
    }
}
