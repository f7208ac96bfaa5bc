using Bms.World.Numerics;

namespace Bms.World.Field;

/// <summary>The tail of the normal distribution.</summary>
internal static class NormalTail
{
    /// <summary>
    /// Probability that a normal quantity is further from its mean than so many standard deviations, on either side: the continued
    /// fraction of Abramowitz and Stegun 26.2.14 beyond 2.5, else their polynomial 26.2.17, whose error is below 1e-7.
    /// </summary>
    public static double TwoSided(double deviations)
    {
        double z = Math.Abs(deviations);
        double density = DeterministicMath.Exp(-0.5 * Math.Min(z * z, 1400.0)) * 0.39894228040143268;
        if (z <= 2.5)
        {
            double t = 1.0 / (1.0 + 0.2316419 * z);
            double sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
            return Math.Min(1.0, 2.0 * density * sum);
        }

        double fraction = z;
        for (int k = 40; k >= 1; k--) fraction = z + k / fraction;
        return 2.0 * density / fraction;
    }

    /// <summary>
    /// The sum of so many squared normal quantities as a distance of one: the cube root of their mean is nearly normal (Wilson and Hilferty
    /// 1931).
    /// </summary>
    public static double OfSquares(double sum, int count)
    {
        if (count <= 0 || sum <= 0.0) return 0.0;
        double spread = 2.0 / (9.0 * count);
        double root = DeterministicMath.Exp(DeterministicMath.Log(sum / count) / 3.0);
        return Math.Max(0.0, (root - 1.0 + spread) / Math.Sqrt(spread));
    }

    /// <summary>So many standard deviations are exceeded, on either side, with this probability.</summary>
    public static double Deviations(double probability)
    {
        (double low, double high) = (0.0, 37.0);
        for (int i = 0; i < 60; i++)
        {
            double middle = 0.5 * (low + high);
            if (TwoSided(middle) > probability) low = middle;
            else high = middle;
        }

        return low;
    }
}
