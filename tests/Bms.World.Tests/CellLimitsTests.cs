using Xunit;

namespace Bms.World.Tests;

public class CellLimitsTests
{
    [Theory]
    [InlineData(4.35, 25, false)]
    [InlineData(4.351, 25, true)]
    [InlineData(2.0, 25, false)]
    [InlineData(1.999, 25, true)]
    [InlineData(3.7, 80, false)]
    [InlineData(3.7, 80.1, true)]
    [InlineData(double.NaN, 25, true)]
    [InlineData(3.7, double.NaN, true)]
    public void A_cell_is_outside_beyond_any_limit_and_when_nobody_knows(double cell_V, double core_C, bool outside) =>
        Assert.Equal(outside, CellLimits.Nmc811.Outside(cell_V, core_C));
}
