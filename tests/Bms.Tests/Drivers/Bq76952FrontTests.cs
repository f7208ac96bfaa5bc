using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Figures of SLUSE13B and SLUUBY2B.</summary>
public class Bq76952FrontTests
{
    private readonly Bq76952Front _chip = new();

    [Fact]
    public void It_is_the_datasheet_s_chip()
    {
        Assert.Equal((0x08, 16, 15, 25), (_chip.Address, _chip.Cells, _chip.Error_mV, _chip.Comparator_mV));

        // 21 slots of 3 ms at a clock 2.5 % slow.
        Assert.InRange(_chip.Scan_ms, 21 * 3 * 1.025, 66);
    }

    [Fact]
    public void The_heat_of_bleeding_stays_within_what_a_board_stands()
    {
        // 4.15 V through 68 ohm; eight cells at once are 2 W.
        double bleed_A = 4.15 / (20 + 20 + 28);
        Assert.InRange(_chip.Bleed_mA, (bleed_A * 1000) - 1, (bleed_A * 1000) + 1);
        Assert.True(bleed_A * 4.2 * Bms.Boards.Pack16s.MostBleeding < 2.2);
    }
}
