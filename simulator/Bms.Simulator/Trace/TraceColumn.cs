namespace Bms.Simulator.Trace;

/// <summary>One column of a trace. Its name ends in its unit; a missing value is NaN and an empty field in a file.</summary>
public sealed class TraceColumn(string name, int decimals)
{
    private readonly List<double> _values = [];

    /// <summary>Name with unit, such as cell1_V.</summary>
    public string Name { get; } = name;

    /// <summary>Decimals in a file, 0 to 6.</summary>
    public int Decimals { get; } = decimals;

    /// <summary>The values, one a row.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>Adds a row's value, rounded as the file has it, so that a picture shows what the file says.</summary>
    public void Add(double value) => _values.Add(Math.Round(value, Decimals, MidpointRounding.ToEven) + 0.0);
}
