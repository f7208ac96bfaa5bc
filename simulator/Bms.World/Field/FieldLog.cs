namespace Bms.World.Field;

/// <summary>
/// What a pack's own instruments recorded: rows in order of time, one voltage a cell. The current of a row, positive = charge, holds for
/// the interval that ends at it.
/// </summary>
public sealed record FieldLog
{
    /// <summary>Name in figures and messages.</summary>
    public required string Name { get; init; }

    /// <summary>Time in s, rising.</summary>
    public required double[] Time_s { get; init; }

    /// <summary>Current of the pack in A, positive = charge.</summary>
    public required double[] Current_A { get; init; }

    /// <summary>Voltage of each cell in V: first index the cell, second the row; not a number where it is missing.</summary>
    public required float[][] Cell_V { get; init; }

    /// <summary>Temperature in degC at each row: one curve for all cells, or one a cell; empty when none was measured.</summary>
    public IReadOnlyList<double[]> Temperature_C { get; init; } = [];

    /// <summary>Temperature of the surroundings in degC, taken where none was measured.</summary>
    public double Ambient_C { get; init; } = 25.0;

    /// <summary>Number of rows.</summary>
    public int Rows => Time_s.Length;

    /// <summary>Number of cells in series.</summary>
    public int Cells => Cell_V.Length;

    /// <summary>Length of the interval that ends at a row, in s; 0 for the first.</summary>
    public double Duration_s(int row) => row == 0 ? 0.0 : Time_s[row] - Time_s[row - 1];

    /// <summary>Temperature curve of a cell; null when none was measured.</summary>
    public double[]? TemperatureOf(int cell) => Temperature_C.Count == 0 ? null : Temperature_C[Temperature_C.Count == Cells ? cell : 0];
}
