namespace Bms.Simulator.Anomaly;

/// <summary>Takes out of a series what a linear combination of known series explains: by an orthonormal basis of them.</summary>
internal sealed class LinearFit
{
    private readonly List<double[]> _basis = [];

    /// <summary>Rows hold the values of all known series at one time.</summary>
    internal LinearFit(IReadOnlyList<double[]> rows)
    {
        for (int column = 0; rows.Count > 0 && column < rows[0].Length; column++)
        {
            double[] series = [.. rows.Select(row => row[column])];
            double before = Norm(series);

            // Twice: the first pass leaves rounding errors where two series are nearly the same.
            Remove(series);
            Remove(series);
            double norm = Norm(series);
            if (norm > 1e-9 * before)
            {
                _basis.Add([.. series.Select(value => value / norm)]);
            }
        }
    }

    /// <summary>Leaves of a series what the known ones do not explain.</summary>
    internal void Remove(double[] series)
    {
        foreach (double[] unit in _basis)
        {
            double product = 0;
            for (int i = 0; i < series.Length; i++)
            {
                product += series[i] * unit[i];
            }

            for (int i = 0; i < series.Length; i++)
            {
                series[i] -= product * unit[i];
            }
        }
    }

    private static double Norm(double[] series) => Math.Sqrt(series.Sum(value => value * value));
}
