using Bms.World.Numerics;

namespace Bms.World.Cells;

/// <summary>
/// Interpolates scattered pulse fits: linear over SoC within a temperature (the nearest row is held outside), then over
/// temperature with the logarithm of each value linear in 1/T, as a thermally activated process has it (Arrhenius).
/// Outside the measured temperatures the time constants are held and all resistances follow one
/// activation, that of the mean total resistance between the two nearest temperatures: single rows are too noisy to be prolonged.
/// </summary>
internal sealed class PulseGrid
{
    private const double Kelvin = 273.15;

    private readonly double[] _temperatures_C;
    private readonly PulseFit[][] _rows;

    public PulseGrid(PulseFit[] fits)
    {
        _temperatures_C = fits.Select(f => f.Temperature_C).Distinct().Order().ToArray();
        _rows = _temperatures_C
            .Select(t => fits.Where(f => f.Temperature_C == t).OrderBy(f => f.Soc_pct).ToArray())
            .ToArray();
    }

    public double Coldest_C => _temperatures_C[0];

    public double Hottest_C => _temperatures_C[^1];

    public PulseFit At(double soc_pct, double temperature_C)
    {
        int last = _temperatures_C.Length - 1;
        if (last == 0) return OverSoc(_rows[0], soc_pct);
        if (temperature_C <= Coldest_C) return Prolong(0, 1, soc_pct, temperature_C);
        if (temperature_C >= Hottest_C) return Prolong(last, last - 1, soc_pct, temperature_C);
        int i = 0;
        while (temperature_C > _temperatures_C[i + 1]) i++;
        PulseFit cold = OverSoc(_rows[i], soc_pct);
        PulseFit hot = OverSoc(_rows[i + 1], soc_pct);
        double weight = InverseRise(_temperatures_C[i], temperature_C) / InverseRise(_temperatures_C[i], _temperatures_C[i + 1]);
        return new PulseFit(
            temperature_C, soc_pct, Geometric(cold.R0_ohm, hot.R0_ohm, weight),
            Geometric(cold.R1_ohm, hot.R1_ohm, weight), Geometric(cold.Tau1_s, hot.Tau1_s, weight),
            Geometric(cold.R2_ohm, hot.R2_ohm, weight), Geometric(cold.Tau2_s, hot.Tau2_s, weight));
    }

    private PulseFit Prolong(int edge, int next, double soc_pct, double temperature_C)
    {
        PulseFit fit = OverSoc(_rows[edge], soc_pct);
        double ratio = MeanTotal_ohm(_rows[next]) / MeanTotal_ohm(_rows[edge]);
        double weight = InverseRise(_temperatures_C[edge], temperature_C) / InverseRise(_temperatures_C[edge], _temperatures_C[next]);
        double factor = DeterministicMath.Exp(weight * DeterministicMath.Log(ratio));
        return fit with
        {
            Temperature_C = temperature_C,
            R0_ohm = fit.R0_ohm * factor,
            R1_ohm = fit.R1_ohm * factor,
            R2_ohm = fit.R2_ohm * factor,
        };
    }

    private static double MeanTotal_ohm(PulseFit[] rows) => rows.Average(r => r.R0_ohm + r.R1_ohm + r.R2_ohm);

    private static double InverseRise(double from_C, double to_C) => 1.0 / (from_C + Kelvin) - 1.0 / (to_C + Kelvin);

    private static double Geometric(double a, double b, double weight)
    {
        double logA = DeterministicMath.Log(a);
        return DeterministicMath.Exp(logA + weight * (DeterministicMath.Log(b) - logA));
    }

    private static PulseFit OverSoc(PulseFit[] rows, double soc_pct)
    {
        if (soc_pct <= rows[0].Soc_pct) return rows[0];
        if (soc_pct >= rows[^1].Soc_pct) return rows[^1];
        int i = 0;
        while (soc_pct > rows[i + 1].Soc_pct) i++;
        PulseFit a = rows[i];
        PulseFit b = rows[i + 1];
        double w = (soc_pct - a.Soc_pct) / (b.Soc_pct - a.Soc_pct);
        return new PulseFit(
            a.Temperature_C, soc_pct, a.R0_ohm + w * (b.R0_ohm - a.R0_ohm),
            a.R1_ohm + w * (b.R1_ohm - a.R1_ohm), a.Tau1_s + w * (b.Tau1_s - a.Tau1_s),
            a.R2_ohm + w * (b.R2_ohm - a.R2_ohm), a.Tau2_s + w * (b.Tau2_s - a.Tau2_s));
    }
}
