using Bms.World.Numerics;

namespace Bms.World.Fitting;

/// <summary>
/// What carries the heat away in a run is not the cell's but its stand's, and stands differ. Where a run shows a cell cooling down at rest,
/// that alone says how fast; neither the heat that the model makes nor the error under load has a part in it.
/// </summary>
public static class RunStand
{
    private const double RestRate_per_h = 0.02;
    private const double LeastExcess_K = 3.0;
    private const double Even_s = 60.0;
    private const double From = 0.85, To = 0.15;
    private const int FewestRows = 8;
    private const double Shortest_s = 120.0;

    /// <summary>Heat transfer to ambient that a run's own cool-down shows, in W/m2/K; null where it shows none.</summary>
    public static double? Convection_W_per_m2K(CellSpec cell, MeasuredRun run)
    {
        if (run.Temperature_C is null || Hottest(cell, run) is not (int first, int last)) return null;
        if (Rate_per_s(run, first, last) is not { } rate_per_s || rate_per_s <= 0.0) return null;
        (double low, double high) = (0.0, PackSpec.HighestConvection_W_per_m2K);
        if (SlowRate_per_s(cell.Thermal, high) <= rate_per_s) return null;
        for (int i = 0; i < 50; i++)
        {
            double middle = 0.5 * (low + high);
            if (SlowRate_per_s(cell.Thermal, middle) < rate_per_s) low = middle;
            else high = middle;
        }

        return low;
    }

    // The rest that begins hottest, from its first to its last row.
    private static (int First, int Last)? Hottest(CellSpec cell, MeasuredRun run)
    {
        double still_A = RestRate_per_h * cell.Capacity_Ah, most_K = LeastExcess_K;
        (int First, int Last)? found = null;
        for (int row = 1; row < run.Rows; row++)
        {
            if (Math.Abs(run.Current_A[row]) > still_A || Math.Abs(run.Current_A[row - 1]) <= still_A) continue;
            int end = row;
            while (end + 1 < run.Rows && Math.Abs(run.Current_A[end + 1]) <= still_A) end++;
            double excess_K = run.Temperature_C![row] - run.Ambient_C;
            if (excess_K <= most_K || run.Time_s[end] - run.Time_s[row] < Shortest_s) continue;
            (most_K, found) = (excess_K, (row, end));
        }

        return found;
    }

    // Slope of the logarithm of the excess, once core and surface have evened out and while it is well above the thermometer's step.
    private static double? Rate_per_s(MeasuredRun run, int first, int last)
    {
        double start_s = run.Time_s[first] + Even_s, top_K = double.NaN;
        (int n, double x, double y, double xx, double xy) = (0, 0.0, 0.0, 0.0, 0.0);
        for (int row = first; row <= last; row++)
        {
            double excess_K = run.Temperature_C![row] - run.Ambient_C, time_s = run.Time_s[row] - start_s;
            if (time_s < 0.0) continue;
            if (double.IsNaN(top_K)) top_K = excess_K;
            if (excess_K > From * top_K) continue;
            if (excess_K < To * top_K || excess_K < 0.5) break;
            double logarithm = DeterministicMath.Log(excess_K);
            (n, x, y, xx, xy) = (n + 1, x + time_s, y + logarithm, xx + time_s * time_s, xy + time_s * logarithm);
        }

        double spread = n * xx - x * x;
        return n < FewestRows || spread <= 0.0 ? null : -(n * xy - x * y) / spread;
    }

    // The slower of the two rates at which core and surface together cool down.
    private static double SlowRate_per_s(ThermalSpec thermal, double convection_W_per_m2K)
    {
        double core = thermal.CoreToSurface_W_per_K / thermal.Core_J_per_K;
        double surface = (thermal.CoreToSurface_W_per_K + convection_W_per_m2K * thermal.Surface_m2) / thermal.Surface_J_per_K;
        double both = thermal.CoreToSurface_W_per_K * thermal.CoreToSurface_W_per_K / (thermal.Core_J_per_K * thermal.Surface_J_per_K);
        return 0.5 * (core + surface - Math.Sqrt((core - surface) * (core - surface) + 4.0 * both));
    }
}
