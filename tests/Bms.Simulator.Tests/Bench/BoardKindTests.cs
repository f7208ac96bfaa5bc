using Bms.Simulator.Bench;
using Bms.Twins;
using Bms.World;

namespace Bms.Simulator.Tests.Bench;

public class BoardKindTests
{
    public static TheoryData<string> Boards => [.. BoardKind.Names];

    [Fact]
    public void The_first_board_is_the_one_that_scenarios_without_a_board_have_always_run_on() =>
        Assert.Equal("bench-4s", BoardKind.All[0].Name);

    [Theory]
    [MemberData(nameof(Boards))]
    public void The_names_by_which_faults_find_chips_are_those_on_the_bus(string name)
    {
        BoardHardware hardware = Build(BoardKind.Of(name));
        Assert.Equal(BoardKind.Of(name).ChipNames, hardware.Chips.Select(c => c.Name));
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void Firmware_and_world_agree_on_the_number_of_cells(string name)
    {
        BoardKind board = BoardKind.Of(name);
        Assert.Equal(board.CellCount, board.Config().CellCount);
        Assert.Null(board.Config().Validate());
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void Every_tap_and_every_probe_can_be_disturbed_by_itself(string name)
    {
        BoardKind board = BoardKind.Of(name);
        BoardHardware hardware = Build(board);
        Assert.Equal(board.CellCount, Enumerable.Range(0, board.CellCount).Select(i => hardware.TapInput(i).Fault).Distinct().Count());
        Assert.Equal(board.ProbeCount, Enumerable.Range(0, board.ProbeCount).Select(i => hardware.ProbeInput(i).Fault).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void A_board_boots_into_standby_with_open_switches(string name)
    {
        VirtualBench bench = new(new BenchOptions { Board = BoardKind.Of(name) });
        bench.Run_s(10);

        Assert.Null(bench.Firmware.Crash);
        Assert.Equal((Mode.Standby, 0L), (bench.Firmware.Controller!.State.Mode, bench.Firmware.Controller.State.Active));
        Assert.True(bench.Pack is { ChargeSwitch: false, DischargeSwitch: false });
    }

    private static BoardHardware Build(BoardKind board) =>
        board.Build(new VirtualMachine(), new Pack(board.Cells), new BenchOptions { Board = board });
}
