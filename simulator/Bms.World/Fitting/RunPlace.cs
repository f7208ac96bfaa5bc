namespace Bms.World.Fitting;

/// <summary>
/// Where a run lies on a scale of SoC that another run has given: at the place at which its whole course goes with the rough curve, and
/// its first voltage at rest most of all. A first voltage alone says little on the flat curve of an LFP cell.
/// </summary>
internal static class RunPlace
{
    private const double Grid = 0.005;
    private const double Beyond = 0.03;
    private const double RestShare = 0.25;
    private const int MostRows = 400;

    /// <summary>SoC at the first row of a run.</summary>
    public static double Of(ThinnedRun run, RoughOcv curve, double capacity_Ah, bool startsAtRest)
    {
        double lowest = -run.Charge_Ah.Min() / capacity_Ah - Beyond, highest = 1.0 - run.Charge_Ah.Max() / capacity_Ah + Beyond;
        if (highest <= lowest) return Math.Clamp(0.5 * (lowest + highest), 0.0, 1.0);
        int stride = Math.Max(1, run.Rows / MostRows);
        (double best, double least) = (lowest, double.PositiveInfinity);
        for (double soc = lowest; soc <= highest; soc += Grid)
        {
            double misfit = Misfit(run, curve, capacity_Ah, soc, stride) + (startsAtRest ? Start(run, curve, soc) : 0.0);
            if (misfit < least) (best, least) = (soc, misfit);
        }

        return Math.Clamp(best, 0.0, 1.0);
    }

    private static double Misfit(ThinnedRun run, RoughOcv curve, double capacity_Ah, double soc, int stride)
    {
        (double sum, double weight) = (0.0, 0.0);
        for (int k = 0; k < run.Rows; k += stride)
        {
            double error_V = run.Voltage_V[k] - curve.Cost_ohm * run.Now_A[k] - curve.At_V(soc + run.Charge_Ah[k] / capacity_Ah);
            double w = Math.Min(run.Duration_s[k], 60.0) + 1e-3;
            (sum, weight) = (sum + w * error_V * error_V, weight + w);
        }

        return sum / weight;
    }

    private static double Start(ThinnedRun run, RoughOcv curve, double soc)
    {
        double error_V = run.Voltage_V[0] - curve.At_V(soc);
        return RestShare * error_V * error_V;
    }
}
