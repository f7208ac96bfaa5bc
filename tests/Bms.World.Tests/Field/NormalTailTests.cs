using Bms.World.Field;
using Xunit;

namespace Bms.World.Tests.Field;

public class NormalTailTests
{
    // Abramowitz and Stegun, tables 26.1 and 26.2.
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(1.0, 0.31731051)]
    [InlineData(1.959964, 0.05)]
    [InlineData(3.0, 0.0026997961)]
    [InlineData(5.0, 5.7330314e-7)]
    public void The_tail_is_that_of_the_tables(double deviations, double probability) =>
        Assert.Equal(1.0, NormalTail.TwoSided(deviations) / probability, 4e-6);

    [Fact]
    public void A_probability_leads_back_to_its_distance() => Assert.Equal(3.89059, NormalTail.Deviations(1e-4), 4);

    // Chi-square with 5 degrees of freedom: 5 % beyond 11.070, 0.1 % beyond 20.515. Far out the approximation is a tenth off.
    [Theory]
    [InlineData(11.070, 0.05)]
    [InlineData(20.515, 0.001)]
    public void A_sum_of_squares_becomes_a_distance_of_the_same_chance(double sum, double probability) =>
        Assert.Equal(1.0, NormalTail.TwoSided(NormalTail.OfSquares(sum, 5)) / 2.0 / probability, 0.15);
}
