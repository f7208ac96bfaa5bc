using Bms.World.Numerics;

namespace Bms.Train;

/// <summary>
/// Does a fitted tail fit? The Anderson-Darling distance of the excesses from it, and the share of samples drawn from the tail itself and
/// fitted again that lie further away (parametric bootstrap): below 0.05 the tail is not the shape of these numbers.
/// </summary>
/// <param name="Excesses">Peaks that the tail was fitted to.</param>
/// <param name="Distance">Anderson-Darling's A squared.</param>
/// <param name="P">Share of bootstrap samples at least as far away; NaN where too few peaks were there to fit.</param>
internal readonly record struct TailCheck(int Excesses, double Distance, double P)
{
    private const int Draws = 200;

    /// <summary>Fewer excesses than this say nothing.</summary>
    private const int Fewest = 10;

    internal static TailCheck Of(Tail tail, IEnumerable<double> peaks, ulong seed)
    {
        double[] excesses = [.. peaks.Where(x => x > tail.Start).Select(x => x - tail.Start).Order()];
        if (excesses.Length < Fewest)
        {
            return new TailCheck(excesses.Length, double.NaN, double.NaN);
        }

        double distance = DistanceOf(excesses, tail.Scale, tail.Shape);
        var random = new SeededRandom(seed, "tail check");
        int further = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            double[] drawn = Draw(excesses.Length, tail, random);
            (double scale, double shape) = Tail.Moments(drawn);
            further += DistanceOf(drawn, scale, shape) >= distance ? 1 : 0;
        }

        return new TailCheck(excesses.Length, distance, (double)further / Draws);
    }

    // Inverse of the distribution function of a generalised Pareto tail.
    private static double[] Draw(int count, Tail tail, SeededRandom random)
    {
        double[] drawn = new double[count];
        for (int i = 0; i < count; i++)
        {
            double log = DeterministicMath.Log(1 - random.NextUniform());
            drawn[i] = tail.Scale / tail.Shape * (DeterministicMath.Exp(-tail.Shape * log) - 1);
        }

        Array.Sort(drawn);
        return drawn;
    }

    private static double DistanceOf(double[] sorted, double scale, double shape)
    {
        double sum = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double below = LogSurvival(sorted[i], scale, shape);
            double above = LogSurvival(sorted[^(i + 1)], scale, shape);
            double share = Math.Max(1e-12, 1 - DeterministicMath.Exp(below));
            sum += ((2 * i) + 1) * (DeterministicMath.Log(share) + above);
        }

        return -sorted.Length - (sum / sorted.Length);
    }

    private static double LogSurvival(double excess, double scale, double shape) =>
        -DeterministicMath.Log(1 + (shape * excess / scale)) / shape;
}
