using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Figures of SLUSBK2I.</summary>
public class Bq76940FrontTests
{
    private readonly Bq76940Front _chip = new();

    [Fact]
    public void It_is_the_datasheet_s_chip()
    {
        Assert.Equal((0x08, 15, 40), (_chip.Address, _chip.Cells, _chip.Error_mV));

        // All cells in 250 ms, with 2 % for the clock.
        Assert.InRange(_chip.Scan_ms, 250 * 1.02, 256);
    }

    [Fact]
    public void A_cell_bleeds_in_seven_tenths_of_the_time()
    {
        // 4.15 V through two filters of 40 ohm and a switch of 5 ohm: below the 70 mA that a pin stands.
        double peak_A = 4.15 / (40 + 40 + 5);
        Assert.True(peak_A < 0.07);
        Assert.InRange(_chip.Bleed_mA, (0.7 * peak_A * 1000) - 1, (0.7 * peak_A * 1000) + 1);
    }
}
