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

    // What remains of relaxation and of the meter's error at rest; how far a counted reference may be off. No curve is better than the
    // cell's file says of it.
    private const double RestError_V = 0.003;
    private const double LargestRestError_V = 0.02;
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
            CurveAtRest curve = new(cell, run.TemperatureAt_C(0));
            double soc = curve.Soc(run.Voltage_V[0]);
            double error_V = RestErrorOf(cell, soc);
            double width = curve.Soc(run.Voltage_V[0] + RestError_V) - curve.Soc(run.Voltage_V[0] - RestError_V);

            // A place between a steep side and a flat one is a wide interval, which the slope at a point does not see.
            bool isPlain = curve.Slope_V(soc) >= LeastSlope_V && width <= 2.0 * RestError_V / LeastSlope_V;
            if (isPlain) return (soc, SocSource.RestVoltage, error_V / curve.Slope_V(soc));
        }

        return (Enumerable.Range(0, 21).Select(i => i / 20.0).MinBy(soc => Error(cell, run, soc, 0.0)), SocSource.LowestError, 0.05);
    }

    private static double RestErrorOf(CellSpec cell, double soc) => cell.Errors
        .Where(region => region.RateLow_per_h < 0.0 && region.RateHigh_per_h > 0.0 && soc >= region.SocLow && soc <= region.SocHigh)
        .Select(region => Math.Min(1e-3 * region.Rmse_mV, LargestRestError_V)).DefaultIfEmpty(0.0).Max() is var stated_V
            ? Math.Max(RestError_V, stated_V) : RestError_V;

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

/// <summary>The open-circuit voltage of a cell at one temperature, read backwards.</summary>
internal readonly struct CurveAtRest(CellSpec cell, double temperature_C)
{
    private readonly CellTable _table = CellTable.For(cell, 1.0);

    /// <summary>State of charge at which this voltage is reached, by bisection; 0..1.</summary>
    public double Soc(double voltage_V)
    {
        (double low, double high) = (0.0, 1.0);
        for (int i = 0; i < 40; i++)
        {
            double middle = 0.5 * (low + high);
            if (At_V(middle) < voltage_V) low = middle;
            else high = middle;
        }

        return low;
    }

    /// <summary>Slope there over four per cent, in V per whole charge.</summary>
    public double Slope_V(double soc) => (At_V(Math.Min(1.0, soc + 0.02)) - At_V(Math.Max(0.0, soc - 0.02))) / 0.04;

    private double At_V(double soc) => _table.Equilibrium(soc).Ocv_V + _table.Equilibrium(soc).Entropy_V_per_K * (temperature_C - 25.0);
}
