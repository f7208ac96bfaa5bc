namespace Bms.World.Field;

/// <summary>
/// Decides which cells differ. A distance counts when it is beyond what the log's uncertainty and the scatter of healthy cells explain,
/// with so high a limit that one healthy pack in a hundred shows any. Where no single quantity is certain all are looked at together: a
/// log can show beyond doubt that a cell differs without showing in what.
/// </summary>
internal static class TwinJudge
{
    private const double FalseAlarm = 0.01;
    private const int EnoughCells = 12;

    // Standard deviations of healthy cells in one pack. Capacity and resistance: between one batch (0.2 and 0.5 %: Wildfeuer and Lienkamp
    // 2021) and a mixed one (1-2 and 5-10 %), contacts included; voltages: a measuring chip, and what a balancer leaves.
    private static readonly double[] s_healthy = [0.01, 0.03, 0.002, 0.005, 0.0005, 0.004];

    // Worse than this is no knowledge.
    private static readonly double[] s_useful = [0.03, 0.10, 0.004, 0.02, 0.01, 0.01];

    private static readonly TwinQuantity[] s_all = Enum.GetValues<TwinQuantity>();

    /// <summary>Unknown of a fit behind each quantity; the last, a mean distance, is not one.</summary>
    private static readonly int[] s_unknown = [CellFit.Capacity, CellFit.Resistance, CellFit.Offset, CellFit.StartSoc, CellFit.Leak];

    /// <summary>A slope of the base cell's curve that is off by so much makes every distance wrong by as much.</summary>
    private const double SlopeError = 0.05;

    /// <summary>So many standard deviations are beyond doubt in a pack of so many cells.</summary>
    public static double Limit(int cells) => NormalTail.Deviations(FalseAlarm / (cells * (s_all.Length + 1)));

    /// <summary>Largest uncertainty of a quantity that still is knowledge.</summary>
    public static double Useful(TwinQuantity quantity, double capacity_Ah) => s_useful[(int)quantity] * Unit(quantity, capacity_Ah);

    /// <summary>The quantities of a cell beside a centre.</summary>
    public static TwinValue[] Values(CellFit.Found found, double[] centre, double capacity_Ah) =>
        [.. s_all.Select(quantity => Value(quantity, found, centre, capacity_Ah))];

    private static TwinValue Value(TwinQuantity quantity, CellFit.Found found, double[] centre, double capacity_Ah)
    {
        double healthy = s_healthy[(int)quantity] * Unit(quantity, capacity_Ah), useful = Useful(quantity, capacity_Ah);
        if (quantity == TwinQuantity.Gap)
        {
            return new TwinValue(quantity, found.Gap_V, found.GapSigma_V, found.GapSigma_V < useful, healthy);
        }

        int unknown = s_unknown[(int)quantity];
        double value = found.Value[unknown] - centre[unknown], own = found.Sigma(unknown);
        double sigma = Math.Sqrt(own * own + SlopeError * SlopeError * value * value);
        bool known = sigma <= useful || (own < 0.2 * Math.Abs(value) && Math.Abs(value) > 3.0 * useful);
        return new TwinValue(quantity, value, sigma, known, healthy);
    }

    // Leaks are per day of the capacity.
    private static double Unit(TwinQuantity quantity, double capacity_Ah) => quantity == TwinQuantity.Leak ? capacity_Ah / 24.0 : 1.0;

    /// <summary>What healthy cells scatter by: at least what is usual, in a large pack what its own cells say.</summary>
    public static double[] Scatter(IReadOnlyList<TwinValue[]> cells)
    {
        double[] scatter = [.. cells[0].Select(value => value.Healthy)];
        foreach (TwinQuantity quantity in s_all)
        {
            TwinValue[] known = [.. cells.Select(values => values[(int)quantity]).Where(value => value.Known)];
            if (known.Length < EnoughCells) continue;

            // A few cells that differ do not move a median.
            double found = 1.4826 * Median(known.Select(value => Math.Abs(value.Value)));
            double own = Median(known.Select(value => value.Sigma));
            scatter[(int)quantity] = Math.Max(scatter[(int)quantity], Math.Sqrt(Math.Max(0.0, found * found - own * own)));
        }

        return scatter;
    }

    /// <summary>What of a cell differs, the surest first; the whole is named when no part of it is certain.</summary>
    public static IReadOnlyList<TwinValue> Differs(TwinValue[] values, CellFit.Found found, double limit, out TwinWhole whole)
    {
        whole = Whole(values, found);
        TwinValue[] beyond = [.. values.Where(value => value.Known && Math.Abs(value.Deviations) > limit)];

        // The mean distance is a consequence of the others; it is named where none of them is certain.
        TwinValue[] causes = [.. beyond.Where(value => value.Quantity != TwinQuantity.Gap)];
        return [.. (causes.Length > 0 ? causes : beyond).OrderByDescending(value => Math.Abs(value.Deviations))];
    }

    // All quantities together: the squared distance in their covariance, and the one quantity that alone explains most of it.
    private static TwinWhole Whole(TwinValue[] values, CellFit.Found found)
    {
        int[] used = [.. s_all.Where(q => q != TwinQuantity.Gap && double.IsFinite(values[(int)q].Sigma)).Select(q => (int)q)];
        int n = used.Length;
        double[] covariance = new double[n * n], distance = [.. used.Select(q => values[q].Value)];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double both = found.Covariance[s_unknown[used[i]] * CellFit.Unknowns + s_unknown[used[j]]];
                double slope = SlopeError * SlopeError * distance[i] * distance[j];
                double healthy = i == j ? values[used[i]].Healthy * values[used[i]].Healthy : 0.0;
                covariance[i * n + j] = both + healthy + (i == j ? slope : 0.0);
            }
        }

        double[] inverse = SymmetricInverse.OfScaled(covariance, n);
        double[] pulled = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => inverse[i * n + j] * distance[j]))];
        double square = Enumerable.Range(0, n).Sum(i => distance[i] * pulled[i]);
        int best = Enumerable.Range(0, n).MaxBy(i => pulled[i] * pulled[i] / inverse[i * n + i]);
        double alone = pulled[best] / inverse[best * n + best];
        double left = square - pulled[best] * pulled[best] / inverse[best * n + best];
        return new TwinWhole(NormalTail.OfSquares(square, n), (TwinQuantity)used[best], alone, NormalTail.OfSquares(left, n - 1));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0.0 : 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }
}
