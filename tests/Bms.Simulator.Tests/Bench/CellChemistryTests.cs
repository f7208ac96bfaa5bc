using Bms.Config;
using Bms.Simulator.Bench;
using Bms.World;
using Bms.World.Cells;
using Xunit;

namespace Bms.Simulator.Tests.Bench;

public class CellChemistryTests
{
    private static readonly BoardKind s_board = BoardKind.Of("bench-4s");

    public static TheoryData<string> Shipped => [.. ShippedCells.Names];

    [Theory, MemberData(nameof(Shipped))]
    public void Every_shipped_cell_with_a_known_chemistry_makes_a_valid_configuration(string name)
    {
        CellSpec cell = ShippedCells.Open(name);
        if (CellChemistry.Fitting(cell) is not string chemistry) return;
        PackConfig pack = CellChemistry.Configure(s_board, cell, chemistry);
        Assert.Null(pack.Validate());
        Assert.Equal(cell.Capacity_Ah * 1000, pack.Capacity_mAh, 0.05 * pack.Capacity_mAh);
    }

    [Theory, MemberData(nameof(Shipped))]
    public void The_firmware_trips_before_the_cell_is_harmed(string name)
    {
        CellSpec cell = ShippedCells.Open(name);
        if (CellChemistry.Fitting(cell) is not string chemistry) return;
        PackConfig pack = CellChemistry.Configure(s_board, cell, chemistry);
        Assert.True(pack.Chemistry.OverVoltage_mV < cell.Limits.Highest_V * 1000);
        Assert.True(pack.Chemistry.UnderVoltage_mV > cell.Limits.Lowest_V * 1000);
    }

    [Fact]
    public void Larger_cells_do_not_widen_the_switches_of_the_board()
    {
        PackConfig large = CellChemistry.Configure(s_board, ShippedCells.Open("eve-lf280"), "LFP");
        Assert.Equal(s_board.Config().DischargeOverCurrent_mA, large.DischargeOverCurrent_mA);
        Assert.Equal(280_000, large.Capacity_mAh, 25_000.0);
    }

    [Fact]
    public void The_protector_of_an_lfp_pack_lies_between_the_firmware_and_the_harm()
    {
        CellSpec cell = ShippedCells.Open("sony-us26650");
        PackConfig pack = CellChemistry.Configure(s_board, cell, "LFP");
        var second = CellChemistry.Second(Bench4sSpec.Designed.Safety, "LFP")!.Protector!;
        Assert.InRange(second.OverCharge_V.Least, pack.Chemistry.OverVoltage_mV / 1000.0, cell.Limits.Highest_V);
        Assert.InRange(second.OverDischarge_V.Least, cell.Limits.Lowest_V, pack.Chemistry.UnderVoltage_mV / 1000.0);
    }

    [Fact]
    public void A_board_with_its_own_cell_keeps_its_own_configuration() =>
        Assert.Equal(s_board.Config().Numbers(), CellChemistry.Configure(s_board, CellSpec.LgM50(), "NMC811").Numbers());
}
