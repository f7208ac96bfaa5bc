using Bms.Chemistry;
using Bms.Estimation;
using Bms.Tests.Fakes;
using FsCheck.Fluent;
using Xunit;

namespace Bms.Tests.Estimation;

public class OcvTableTests
{
    private readonly OcvTable _table = new([3000, 3500, 3600, 4000]);

    /// <summary>Four points are three equal steps of 33.3 %: 3540 mV is 0.4 of the second, (1 + 0.4) / 3 = 46.67 %.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3000, 0)]
    [InlineData(3001, 666)]
    [InlineData(3250, 166666)]
    [InlineData(3500, 333333)]
    [InlineData(3540, 466666)]
    [InlineData(3600, 666666)]
    [InlineData(3999, 999166)]
    [InlineData(4000, 1000000)]
    [InlineData(5000, 1000000)]
    public void Interpolates_between_its_points_and_holds_its_ends(int cell_mV, int expected_ppm) =>
        Assert.Equal(expected_ppm, _table.Soc_ppm(cell_mV));

    /// <summary>One step is 333,333 ppm: over 500, 100 and 400 mV that is 666, 3333 and 833 ppm a mV, one more for rounding.</summary>
    [Theory]
    [InlineData(2500, 667)]
    [InlineData(3499, 667)]
    [InlineData(3500, 3334)]
    [InlineData(3599, 3334)]
    [InlineData(3600, 834)]
    [InlineData(4500, 834)]
    public void Knows_what_a_millivolt_is_worth(int cell_mV, int expected_ppm) =>
        Assert.Equal(expected_ppm, _table.Slope_ppm_per_mV(cell_mV));

    [Fact]
    public void Never_falls_with_the_voltage_and_never_rises_faster_than_its_slope_says()
    {
        OcvTable nmc = new(Nmc811.Create().Ocv_mV);
        Always.Holds(Gen.Choose(2000, 4400), cell_mV =>
        {
            int here_ppm = nmc.Soc_ppm(cell_mV);
            int next_ppm = nmc.Soc_ppm(cell_mV + 1);
            Assert.InRange(here_ppm, 0, 1_000_000);
            Assert.InRange(next_ppm - here_ppm, 0, nmc.Slope_ppm_per_mV(cell_mV));
        });
    }

    [Fact]
    public void Gives_every_point_of_the_cell_its_state_of_charge()
    {
        int[] ocv_mV = Nmc811.Create().Ocv_mV;
        OcvTable nmc = new(ocv_mV);
        Assert.All(Enumerable.Range(0, 51), i => Assert.Equal(20_000 * i, nmc.Soc_ppm(ocv_mV[i])));
    }
}
