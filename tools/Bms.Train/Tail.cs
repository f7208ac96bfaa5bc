namespace Bms.Train;

/// <summary>
/// How often a healthy hour shows more than x: above Start a generalised Pareto tail (peaks over threshold), below it a straight line to
/// 0. Decades is the logarithm to base 10 of the hours between two such hours.
/// </summary>
/// <param name="Start">Where the tail begins, in units of the statistic's limit.</param>
/// <param name="StartDecades">Decades at the start.</param>
/// <param name="Scale">Scale of the tail, in the same units.</param>
/// <param name="Shape">Shape; kept from 0.05 to 0.5, because a tail with an end is a promise that no sample can make.</param>
internal readonly record struct Tail(double Start, double StartDecades, double Scale, double Shape)
{
    private const double LeastShape = 0.05;
    private const double MostShape = 0.5;

    /// <summary>A statistic that healthy packs do not show: once in as many hours as were looked at when it reaches its limit.</summary>
    internal static Tail Unseen(double hours) => new(0.5, Math.Log10(Math.Max(10, hours)) / 2, 0.15, LeastShape);

    /// <summary>
    /// Fits the tail to the largest statistics of stretches, so many hours together, by probability-weighted moments (Hosking and Wallis,
    /// Technometrics 29, 1987, 339): mean of the excesses, and their mean weighted with the share of excesses above them.
    /// </summary>
    internal static Tail Fit(IReadOnlyList<double> peaks, double hours)
    {
        double[] sorted = [.. peaks.Where(x => x > 0).Order()];

        // An eighth of all peaks belongs to the tail, or half of those that show anything where these are few.
        int excesses = Math.Min(peaks.Count / 8, sorted.Length / 2);
        if (excesses < 10)
        {
            return Unseen(hours);
        }

        double start = sorted[^(excesses + 1)];
        (double scale, double shape) = Moments([.. sorted.TakeLast(excesses).Select(x => x - start)]);
        return new Tail(Math.Max(start, 1e-3), Math.Log10(hours / excesses), scale, shape);
    }

    /// <summary>Scale and shape of rising excesses over a start.</summary>
    internal static (double Scale, double Shape) Moments(double[] sorted)
    {
        double mean = 0;
        double weighted = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            mean += sorted[i] / sorted.Length;
            weighted += sorted[i] / sorted.Length * (sorted.Length - 1 - i) / (sorted.Length - 1);
        }

        double shape = Math.Clamp(2 - (mean / Math.Max(1e-12, mean - (2 * weighted))), LeastShape, MostShape);
        return (Math.Max(1e-4, mean * (1 - shape)), shape);
    }

    /// <summary>Decades of a statistic.</summary>
    internal double Decades(double x) => x <= Start
        ? StartDecades * Math.Clamp(x / Start, 0, 1)
        : StartDecades + (Math.Log10(1 + (Shape * (x - Start) / Scale)) / Shape);

    /// <summary>The statistic that has so many decades, which must be those of the tail.</summary>
    internal double At(double decades) => Start + (Scale / Shape * (Math.Pow(10, Shape * (decades - StartDecades)) - 1));
}
