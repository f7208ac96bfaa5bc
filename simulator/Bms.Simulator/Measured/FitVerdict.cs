using System.Globalization;

namespace Bms.Simulator.Measured;

/// <summary>Whether a fitted cell describes the runs that it was fitted to.</summary>
internal static class FitVerdict
{
    /// <summary>Largest error of a cell on its own runs; beyond it something is not of this cell: a unit, a sign, a run.</summary>
    public const double Largest_mV = 30.0;

    /// <summary>What is wrong with it in one line; null where it describes its runs.</summary>
    public static string? Of(IReadOnlyList<Comparison> comparisons)
    {
        double own_mV = Comparison.Together(comparisons.Where(c => !c.HeldOut).Select(c => c.Replay.Rmse_mV));
        if (own_mV <= Largest_mV) return null;
        Comparison worst = comparisons.Where(c => !c.HeldOut).MaxBy(c => c.Replay.Rmse_mV)!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"fit: the cell misses its own runs by {own_mV:0.0} mV RMSE ({worst.Name} by {worst.Replay.Rmse_mV:0.0} mV), allowed are ")
            + string.Create(CultureInfo.InvariantCulture, $"{Largest_mV:0} mV; look for units, sign, and a run that is not of this cell");
    }
}
