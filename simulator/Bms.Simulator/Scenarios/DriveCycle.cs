using System.Globalization;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// A load current over time that repeats until the load is set to something else. A file Scenarios/Cycles/NAME.csv has a head line
/// "length_s,load_A" and a row for each span; positive draws, negative feeds back. Lines that begin with # say where its shape comes from.
/// </summary>
public sealed record DriveCycle(string Name, IReadOnlyList<(long Length_us, double Load_A)> Spans)
{
    private const string Prefix = "cycle/";

    /// <summary>Names of the cycles that the simulator carries.</summary>
    public static IReadOnlyList<string> Names { get; } = Resources.Names(Prefix);

    /// <summary>Loads one of <see cref="Names"/>.</summary>
    public static DriveCycle Load(string name)
    {
        string[] lines = Resources.Text(Prefix + name).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new DriveCycle(name, [.. lines.Skip(1).Where(line => line[0] != '#').Select(ToSpan)]);
    }

    private static (long Length_us, double Load_A) ToSpan(string line)
    {
        string[] parts = line.Split(',');
        return ((long)(double.Parse(parts[0], CultureInfo.InvariantCulture) * 1e6), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
