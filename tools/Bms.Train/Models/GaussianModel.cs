using Bms.Anomaly;

namespace Bms.Train.Models;

/// <summary>
/// B: distance of a vector from healthy ones, in a metric that knows which statistics move together. Covariance shrunk towards its own
/// diagonal by the amount that its sampling error calls for (Schaefer and Strimmer, Stat. Appl. Genet. Mol. Biol. 4, 2005, article 32).
/// The distance is the sum of what each statistic adds to it, exactly: c[k] = d[k] (P d)[k].
/// </summary>
internal sealed class GaussianModel : IAnomalyModel
{
    private readonly double[] _mean;
    private readonly double[] _precision;

    private GaussianModel(double[] mean, double[] precision, double shrinkage)
    {
        _mean = mean;
        _precision = precision;
        Shrinkage = shrinkage;
    }

    /// <summary>Share of the covariance off its diagonal that was taken away, 0 to 1.</summary>
    internal double Shrinkage { get; }

    /// <summary>Means and the upper half of the precision, as float.</summary>
    public int Bytes => 4 * (_mean.Length + (_mean.Length * (_mean.Length + 1) / 2));

    public int MultiplyAdds => _mean.Length * (_mean.Length + 1);

    /// <summary>Fits mean and precision to vectors of healthy packs.</summary>
    internal static GaussianModel Fit(IReadOnlyList<double[]> healthy)
    {
        int n = healthy[0].Length;
        double[] mean = new double[n];
        foreach (double[] vector in healthy)
        {
            for (int i = 0; i < n; i++)
            {
                mean[i] += vector[i] / healthy.Count;
            }
        }

        (double[] covariance, double shrinkage) = Covariance(healthy, mean);
        return new GaussianModel(mean, Matrix.Inverse(covariance, n), shrinkage);
    }

    // A statistic that no healthy pack shows has no variance of its own: it gets that of a tenth of a unit.
    private static (double[] Covariance, double Shrinkage) Covariance(IReadOnlyList<double[]> healthy, double[] mean)
    {
        int n = mean.Length;
        double[] covariance = new double[n * n];
        double error = 0;
        double size = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                double squares = 0;
                foreach (double[] vector in healthy)
                {
                    double product = (vector[i] - mean[i]) * (vector[j] - mean[j]);
                    sum += product;
                    squares += product * product;
                }

                double average = sum / healthy.Count;
                covariance[(i * n) + j] = i == j ? Math.Max(average, 0.01) : average;
                covariance[(j * n) + i] = covariance[(i * n) + j];
                error += i == j ? 0 : (squares / healthy.Count - (average * average)) / healthy.Count;
                size += i == j ? 0 : average * average;
            }
        }

        double shrinkage = size > 0 ? Math.Clamp(error / size, 0.01, 1) : 1;
        for (int i = 0; i < n * n; i++)
        {
            covariance[i] *= i / n == i % n ? 1 : 1 - shrinkage;
        }

        return (covariance, shrinkage);
    }

    public double Score(double[] vector) => Attribution(vector).Sum();

    /// <summary>What each statistic adds to the distance; the sum is the score.</summary>
    internal double[] Attribution(double[] vector)
    {
        int n = _mean.Length;

        // Only what is larger than usual is unusual: a statistic that rests at zero is a calm pack.
        double[] beyond = new double[n];
        for (int i = 0; i < n; i++)
        {
            beyond[i] = Math.Max(0, vector[i] - _mean[i]);
        }

        double[] parts = new double[n];
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                sum += _precision[(i * n) + j] * beyond[j];
            }

            parts[i] = beyond[i] * sum;
        }

        return parts;
    }

    public AnomalyType TypeOf(double[] vector)
    {
        double[] parts = Attribution(vector);
        return LookVector.TypeOf(Array.IndexOf(parts, parts.Max()));
    }
}
