namespace Bms.World.Fitting;

/// <summary>
/// A measured run of one cell: rows in order of time, nothing missing but temperatures. The current of a row, positive = charge,
/// holds for the interval that ends at it.
/// </summary>
public sealed record MeasuredRun
{
    /// <summary>Name in figures and messages.</summary>
    public required string Name { get; init; }

    /// <summary>Time in s, not decreasing.</summary>
    public required double[] Time_s { get; init; }

    /// <summary>Current in A, positive = charge.</summary>
    public required double[] Current_A { get; init; }

    /// <summary>Voltage at the terminals in V.</summary>
    public required double[] Voltage_V { get; init; }

    /// <summary>Temperature of the surface in degC; null when it was not measured.</summary>
    public double[]? Temperature_C { get; init; }

    /// <summary>State of charge by a reference, 0..1; null when there is none.</summary>
    public double[]? SocRef { get; init; }

    /// <summary>Temperature of the surroundings in degC, taken where no temperature was measured and as the place heat goes to.</summary>
    public double Ambient_C { get; init; } = 25.0;

    /// <summary>Number of rows.</summary>
    public int Rows => Time_s.Length;

    /// <summary>Length of the interval that ends at a row, in s; 0 for the first.</summary>
    public double Duration_s(int row) => row == 0 ? 0.0 : Time_s[row] - Time_s[row - 1];

    /// <summary>Temperature at a row: measured, else that of the surroundings.</summary>
    public double TemperatureAt_C(int row) => Temperature_C is null ? Ambient_C : Temperature_C[row];

    /// <summary>Charge that went in since the first row, in Ah, for each row.</summary>
    public double[] Charge_Ah()
    {
        double[] charge = new double[Rows];
        for (int row = 1; row < Rows; row++) charge[row] = charge[row - 1] + Current_A[row] * Duration_s(row) / 3600.0;
        return charge;
    }

    /// <summary>The rows between two times, as a run of their own.</summary>
    public MeasuredRun Between(double from_s, double to_s, string name)
    {
        int first = Array.FindIndex(Time_s, t => t >= from_s);
        int last = Array.FindLastIndex(Time_s, t => t < to_s) + 1;
        return this with
        {
            Name = name,
            Time_s = Time_s[first..last],
            Current_A = Current_A[first..last],
            Voltage_V = Voltage_V[first..last],
            Temperature_C = Temperature_C?[first..last],
            SocRef = SocRef?[first..last],
        };
    }
}
