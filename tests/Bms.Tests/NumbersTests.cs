using Xunit;

namespace Bms.Tests;

public class NumbersTests
{
    [Theory]
    [InlineData(-7, 7)]
    [InlineData(0, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-int.MaxValue, int.MaxValue)]
    public void A_number_has_a_size(int value, int expected)
    {
        Assert.Equal(expected, Numbers.Abs(value));
    }

    [Theory]
    [InlineData(0.49f, 0)]
    [InlineData(0.5f, 1)]
    [InlineData(-0.49f, 0)]
    [InlineData(-0.5f, -1)]
    [InlineData(41.5f, 42)]
    [InlineData(99.4f, 99)]
    [InlineData(100f, 100)]
    [InlineData(1e20f, 100)]
    [InlineData(float.PositiveInfinity, 100)]
    [InlineData(-100f, -100)]
    [InlineData(-1e20f, -100)]
    [InlineData(float.NegativeInfinity, -100)]
    [InlineData(float.NaN, -100)]
    public void Rounds_half_away_from_zero_and_clamps(float value, int expected) => Assert.Equal(expected, Numbers.ToInt(value, -100, 100));
}
