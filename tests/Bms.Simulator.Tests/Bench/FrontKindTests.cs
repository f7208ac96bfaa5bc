using Bms.Config;
using Bms.Simulator.Bench;
using Bms.Simulator.Commands;
using Bms.Simulator.Scenarios;
using Bms.Twins;
using Bms.World;

namespace Bms.Simulator.Tests.Bench;

/// <summary>
/// The second source: pack-15s is pack-16s with another chip at the cells, and differs from it in the line that names the chip alone.
/// </summary>
public class FrontKindTests
{
    private static readonly BoardKind s_first = BoardKind.Of("pack-16s"), s_second = BoardKind.Of("pack-15s");

    [Fact]
    public void The_wiring_differs_in_the_chip_at_the_cells_only()
    {
        var first = Build(s_first).Chips;
        var second = Build(s_second).Chips;
        Assert.Equal(first.Select(row => (row.Bus, row.Address)), second.Select(row => (row.Bus, row.Address)));
        Assert.Equal(["bq76952"], first.Select(row => row.Name).Except(second.Select(row => row.Name)));
        Assert.Equal(["bq76940"], second.Select(row => row.Name).Except(first.Select(row => row.Name)));
        Assert.Equal(s_first.Cells with { SeriesCells = 15 }, s_second.Cells);
    }

    [Fact]
    public void The_configuration_differs_in_what_follows_from_the_chip_only()
    {
        PackConfig first = s_first.Config(), second = s_second.Config();
        (first.CellCount, first.CellScan_ms, first.SumTolerance_mV) = (second.CellCount, second.CellScan_ms, second.SumTolerance_mV);
        Assert.Equal(first.Numbers(), second.Numbers());
        Assert.Equal((15, 300), (second.CellCount, second.CellScan_ms));
    }

    [Fact]
    public void A_fault_of_the_front_end_finds_whichever_chip_stands_there()
    {
        Assert.Equal("bq76952", Build(s_first).Find("front-end")!.Name);
        Assert.Equal("bq76940", Build(s_second).Find("front-end")!.Name);
        Assert.Null(Build(BoardKind.All[0]).Find("front-end"));
    }

    [Fact]
    public void Kin_are_the_boards_that_have_a_front_end() => Assert.Equal([s_first, s_second], s_second.Kin);

    [Fact]
    public void A_scenario_for_every_front_is_played_on_both_boards()
    {
        string[] both = [.. Catalogue.Names.Where(name => Changes.Read(Catalogue.Source(name), []).EveryFront)];
        Assert.True(both.Length >= 16, "scenarios for every front: " + both.Length);
        string[] change = Options.BoardChange("pack-15s");
        Assert.All(both, name => Assert.Equal("pack-15s", Changes.Read(Catalogue.Source(name), change).Board.Name));
    }

    [Fact]
    public void A_scenario_of_the_first_front_alone_stands_in_the_table_that_says_why()
    {
        string[] lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "simulator/Bms.Simulator/Scenarios/README.md"));
        string[] rows = [.. lines.SkipWhile(line => !line.Contains("| without, on pack-15s |", StringComparison.Ordinal))
            .TakeWhile(line => line.Length > 0)];
        string[] named = [.. rows.SelectMany(row => row.Split('`')[1..]).Where(part => Catalogue.Names.Contains(part))];
        string[] alone = [.. Catalogue.Names.Select(name => Changes.Read(Catalogue.Source(name), []))
            .Where(s => s.Board == s_first && !s.EveryFront && !s.EveryBoard).Select(s => s.Name)];
        Assert.Equal(alone.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static BoardHardware Build(BoardKind board) =>
        board.Build(new VirtualMachine(), new Pack(board.Cells), new BenchOptions { Board = board });
}
