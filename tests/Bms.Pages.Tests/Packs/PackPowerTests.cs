using Bms.Pages.Packs;
using Xunit;

namespace Bms.Pages.Tests.Packs;

/// <summary>The figures by hand: ohm and joule.</summary>
public class PackPowerTests
{
    /// <summary>140 A through 0.5 mohm are 9.8 W; through two FETs of 1 mohm, 70 A each, 4.9 W in each.</summary>
    [Fact]
    public void Heat_is_the_square_of_the_current() =>
        Assert.Contains("| 140 A | discharge peak trips after one sample | 9.80 W | 9.80 W | 4.90 W |", PackPower.Heat(),
            StringComparison.Ordinal);

    /// <summary>A capacitor that is filled through a resistor leaves as much in it as it takes: 2 mF at 66.4 V are 4.41 J.</summary>
    [Fact]
    public void The_resistor_takes_half()
    {
        Assert.Equal(4.41, PackPower.Filling_J(2e-3), 0.01);
        Assert.Equal(2e-3 * 100 * Math.Log(66.4 / 2), PackPower.Filling_s(2e-3), 0.001);
    }

    /// <summary>1 % of 50 Ah through 61 mA in 16 s of 20: 10.2 h.</summary>
    [Fact]
    public void Bleeding_has_its_pauses() =>
        Assert.Contains("| BQ76952 | 61 mA | 2.0 W | 10 h | 51 h |", PackPower.Bleeding(), StringComparison.Ordinal);

    /// <summary>286 uA of the chip and 57.6 uA of a bus pin of 1 Mohm at 57.6 V are 251 mAh in 730 h.</summary>
    [Fact]
    public void A_month_has_730_hours() =>
        Assert.Contains("| awake | 286 uA | 58 uA | 251 mAh |", PackPower.Rest(3.6), StringComparison.Ordinal);
}
