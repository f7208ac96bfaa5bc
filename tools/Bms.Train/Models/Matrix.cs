namespace Bms.Train.Models;

/// <summary>Square matrices in rows.</summary>
internal static class Matrix
{
    /// <summary>Inverse of a positive definite matrix, by elimination without pivots.</summary>
    internal static double[] Inverse(double[] matrix, int n)
    {
        double[] left = [.. matrix];
        double[] right = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            right[(i * n) + i] = 1;
        }

        for (int pivot = 0; pivot < n; pivot++)
        {
            double scale = 1 / left[(pivot * n) + pivot];
            for (int j = 0; j < n; j++)
            {
                left[(pivot * n) + j] *= scale;
                right[(pivot * n) + j] *= scale;
            }

            for (int row = 0; row < n; row++)
            {
                double factor = row == pivot ? 0 : left[(row * n) + pivot];
                for (int j = 0; j < n && factor != 0; j++)
                {
                    left[(row * n) + j] -= factor * left[(pivot * n) + j];
                    right[(row * n) + j] -= factor * right[(pivot * n) + j];
                }
            }
        }

        return right;
    }
}
