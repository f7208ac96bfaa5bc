using Bms.World.Numerics;
using Xunit;

namespace Bms.Train.Tests;

public class TailTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void A_fit_finds_the_pareto_tail_that_made_the_numbers(double shape)
    {
        // Inverse of the distribution function: x = ((1 - p)^-shape - 1) / shape has a generalised Pareto tail of scale 1.
        SeededRandom random = new(5, "tail");
        double[] drawn = [.. Enumerable.Range(0, 40_000).Select(_ => (Math.Pow(1 - random.NextUniform(), -shape) - 1) / shape)];
        Tail tail = Tail.Fit(drawn, drawn.Length);

        // Of 100,000 hours one shows more than the quantile of 1 - 1e-5.
        double rare = (Math.Pow(1e-5, -shape) - 1) / shape;
        Assert.InRange(tail.Decades(rare), 4.5, 5.5);
        Assert.InRange(tail.Shape, shape - 0.05, shape + 0.05);
    }

    [Fact]
    public void Decades_count_hours_even_when_a_peak_stands_for_many()
    {
        double[] peaks = [.. Enumerable.Range(1, 1000).Select(i => i / 1000.0)];
        Assert.Equal(Math.Log10(8), Tail.Fit(peaks, 8000).StartDecades - Tail.Fit(peaks, 1000).StartDecades, 6);
    }

    [Fact]
    public void What_has_never_been_seen_gets_a_tail_all_the_same()
    {
        Tail tail = Tail.Fit(new double[100], 10_000);
        Assert.True(tail.Decades(0.01) < 0.1);
        Assert.InRange(tail.Decades(1), 3, 5);
    }

    [Fact]
    public void At_is_the_inverse_of_decades()
    {
        Tail tail = new(0.5, 1.3, 0.2, 0.1);
        Assert.Equal(4, tail.Decades(tail.At(4)), 9);
    }
}
