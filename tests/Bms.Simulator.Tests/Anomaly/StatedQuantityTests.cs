using Bms.Simulator.Anomaly;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

public class StatedQuantityTests
{
    // Estimate, interval and truth of a leak in mA, and of a channel that is too low.
    [Theory]
    [InlineData(60, 30, 120, 50, true, 0.2)]
    [InlineData(60, 55, 65, 50, false, 0.2)]
    [InlineData(-8, -12, -4, -10, true, -0.2)]
    public void An_interval_holds_the_truth_and_an_error_has_its_sign(
        double estimate, double low, double high, double truth, bool covers, double error)
    {
        var stated = new StatedQuantity("leak_mA", estimate, low, high, truth);
        Assert.Equal(covers, stated.Covers);
        Assert.Equal(error, stated.RelativeError, 9);
    }

    [Fact]
    public void A_leak_of_the_benchmark_is_held_against_the_current_through_its_resistance()
    {
        // C/100 of an LG M50 (5 Ah): 50 mA at 3.7 V, and as the cell's voltage moves with its charge 15 % more or less.
        var filter = new EpisodeFilter("nmc", "leak_C100");
        EpisodeResult life = Assert.Single(Benchmark.Faulty(6, EpisodeBoard.Pack16s, 3, filter, _ => { }));
        Assert.NotNull(life.Stated);
        Assert.Equal("leak_mA", life.Stated.Kind);
        Assert.InRange(life.Stated.Truth, 42, 58);
    }
}
