using System.Globalization;

namespace Bms.Simulator.Studies;

/// <summary>
/// A way to charge: a current for each stage of the state of charge, then the voltage is held. With one current in all stages it is the
/// ordinary CC-CV.
/// </summary>
/// <param name="Rates">Current of each stage, in units of the capacity an hour.</param>
public sealed record ChargeProtocol(double[] Rates)
{
    /// <summary>Stages between the first and the last state of charge, of equal width.</summary>
    public const int Stages = 5;

    /// <summary>Slowest and fastest current that is tried, in units of the capacity an hour.</summary>
    public const double Slowest = 0.2, Fastest = 2.0;

    /// <summary>The ordinary protocol.</summary>
    public static ChargeProtocol ConstantCurrent(double rate) => new([.. Enumerable.Repeat(rate, Stages)]);

    /// <summary>Current at a state of charge, as a rate.</summary>
    public double At(double soc, double from, double to)
    {
        int stage = (int)Math.Floor((soc - from) / (to - from) * Stages);
        return Rates[Math.Clamp(stage, 0, Stages - 1)];
    }

    /// <summary>The rates for people.</summary>
    public override string ToString() =>
        string.Join(" / ", Rates.Select(r => r.ToString("0.00", CultureInfo.InvariantCulture))) + " C";
}

/// <summary>What a charge is for and what it must keep.</summary>
public sealed record ChargeTask
{
    /// <summary>State of charge at the start and at the end.</summary>
    public double From { get; init; } = 0.1;

    /// <inheritdoc cref="From"/>
    public double To { get; init; } = 0.8;

    /// <summary>Ambient temperature in degC.</summary>
    public double Ambient_C { get; init; } = 25;

    /// <summary>Heat transfer from the cells' surfaces in W/m2/K: still air 10, a fan 30, a cold plate above 100.</summary>
    public double Cooling_W_per_m2K { get; init; } = 10;

    /// <summary>Largest current of the charger in A.</summary>
    public double Charger_A { get; init; } = 10;

    /// <summary>Voltage that no cell may exceed.</summary>
    public double Cell_V { get; init; } = 4.2;

    /// <summary>Temperature that no cell's surface may exceed, in degC.</summary>
    public double Surface_C { get; init; } = 45;

    /// <summary>Potential of the negative electrode that must be left, in V: the model lacks the electrolyte's drop.</summary>
    public double Margin_V { get; init; } = 0.02;

    /// <summary>Seed of the pack's spread and of the protocols.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>What came of a charge.</summary>
/// <param name="Protocol">How it was charged.</param>
/// <param name="Duration_s">Time to the end; infinity when it was not reached in six hours.</param>
/// <param name="Hottest_C">Highest surface of a cell.</param>
/// <param name="Lowest_V">Lowest potential of a negative electrode against lithium.</param>
public sealed record ChargeOutcome(ChargeProtocol Protocol, double Duration_s, double Hottest_C, double Lowest_V)
{
    /// <summary>True when no limit of the task was crossed.</summary>
    public bool Keeps(ChargeTask task) => Hottest_C <= task.Surface_C && Lowest_V >= task.Margin_V && double.IsFinite(Duration_s);

    /// <summary>True when another charge is nowhere worse and somewhere better.</summary>
    public bool IsBeatenBy(ChargeOutcome other) =>
        other.Duration_s <= Duration_s && other.Hottest_C <= Hottest_C && other.Lowest_V >= Lowest_V
        && (other.Duration_s < Duration_s || other.Hottest_C < Hottest_C || other.Lowest_V > Lowest_V);
}
