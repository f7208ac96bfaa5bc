namespace Bms.World.Field;

/// <summary>What can differ between the cells of a pack.</summary>
public enum TwinQuantity
{
    /// <summary>Capacity over that of the pack's middle, minus one.</summary>
    Capacity,

    /// <summary>Resistance over that of the pack's middle, minus one.</summary>
    Resistance,

    /// <summary>Voltage beside the pack's middle at any state of charge, in V: the measuring channel.</summary>
    Offset,

    /// <summary>State of charge at the first row beside the pack's middle.</summary>
    StartSoc,

    /// <summary>Current that the cell loses beside the pack's middle, in A.</summary>
    Leak,

    /// <summary>Mean measured voltage beside the pack's middle, in V, whatever the reason.</summary>
    Gap,
}

/// <summary>One quantity of one cell beside the pack's middle.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Value">How far it is from the middle.</param>
/// <param name="Sigma">Standard deviation of that, from the log alone.</param>
/// <param name="Known">Whether the log excites it enough to say anything; if not, the value says nothing.</param>
/// <param name="Healthy">What healthy cells of one pack scatter by, as a standard deviation.</param>
public readonly record struct TwinValue(TwinQuantity Quantity, double Value, double Sigma, bool Known, double Healthy)
{
    /// <summary>The distance in standard deviations of what the log's uncertainty and healthy scatter explain together.</summary>
    public double Deviations => Value / Math.Sqrt(Sigma * Sigma + Healthy * Healthy);
}

/// <summary>All quantities of a cell together.</summary>
/// <param name="Deviations">How far it is from the middle in all, as standard deviations of one normal quantity.</param>
/// <param name="Simplest">The one quantity that alone explains most of it.</param>
/// <param name="Alone">How far that would then be from the middle.</param>
/// <param name="Left">What stays unexplained, as standard deviations.</param>
public readonly record struct TwinWhole(double Deviations, TwinQuantity Simplest, double Alone, double Left);

/// <summary>What was found for one cell.</summary>
public sealed record TwinCell
{
    /// <summary>Number in the log, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Share of the rows with a voltage, 0..1; below a tenth nothing was fitted.</summary>
    public required double Seen { get; init; }

    /// <summary>
    /// Its quantities beside the pack's middle, in the order of <see cref="TwinQuantity"/>; empty when nothing was fitted.
    /// </summary>
    public IReadOnlyList<TwinValue> Values { get; init; } = [];

    /// <summary>Capacity in Ah, and its standard deviation with that of the pack's middle.</summary>
    public double Capacity_Ah { get; init; } = double.NaN;

    public double CapacitySigma_Ah { get; init; } = double.NaN;

    /// <summary>Resistance over that of the base cell of the pack's size, and its standard deviation with that of the middle.</summary>
    public double Resistance { get; init; } = double.NaN;

    public double ResistanceSigma { get; init; } = double.NaN;

    /// <summary>Voltage offset against the base cell in V, and its standard deviation with that of the middle.</summary>
    public double Offset_V { get; init; } = double.NaN;

    public double OffsetSigma_V { get; init; } = double.NaN;

    /// <summary>State of charge at the first row.</summary>
    public double StartSoc { get; init; } = double.NaN;

    /// <summary>Root of the mean squared difference between measured voltage and twin.</summary>
    public double Residual_V { get; init; } = double.NaN;

    /// <summary>The same of its distance to the pack's middle, where errors of the base cell drop out.</summary>
    public double Beside_V { get; init; } = double.NaN;

    /// <summary>What of it differs beyond doubt, the surest first.</summary>
    public IReadOnlyList<TwinValue> Differs { get; init; } = [];

    /// <summary>Whether it differs, in one quantity or in all together.</summary>
    public bool IsDifferent { get; init; }

    /// <summary>All its quantities together.</summary>
    public TwinWhole Whole { get; init; }

    public TwinValue Of(TwinQuantity quantity) => Values[(int)quantity];
}

/// <summary>The pack's middle: what all its cells have in common.</summary>
public sealed record TwinMiddle
{
    /// <summary>Capacity in Ah that the factor 1 stands for: given, or found.</summary>
    public required double Nominal_Ah { get; init; }

    public required double Capacity_Ah { get; init; }

    public required double CapacitySigma_Ah { get; init; }

    /// <summary>Whether the log shows the capacity; if not it is the nominal one, as good as that was.</summary>
    public required bool CapacityKnown { get; init; }

    /// <summary>All resistances over those of the base cell, scaled to the nominal capacity.</summary>
    public required double Resistance { get; init; }

    public required double ResistanceSigma { get; init; }

    public required bool ResistanceKnown { get; init; }

    /// <summary>Resistance after a step of seconds, and after minutes, in ohm, at the log's mean state of charge and temperature.</summary>
    public required double AtOnce_ohm { get; init; }

    public required double Whole_ohm { get; init; }

    /// <summary>Mean voltage against the base cell's curve.</summary>
    public required double Offset_V { get; init; }

    public required double OffsetSigma_V { get; init; }

    /// <summary>What is added to the measured current.</summary>
    public required double Zero_A { get; init; }

    public required double ZeroSigma_A { get; init; }

    /// <summary>How far the base cell's curve had to be bent, as a root of the mean square, and at most.</summary>
    public required double Bend_V { get; init; }

    public required double Residual_V { get; init; }

    public required double LowestSoc { get; init; }

    public required double HighestSoc { get; init; }
}

/// <summary>The twin of a log.</summary>
public sealed record TwinResult
{
    public required FieldLog Log { get; init; }

    public required CellSpec Base { get; init; }

    public required TwinMiddle Middle { get; init; }

    public required IReadOnlyList<TwinCell> Cells { get; init; }

    /// <summary>Stretches between pauses of the log.</summary>
    public required int Stretches { get; init; }

    /// <summary>Standard deviations beyond which a cell differs; chosen so that one healthy pack in a hundred shows any.</summary>
    public required double Limit { get; init; }

    /// <summary>Voltage of the pack's middle as measured and as the twin has it, in V, and its state of charge.</summary>
    public required double[] Measured_V { get; init; }

    public required double[] Computed_V { get; init; }

    public required double[] Soc { get; init; }

    /// <summary>Root of the mean square over all cells.</summary>
    public required double Residual_V { get; init; }

    /// <summary>How far the base cell's open-circuit voltage was bent at a state of charge, in V.</summary>
    public required Func<double, double> Bend_V { get; init; }

    /// <summary>Distance of a cell to the middle as the twin has it, in V, at each row.</summary>
    public required Func<int, double[]> Beside_V { get; init; }

    /// <summary>Cells that differ, the surest first.</summary>
    public IEnumerable<TwinCell> Different => Cells.Where(cell => cell.IsDifferent).OrderByDescending(cell => cell.Whole.Deviations);

    /// <summary>Whether cells are told from each other; with fewer than three they are told from the base cell.</summary>
    public bool HasMiddle => Cells.Count >= 3;

    /// <summary>Probability that a healthy pack of this size shows a distance like this anywhere.</summary>
    public double Chance(double deviations) =>
        Math.Min(1.0, NormalTail.TwoSided(deviations) * Cells.Count * (Enum.GetValues<TwinQuantity>().Length + 1));
}
