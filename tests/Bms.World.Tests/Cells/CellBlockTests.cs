using Bms.World.Cells;
using Xunit;

namespace Bms.World.Tests.Cells;

public class CellBlockTests
{
    [Fact]
    public void A_block_does_what_equal_cells_in_parallel_do()
    {
        PackSpec even = new() { CapacitySigma = 0, ResistanceSigma = 0, BusbarResistance_ohm = 0, Ambient_C = 10, InitialSoc = 0.8 };
        Pack block = Loaded(even with { Cell = CellBlock.Of(CellSpec.LgM50(), 10) });
        Pack cells = Loaded(even with { ParallelCells = 10 });
        for (int second = 1; second <= 1200; second++)
        {
            block.AdvanceTo(second * 1_000_000L);
            cells.AdvanceTo(second * 1_000_000L);
        }

        Assert.Equal(cells.CellVoltage_V(1), block.CellVoltage_V(1), 3);
        Assert.Equal(cells.Soc(1), block.Soc(1), 6);
        Assert.Equal(cells.CellCore_C(1), block.CellCore_C(1), 0.5);
    }

    [Fact]
    public void A_count_out_of_its_range_is_refused() =>
        Assert.Throws<ArgumentException>(() => CellBlock.Of(CellSpec.LgM50(), 65));

    private static Pack Loaded(PackSpec spec)
    {
        Pack pack = new(spec) { ChargeSwitch = true, DischargeSwitch = true };
        pack.Load.SetCurrent_A(60);
        return pack;
    }
}
