using Bms.World.Cells;

namespace Bms.World.Fitting;

/// <summary>How the state of charge at the start of a run was found.</summary>
public enum SocSource
{
    /// <summary>By the reference in the run.</summary>
    Reference,

    /// <summary>By the voltage at rest before the first current.</summary>
    RestVoltage,

    /// <summary>By the lowest error over the run, because it starts under current or where the voltage says little.</summary>
    LowestError,

    /// <summary>It was given.</summary>
    Given,
}

/// <summary>Finds the state of charge at the first row of a run.</summary>
public static class InitialSocEstimate
{
    private const double RestRate_per_h = 0.02;
    private const double LeastSlope_V = 0.25;

    // What remains of relaxation and of the meter's error at rest.
    private const double RestError_V = 0.003;
    private const int CoarseStep_ms = 1000;

    /// <summary>The state of charge, 0..1, and how it was found.</summary>
    public static (double Soc, SocSource Source) Of(CellSpec cell, MeasuredRun run)
    {
        if (run.SocRef is { } reference && Array.FindIndex(reference, soc => !double.IsNaN(soc)) is int row and >= 0)
        {
            double since_Ah = run.Charge_Ah()[row];
            return (Math.Clamp(reference[row] - since_Ah / cell.Capacity_Ah, 0.0, 1.0), SocSource.Reference);
        }

        if (Math.Abs(run.Current_A[0]) <= RestRate_per_h * cell.Capacity_Ah)
        {
            double atRest = AtRest(cell, run.Voltage_V[0], run.TemperatureAt_C(0), out double slope_V);
            if (slope_V >= LeastSlope_V) return (Near(cell, run, atRest, RestError_V / slope_V), SocSource.RestVoltage);
        }

        return (LowestError(cell, run), SocSource.LowestError);
    }

    // The place of a voltage on the curve at this temperature, by bisection, and the slope there.
    private static double AtRest(CellSpec cell, double voltage_V, double temperature_C, out double slope_V)
    {
        CellTable table = CellTable.For(cell, CoarseStep_ms / 1000.0);
        double At(double soc) => table.Equilibrium(soc).Ocv_V + table.Equilibrium(soc).Entropy_V_per_K * (temperature_C - 25.0);

        (double low, double high) = (0.0, 1.0);
        for (int i = 0; i < 40; i++)
        {
            double middle = 0.5 * (low + high);
            if (At(middle) < voltage_V) low = middle;
            else high = middle;
        }

        slope_V = (At(Math.Min(1.0, low + 0.02)) - At(Math.Max(0.0, low - 0.02))) / 0.04;
        return low;
    }

    // A voltage at rest gives an interval rather than a number; within it the whole run knows better.
    private static double Near(CellSpec cell, MeasuredRun run, double atRest, double reach) =>
        Enumerable.Range(-4, 9).Select(i => Math.Clamp(atRest + i * reach / 4.0, 0.0, 1.0)).Distinct().MinBy(soc => Error(cell, run, soc));

    private static double LowestError(CellSpec cell, MeasuredRun run)
    {
        double best = Enumerable.Range(0, 21).Select(i => i / 20.0).MinBy(soc => Error(cell, run, soc));
        for (double step = 0.02; step > 4e-4; step *= 0.4)
        {
            double centre = best;
            best = Enumerable.Range(-2, 5).Select(i => Math.Clamp(centre + i * step, 0.0, 1.0)).MinBy(soc => Error(cell, run, soc));
        }

        return best;
    }

    private static double Error(CellSpec cell, MeasuredRun run, double soc) => RunReplay.Of(cell, run, soc, CoarseStep_ms).Rmse_mV;
}
