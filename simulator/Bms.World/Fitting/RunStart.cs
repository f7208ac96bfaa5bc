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

/// <summary>
/// What a run does not say of itself: the state of charge at its first row and, for a long one, the zero error of the current meter, of
/// which two milliamperes are five per cent of a small cell in a day. Both are stated beside every error.
/// </summary>
/// <param name="Soc">State of charge at the first row, 0..1.</param>
/// <param name="Source">How it was found.</param>
/// <param name="Offset_A">What is added to the measured current; 0 where a voltage at rest fixes the scale, and in runs below four
/// hours.</param>
public readonly record struct RunStart(double Soc, SocSource Source, double Offset_A)
{
    private const double RestRate_per_h = 0.02;
    private const double LeastSlope_V = 0.25;

    // What remains of relaxation and of the meter's error at rest; how far a counted reference may be off.
    private const double RestError_V = 0.003;
    private const double ReferenceError = 0.03;
    private const double LongRun_s = 4.0 * 3600.0;
    private const double LargestZeroError = 0.002;
    private const int CoarseStep_ms = 1000;

    /// <summary>Finds the start of a run, with a state of charge that is known or null.</summary>
    public static RunStart Of(CellSpec cell, MeasuredRun run, double? knownSoc = null)
    {
        (double soc, SocSource source, double reach) = knownSoc is { } known ? (known, SocSource.Given, 0.0) : First(cell, run);
        double best = Near(cell, run, soc, reach, 0.0);
        bool isFixed = source is SocSource.RestVoltage or SocSource.Given;
        if (isFixed || run.Time_s[^1] - run.Time_s[0] < LongRun_s) return new RunStart(best, source, 0.0);
        double limit_A = LargestZeroError * run.Current_A.Max(Math.Abs);
        double offset_A = 0.0;
        for (int round = 0; round < 2; round++)
        {
            double centre = best;
            offset_A = Places(offset_A, limit_A / (round + 1), -limit_A, limit_A).MinBy(a => Error(cell, run, centre, a));
            best = Near(cell, run, soc, reach, offset_A);
        }

        return new RunStart(best, source, offset_A);
    }

    private static (double Soc, SocSource Source, double Reach) First(CellSpec cell, MeasuredRun run)
    {
        if (run.SocRef is { } reference && Array.FindIndex(reference, soc => !double.IsNaN(soc)) is int row and >= 0)
        {
            double since_Ah = run.Charge_Ah()[row];
            return (Math.Clamp(reference[row] - since_Ah / cell.Capacity_Ah, 0.0, 1.0), SocSource.Reference, ReferenceError);
        }

        if (Math.Abs(run.Current_A[0]) <= RestRate_per_h * cell.Capacity_Ah)
        {
            double atRest = AtRest(cell, run.Voltage_V[0], run.TemperatureAt_C(0), out double slope_V);
            if (slope_V >= LeastSlope_V) return (atRest, SocSource.RestVoltage, RestError_V / slope_V);
        }

        return (Enumerable.Range(0, 21).Select(i => i / 20.0).MinBy(soc => Error(cell, run, soc, 0.0)), SocSource.LowestError, 0.05);
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

    // A first guess gives an interval rather than a number; within it the whole run knows better.
    private static double Near(CellSpec cell, MeasuredRun run, double guess, double reach, double offset_A)
    {
        double best = guess;
        for (double step = reach; reach > 0.0 && step > 4e-4; step *= 0.4)
        {
            IEnumerable<double> places = Places(best, step, Math.Max(0.0, guess - reach), Math.Min(1.0, guess + reach));
            best = places.MinBy(soc => Error(cell, run, soc, offset_A));
        }

        return best;
    }

    private static IEnumerable<double> Places(double centre, double reach, double low, double high) =>
        Enumerable.Range(-3, 7).Select(i => Math.Clamp(centre + i * reach / 3.0, low, high)).Distinct();

    private static double Error(CellSpec cell, MeasuredRun run, double soc, double offset_A) =>
        RunReplay.Of(cell, run, new RunStart(soc, SocSource.Given, offset_A), CoarseStep_ms).Rmse_mV;
}
