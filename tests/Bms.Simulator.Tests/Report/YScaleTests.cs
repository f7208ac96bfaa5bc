using Bms.Simulator.Report;
using Xunit;

namespace Bms.Simulator.Tests.Report;

public class YScaleTests
{
    [Fact]
    public void Everything_drawn_lies_inside_limits_included()
    {
        YScale scale = YScale.For(Plot([3.31, 3.92]) with { Limits = [new("over-voltage", 4.25, Severity.Critical)] }, 0, 1);

        Assert.InRange(scale.Low, 3.0, 3.31);
        Assert.InRange(scale.High, 4.25, 4.4);
        Assert.All(scale.Ticks, t => Assert.InRange(t.Value, scale.Low, scale.High));
        Assert.InRange(scale.Ticks.Count, 3, 12);
    }

    [Fact]
    public void Noise_does_not_fill_a_plot_that_asks_for_a_least_span()
    {
        YScale scale = YScale.For(Plot([24.98, 25.02]) with { MinimumSpan = 10 }, 0, 1);

        Assert.True(scale.High - scale.Low >= 10);
        Assert.InRange(25.0, scale.Low + 4, scale.High - 4);
    }

    [Theory, InlineData(0.0), InlineData(5.0), InlineData(-1e6)]
    public void A_constant_has_an_axis_around_it(double value)
    {
        YScale scale = YScale.For(Plot([value, value]), 0, 1);

        Assert.True(scale.Low < value && value < scale.High);
        Assert.True(scale.Ticks.Count >= 2);
    }

    [Fact]
    public void Only_what_lies_on_the_horizontal_axis_counts()
    {
        Plot plot = new() { Title = "t", Unit = "V", Series = [new("a", new SeriesData([0, 1, 2], [1, 2, 1000]), 0)] };

        Assert.InRange(YScale.For(plot, 0, 1).High, 2, 3);
    }

    [Fact]
    public void A_plot_of_gaps_has_an_axis_all_the_same()
    {
        YScale scale = YScale.For(Plot([double.NaN, double.NaN]), 0, 1);

        Assert.Equal((0.0, 1.0), (scale.Low, scale.High));
    }

    private static Plot Plot(double[] y) => new()
    {
        Title = "t",
        Unit = "V",
        Series = [new("a", new SeriesData([.. y.Select((_, i) => i / (y.Length - 1.0))], y), 0)],
    };
}
