using Bms.Config;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios.Expectations;
using Bms.Simulator.Scenarios.Format;
using Bms.World;

namespace Bms.Simulator.Scenarios;

/// <summary>When something begins: at a time, or when a condition holds for the first time. One of the two is null.</summary>
public sealed record Trigger(long? At_us, Condition? When);

/// <summary>A timeline entry or a fault.</summary>
public sealed record Entry(string Name, Node Node, Trigger Begin)
{
    /// <summary>When a fault ends, in us from the start of the run; null = it does not, or <see cref="Length_us"/> says so.</summary>
    public long? Until_us { get; init; }

    /// <summary>How long a fault lasts in us; null = see <see cref="Until_us"/>.</summary>
    public long? Length_us { get; init; }
}

/// <summary>A scenario that was read and checked. It holds no state of a run, so that runs may share it.</summary>
public sealed record Scenario(string File, Node Node)
{
    /// <summary>File name without folder and ending: the scenario's name as a command takes it.</summary>
    public string Name { get; } = Path.GetFileNameWithoutExtension(File);

    /// <summary>A sentence that says what happens.</summary>
    public string Title { get; } = Node.Text("title");

    /// <summary>Why it must be tried.</summary>
    public string Why { get; } = Node.Text("why");

    public BoardKind Board { get; init; } = Node.Has("board") ? BoardKind.Of(Node.Text("board")) : BoardKind.All[0];

    /// <summary>True: it makes sense on every board, and `test` plays it on each.</summary>
    public bool EveryBoard { get; } = Node.Flag("every_board", false);

    /// <summary>True: it makes sense on every board that differs in its front end only, and `test` plays it on each.</summary>
    public bool EveryFront { get; } = Node.Flag("every_front", false);

    /// <summary>What protects the cells besides the firmware.</summary>
    public Bench4sSpec Hardware { get; init; } = Bench4sSpec.Of(Node.Has("hardware") ? Node.Text("hardware") : Bench4sSpec.Names[0]);

    public ulong Seed { get; init; } = (ulong)Node.Wide("seed", 1);

    /// <summary>Length of the run in us.</summary>
    public long Duration_us { get; init; } = Times.Read_us(Node, "duration")!.Value;

    public double Ambient_C { get; } = Node.Number("ambient_C", 25);

    /// <summary>Times the currents and powers of its loads.</summary>
    public double LoadFactor { get; } = Node.Number("load_factor", 1);

    /// <summary>State of charge at the start, 0 to 1.</summary>
    public double InitialSoc { get; } = Node.Number("initial_soc", 0.5);

    /// <summary>Cells in parallel in each place of the series; null = as the board's pack has them.</summary>
    public int? ParallelCells { get; } = Node.Has("parallel_cells") ? Node.Whole("parallel_cells") : null;

    /// <summary>The drive cycle of each entry of the timeline that names one.</summary>
    public IReadOnlyDictionary<Node, DriveCycle> Cycles { get; init; } = new Dictionary<Node, DriveCycle>();

    /// <summary>The cell that the file names; null when it leaves it to the board.</summary>
    public CellSpec? OwnCell { get; init; }

    /// <summary>The cell that the pack is made of.</summary>
    public CellSpec Cell => OwnCell ?? Board.Cells.Cell;

    /// <summary>
    /// What the firmware is told that it is, one of <see cref="CellChemistry.Names"/>; null when nothing but the board says so.
    /// </summary>
    public string? NamedChemistry =>
        Node.Has("chemistry") ? Node.Text("chemistry") : OwnCell == null ? null
            : CellChemistry.Fitting(OwnCell) ?? CellChemistry.Nearest(OwnCell);

    /// <summary>What the firmware is told that the cells are.</summary>
    public string Chemistry => NamedChemistry ?? Board.Config().Chemistry.Name;

    /// <summary>Why there is no verdict on this scenario; null when there is one.</summary>
    public string? NoVerdict => Scenarios.NoVerdict.Of(Cell);

    /// <summary>The pack as the firmware is told of it.</summary>
    public PackConfig Config() =>
        Use.Tell(CellChemistry.Configure(Board, Cell, NamedChemistry, ParallelCells ?? Board.Cells.ParallelCells));

    /// <summary>Where the pack is used, as the firmware is told.</summary>
    public PackUse Use { get; } = ScenarioUse.Of(Node);

    /// <summary>Cells that differ from what the seed gave them.</summary>
    public IReadOnlyList<Node> Cells => Node.List("cells");

    /// <summary>Timeline entries in the order of the file.</summary>
    public IReadOnlyList<Entry> Timeline { get; } = [.. Node.List("timeline").Select(n => ToEntry(n, string.Empty))];

    /// <summary>Faults in the order of the file.</summary>
    public IReadOnlyList<Entry> Faults { get; } = [.. Node.List("faults").Select(n => ToEntry(n, n.Shape.Name))];

    /// <summary>Accesses to chips from which an expectation counts.</summary>
    public IEnumerable<ChipAccess> AccessesAwaited => Node.List("expect")
        .Where(e => e.Has("after") && !e.IsName("after")).Select(e => e.Child("after"))
        .Where(c => c.Has("chip_accessed")).Select(ChipAccess.From);

    /// <summary>Fresh expectations for one run.</summary>
    public IReadOnlyList<Expectation> CreateExpectations()
    {
        var context = new ExpectationContext(Duration_us, Cell.Limits, Board.Name);
        return [.. Node.List("expect").Select(n => ScenarioFormat.Expectation(n.Shape.Name).Create(n, context))];
    }

    private static Entry ToEntry(Node node, string otherwise)
    {
        string name = node.Has("name") ? node.Text("name") : otherwise;
        Condition? when = node.Has("when") ? Condition.From(node.Child("when")) : null;
        return new Entry(name, node, new Trigger(Times.Read_us(node, "at"), when))
        {
            Until_us = node.Shape.Find("until") == null ? null : Times.Read_us(node, "until"),
            Length_us = node.Has("for_s") ? (long)Math.Round(node.Number("for_s") * 1e6) : null,
        };
    }
}
