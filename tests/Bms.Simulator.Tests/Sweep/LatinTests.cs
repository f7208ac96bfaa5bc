using Bms.Simulator.Sweep;

namespace Bms.Simulator.Tests.Sweep;

public class LatinTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Each_stratum_of_a_dimension_is_taken_by_exactly_one_case(int count)
    {
        var cube = new Latin(5, count);
        foreach (string dimension in new[] { "soc", "ambient" })
        {
            IEnumerable<int> strata = Enumerable.Range(0, count).Select(i => (int)(cube.At(dimension, i) * count));
            Assert.Equal(Enumerable.Range(0, count), strata.Order());
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_places_in_whatever_order_they_are_asked_for()
    {
        (Latin one, Latin other) = (new Latin(5, 50), new Latin(5, 50));
        _ = other.At("another dimension", 3);

        Assert.Equal(one.At("soc", 7), other.At("soc", 7));
        Assert.NotEqual(one.At("soc", 7), new Latin(6, 50).At("soc", 7));
    }

    [Fact]
    public void Two_dimensions_are_not_the_same_order()
    {
        var cube = new Latin(5, 100);
        Assert.True(Enumerable.Range(0, 100).Count(i => (int)(cube.At("a", i) * 100) != (int)(cube.At("b", i) * 100)) > 80);
    }

    [Fact]
    public void A_choice_comes_as_often_as_any_other()
    {
        var cube = new Latin(5, 90);
        string[] picked = [.. Enumerable.Range(0, 90).Select(i => new LatinCase(cube, i).Pick("pins", "a", "b", "c"))];

        Assert.All(picked.CountBy(p => p), pair => Assert.Equal(30, pair.Value));
    }
}
