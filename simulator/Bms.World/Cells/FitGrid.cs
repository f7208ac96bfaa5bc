using Bms.World.Numerics;

namespace Bms.World.Cells;

/// <summary>
/// Interpolates positive values known at scattered points of temperature and SoC: linear over SoC within a temperature (the
/// nearest row is held outside), then over temperature with the logarithm linear in 1/T, as a thermally activated process
/// has it (Arrhenius). Outside the measured temperatures each value follows the activation of its mean over SoC between the
/// two nearest temperatures: a single row is too noisy to be prolonged.
/// </summary>
internal sealed class FitGrid
{
    private const double Kelvin = 273.15;

    private readonly double[] _temperatures_C;
    private readonly double[][][] _rows;

    /// <param name="rows">Each row: temperature in degC, SoC in %, then positive values.</param>
    public FitGrid(IEnumerable<double[]> rows)
    {
        _rows = rows.GroupBy(row => row[0]).OrderBy(group => group.Key)
            .Select(group => group.OrderBy(row => row[1]).ToArray()).ToArray();
        _temperatures_C = _rows.Select(group => group[0][0]).ToArray();
    }

    public double Coldest_C => _temperatures_C[0];

    public double Hottest_C => _temperatures_C[^1];

    /// <summary>The values at a point, in the order of the rows.</summary>
    public double[] At(double soc_pct, double temperature_C)
    {
        int last = _temperatures_C.Length - 1;
        if (last == 0) return OverSoc(_rows[0], soc_pct);
        if (temperature_C <= Coldest_C) return Prolong(0, 1, soc_pct, temperature_C);
        if (temperature_C >= Hottest_C) return Prolong(last, last - 1, soc_pct, temperature_C);
        int i = 0;
        while (temperature_C > _temperatures_C[i + 1]) i++;
        double[] cold = OverSoc(_rows[i], soc_pct);
        double[] hot = OverSoc(_rows[i + 1], soc_pct);
        double weight = Weight(i, i + 1, temperature_C);
        for (int k = 0; k < cold.Length; k++) cold[k] *= Power(hot[k] / cold[k], weight);
        return cold;
    }

    private double[] Prolong(int edge, int next, double soc_pct, double temperature_C)
    {
        double[] values = OverSoc(_rows[edge], soc_pct);
        double weight = Weight(edge, next, temperature_C);
        for (int k = 0; k < values.Length; k++)
        {
            int column = k + 2;
            values[k] *= Power(_rows[next].Average(row => row[column]) / _rows[edge].Average(row => row[column]), weight);
        }

        return values;
    }

    // 0 at the first temperature, 1 at the second, linear in 1/T.
    private double Weight(int first, int second, double temperature_C)
    {
        double origin = 1.0 / (_temperatures_C[first] + Kelvin);
        return (origin - 1.0 / (temperature_C + Kelvin)) / (origin - 1.0 / (_temperatures_C[second] + Kelvin));
    }

    private static double Power(double ratio, double exponent) => DeterministicMath.Exp(exponent * DeterministicMath.Log(ratio));

    private static double[] OverSoc(double[][] rows, double soc_pct)
    {
        if (soc_pct <= rows[0][1]) return rows[0][2..];
        if (soc_pct >= rows[^1][1]) return rows[^1][2..];
        int i = 0;
        while (soc_pct > rows[i + 1][1]) i++;
        double[] values = rows[i][2..];
        double weight = (soc_pct - rows[i][1]) / (rows[i + 1][1] - rows[i][1]);
        for (int k = 0; k < values.Length; k++) values[k] += weight * (rows[i + 1][k + 2] - values[k]);
        return values;
    }
}
