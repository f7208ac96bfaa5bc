using Bms.World.Numerics;

namespace Bms.World.Health;

/// <summary>What a cell is exposed to.</summary>
/// <param name="Temperature_C">Its temperature.</param>
/// <param name="Soc">State of charge at which it stands, 0..1.</param>
/// <param name="Ocv_V">Open-circuit voltage there; mean voltage of a cycle.</param>
/// <param name="Depth">Depth of its cycles, 0..1.</param>
/// <param name="Rate_per_h">Current over capacity, without sign.</param>
public readonly record struct AgeingStress(double Temperature_C, double Soc, double Ocv_V, double Depth, double Rate_per_h)
{
    /// <summary>Temperature in K.</summary>
    public double Temperature_K => Temperature_C + 273.15;
}

/// <summary>One way to age: a factor that depends on the stress, times time or throughput to a power.</summary>
/// <param name="Exponent">The power.</param>
/// <param name="Factor">The factor, 0 or more.</param>
public sealed record AgeingTerm(double Exponent, Func<AgeingStress, double> Factor)
{
    /// <summary>
    /// Goes on from an accumulated value: it is read as an amount at the present stress, as if the cell had never known another one, and
    /// that amount grows (virtual time, as in SimSES).
    /// </summary>
    public double Advance(double sofar, double amount, AgeingStress stress)
    {
        double factor = Factor(stress);
        if (!(factor > 0.0) || !(amount > 0.0)) return sofar;
        return factor * Power(Power(sofar / factor, 1.0 / Exponent) + amount, Exponent);
    }

    private static double Power(double x, double exponent) => x > 1e-300 ? DeterministicMath.Exp(exponent * DeterministicMath.Log(x)) : 0.0;
}

/// <summary>
/// How a type of cell ages: loss of capacity and rise of resistance as fractions, with time in days and with throughput in full
/// equivalent cycles (one discharge and one charge of the whole capacity each).
/// </summary>
/// <param name="Name">Its name in a cell file.</param>
/// <param name="Source">Who published it, for which cell, and where it holds.</param>
/// <param name="CalendarLoss">Loss of capacity by time.</param>
/// <param name="CycleLoss">Loss of capacity by throughput.</param>
/// <param name="CalendarRise">Rise of resistance by time; null = <see cref="RisePerLoss"/>.</param>
/// <param name="CycleRise">Rise of resistance by throughput; null = <see cref="RisePerLoss"/>.</param>
public sealed record AgeingLaw(
    string Name, string Source, AgeingTerm CalendarLoss, AgeingTerm CycleLoss, AgeingTerm? CalendarRise, AgeingTerm? CycleRise)
{
    /// <summary>Rise of resistance for a loss of capacity where a law gives none: assumed, cells of this kind show 1 to 4.</summary>
    public const double RisePerLoss = 2.0;

    /// <summary>A law by its name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static AgeingLaw Of(string name) => AgeingLaws.All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException(
        $"ageing_law: {name} is not known, allowed are {string.Join(", ", AgeingLaws.All.Select(law => law.Name))}");
}
