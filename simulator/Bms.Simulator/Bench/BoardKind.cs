using Bms.Boards;
using Bms.Config;
using Bms.Twins;
using Bms.World;
using Bms.World.SecondLevel;

namespace Bms.Simulator.Bench;

/// <summary>One board that the simulator can run. All that is of one board only lies behind these six things.</summary>
/// <param name="Name">Its name, as commands and scenarios have it.</param>
/// <param name="Config">The pack as the board's firmware is told of it.</param>
/// <param name="Cells">The real pack that it hangs on.</param>
/// <param name="ChipNames">Names of its chips, by which faults find them.</param>
/// <param name="Safety">What lies between the cells and the board; null = they are wired through.</param>
/// <param name="Build">Builds its hardware.</param>
public sealed record BoardKind(string Name, Func<PackConfig> Config, PackSpec Cells, IReadOnlyList<string> ChipNames,
    Func<Bench4sSpec, SafetyPathSpec?> Safety, Func<VirtualMachine, Pack, BenchOptions, BoardHardware> Build)
{
    /// <summary>Every board, one a line; the first is the default.</summary>
    public static IReadOnlyList<BoardKind> All { get; } =
    [
        new("bench-4s", Bench4s.Pack, new PackSpec(), Bench4sHardware.ChipNames, s => s.Safety, (m, p, o) => new Bench4sHardware(m, p, o))
            { HasDividers = true, MeterRange_A = 16 },
        Large("pack-16s", FrontKind.Bq76952),
        Large("pack-15s", FrontKind.Bq76940),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(b => b.Name)];

    /// <summary>The chips of all boards, each name once, and the name of a place.</summary>
    public static IReadOnlyList<string> AllChipNames { get; } =
        [.. All.SelectMany(b => b.ChipNames).Append(BoardHardware.FrontPlace).Distinct()];

    /// <summary>Most cells in series, and most probes, that any board has.</summary>
    public static int MostCells { get; } = All.Max(b => b.CellCount);

    /// <inheritdoc cref="MostCells"/>
    public static int MostProbes { get; } = All.Max(b => b.ProbeCount);

    /// <summary>Name as figures have it: bench4s.</summary>
    public string FigureName => Name.Replace("-", string.Empty, StringComparison.Ordinal);

    /// <summary>Cells in series.</summary>
    public int CellCount => Cells.SeriesCells;

    /// <summary>Temperature probes.</summary>
    public int ProbeCount { get; } = Config().ProbeCount;

    /// <summary>The scenario that `demo` plays on it.</summary>
    public string Demo { get; init; } = "a-working-day-with-a-lost-probe";

    /// <summary>Whether a divider lies between each tap and its converter; a chip that takes the taps as they are has none.</summary>
    public bool HasDividers { get; init; }

    /// <summary>
    /// Whether a broken wire of a tap ever shows: its divider pulls it down, or the chip draws on it now and then to see. A BQ76940 does
    /// neither by itself; the capacitor at its pin keeps the voltage.
    /// </summary>
    public bool ShowsBrokenWires => HasDividers || Front == FrontKind.Bq76952.ChipName;

    /// <summary>The chip between cells and switches that drives these, by its name; null = there is none.</summary>
    public string? Front { get; init; }

    /// <summary>Boards that differ from this one in their front end only, this one included; empty without one.</summary>
    public IEnumerable<BoardKind> Kin => All.Where(b => b.Front != null && Front != null);

    /// <summary>Whether it has a chip of that name, or one in the place of that name.</summary>
    public bool HasChip(string name) => ChipNames.Contains(name) || (name == BoardHardware.FrontPlace && Front != null);

    /// <summary>Largest current that its meter can show, in A: the range of its converter over the shunt.</summary>
    public double MeterRange_A { get; init; }

    /// <summary>Whether a resistor fills the load before the discharge switch closes.</summary>
    public bool HasPrecharge => Cells.PrechargeResistance_ohm > 0;

    private static BoardKind Large(string name, FrontKind front) => new(name, front.Pack,
        Pack16sHardware.Blocks with { SeriesCells = front.Cells }, Pack16sHardware.ChipNames(front), Pack16sHardware.SafetyOf,
        (machine, pack, options) => new Pack16sHardware(machine, pack, options, front))
    {
        Demo = "pack-of-sixteen-drives-rests-and-charges",
        Front = front.ChipName,
        MeterRange_A = 327,
    };

    public static BoardKind Of(string name) => All.First(b => b.Name == name);
}
