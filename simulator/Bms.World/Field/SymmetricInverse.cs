namespace Bms.World.Field;

/// <summary>Inverse of a symmetric positive definite matrix by Cholesky's decomposition.</summary>
internal static class SymmetricInverse
{
    /// <summary>The same for unknowns of very different size: each is measured in the root of its own diagonal first.</summary>
    public static double[] OfScaled(double[] matrix, int n)
    {
        double[] size = [.. Enumerable.Range(0, n).Select(i => Math.Sqrt(Math.Max(1e-300, matrix[i * n + i])))];
        double[] scaled = [.. matrix.Select((value, at) => value / (size[at / n] * size[at % n]))];
        for (int i = 0; i < n; i++) scaled[i * n + i] += 1e-9;
        double[] inverse = Of(scaled, n);
        return [.. inverse.Select((value, at) => value / (size[at / n] * size[at % n]))];
    }

    public static double[] Of(double[] matrix, int n)
    {
        double[] lower = Decompose(matrix, n);
        double[] inverse = new double[n * n];
        double[] y = new double[n];
        for (int column = 0; column < n; column++)
        {
            for (int i = 0; i < n; i++)
            {
                double sum = i == column ? 1.0 : 0.0;
                for (int k = column; k < i; k++) sum -= lower[i * n + k] * y[k];
                y[i] = i < column ? 0.0 : sum / lower[i * n + i];
            }

            for (int i = n - 1; i >= 0; i--)
            {
                double sum = y[i];
                for (int k = i + 1; k < n; k++) sum -= lower[k * n + i] * inverse[k * n + column];
                inverse[i * n + column] = sum / lower[i * n + i];
            }
        }

        return inverse;
    }

    private static double[] Decompose(double[] matrix, int n)
    {
        double[] lower = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i * n + j];
                for (int k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
                lower[i * n + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-30)) : sum / lower[j * n + j];
            }
        }

        return lower;
    }
}
