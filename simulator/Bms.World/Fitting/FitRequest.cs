namespace Bms.World.Fitting;

/// <summary>What a cell is to be made from.</summary>
public sealed record FitRequest
{
    /// <summary>Name of the new cell.</summary>
    public required string Name { get; init; }

    /// <summary>The runs it is fitted to.</summary>
    public required IReadOnlyList<MeasuredRun> Runs { get; init; }

    /// <summary>Resistances from pulses, besides the runs; may be empty.</summary>
    public IReadOnlyList<PulseResistance> Pulses { get; init; } = [];

    /// <summary>Voltages at rest, besides the runs; may be empty.</summary>
    public IReadOnlyList<RestVoltage> RestVoltages { get; init; } = [];

    /// <summary>A cell of the same chemistry: gives what voltages and temperatures do not show.</summary>
    public required CellSpec Like { get; init; }

    /// <summary>
    /// Cells whose curves may tell of which kind the cell is, and where runs lie that do not go from full to empty; the first that fits
    /// stands for <see cref="Like"/>. Empty: none is asked.
    /// </summary>
    public IReadOnlyList<CellSpec> Kinds { get; init; } = [];

    /// <summary>Charge between 0 and 100 % SoC in Ah; null when the widest run shows it.</summary>
    public double? Capacity_Ah { get; init; }

    /// <summary>Where the runs come from, one source a line.</summary>
    public string Sources { get; init; } = "";
}

/// <summary>What a pulse from rest costs after some time, over its current.</summary>
/// <param name="Temperature_C">Cell temperature in degC.</param>
/// <param name="Soc">State of charge, 0..1.</param>
/// <param name="After_s">Time since the pulse began.</param>
/// <param name="Resistance_ohm">Change of voltage over current.</param>
/// <param name="Charging">Whether it charged.</param>
public readonly record struct PulseResistance(double Temperature_C, double Soc, double After_s, double Resistance_ohm, bool Charging);

/// <summary>What the cell shows at rest at a state of charge, reached by charging and by discharging.</summary>
/// <param name="Soc">State of charge, 0..1.</param>
/// <param name="Mean_V">Mean of both voltages at 25 degC.</param>
/// <param name="HalfGap_V">Half their difference; not a number when only one was measured.</param>
public readonly record struct RestVoltage(double Soc, double Mean_V, double HalfGap_V);
