using Bms.World;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// A load over time that repeats until the load is set to something else: spans of constant current or power; positive draws, negative
/// feeds back. Those that the simulator carries are files Scenarios/Cycles/NAME.csv; anybody's own has the same form, see
/// <see cref="CycleFile"/>.
/// </summary>
/// <param name="Name">Its name, or that of its file.</param>
/// <param name="Mode">What is constant within a span: current in A or power in W.</param>
/// <param name="Spans">The spans in their order, each with its length and what is drawn.</param>
public sealed record DriveCycle(string Name, LoadMode Mode, IReadOnlyList<(long Length_us, double Draw)> Spans)
{
    private const string Prefix = "cycle/", Ending = ".csv";

    /// <summary>Names of the cycles that the simulator carries.</summary>
    public static IReadOnlyList<string> Names { get; } = Resources.Names(Prefix);

    /// <summary>Loads one of <see cref="Names"/>.</summary>
    public static DriveCycle Load(string name) => CycleFile.Read(name, Resources.Text(Prefix + name), null);

    /// <summary>
    /// The cycle that a timeline entry names: one that the simulator carries, or a file that ends in .csv, looked for beside the scenario.
    /// </summary>
    /// <exception cref="BadInputException">There is none, or the file is wrong.</exception>
    internal static DriveCycle Open(string scenario, string field, string name, CycleVehicle? vehicle)
    {
        if (name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
        {
            string beside = Path.Combine(Path.GetDirectoryName(scenario) ?? string.Empty, name);
            ReadOnlyMemory<byte> bytes = CycleFile.Load(beside);
            return CycleFile.Read(beside, System.Text.Encoding.UTF8.GetString(bytes.Span), vehicle);
        }

        if (!Names.Contains(name))
        {
            throw new BadInputException(scenario, field,
                $"{name} is not known, allowed are {string.Join(", ", Names)}, or a file that ends in {Ending}");
        }

        return vehicle == null ? Load(name)
            : throw new BadInputException(scenario, field, $"{name} has currents, a vehicle is only allowed with a file of speeds");
    }
}
