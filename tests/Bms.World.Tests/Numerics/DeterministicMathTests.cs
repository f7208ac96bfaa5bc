using Bms.World.Numerics;
using Xunit;

namespace Bms.World.Tests.Numerics;

public class DeterministicMathTests
{
    [Fact]
    public void The_exponential_is_within_two_last_bits_of_the_library_over_its_whole_range()
    {
        for (double x = -707.9; x < 708.9; x += 0.0137)
        {
            double expected = Math.Exp(x);
            Assert.True(Math.Abs(DeterministicMath.Exp(x) / expected - 1.0) < 4.5e-16, $"exp({x:R})");
        }
    }

    [Fact]
    public void The_logarithm_is_within_two_last_bits_of_the_library()
    {
        for (double x = 1e-300; x < 1e300; x *= 1.317)
        {
            double expected = Math.Log(x);
            Assert.True(Math.Abs(DeterministicMath.Log(x) - expected) <= 4.5e-16 * Math.Abs(expected), $"log({x:R})");
        }
    }

    [Fact]
    public void The_logarithm_near_one_keeps_its_relative_precision()
    {
        // ln(1 + d) = d - d^2/2 + d^3/3 - ...; what is left out is 1e-21 for d = 2^-17.
        double d = Math.Pow(2, -17);
        Assert.Equal(d - d * d / 2 + d * d * d / 3, DeterministicMath.Log(1.0 + d), 1e-20);
        Assert.Equal(0.0, DeterministicMath.Log(1.0));
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(-1e9, 0.0)]
    [InlineData(1e9, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void The_exponential_at_its_edges(double x, double expected) => Assert.Equal(expected, DeterministicMath.Exp(x));

    [Theory]
    [InlineData(0.0, double.NaN)]
    [InlineData(-1.0, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void The_logarithm_at_its_edges(double x, double expected) => Assert.Equal(expected, DeterministicMath.Log(x));
}
