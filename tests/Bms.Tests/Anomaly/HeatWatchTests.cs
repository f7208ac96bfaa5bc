using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

public class HeatWatchTests
{
    private const int Stuck = 2;

    /// <summary>
    /// Load warms a pack by 9 K, and one probe shows for hours what it showed before: load explains a deviation, but no standstill.
    /// </summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void A_probe_that_stands_still_while_its_neighbours_go_is_a_probe_whatever_load_explains(double rounding_K)
    {
        HeatWatch heat = Day(rounding_K, swing_K: 9, stands: true);
        Assert.Equal(Stuck, heat.WorstProbe);
        Assert.True(heat.WorstShare > 1, $"{heat.WorstShare}");
        Assert.True(Math.Abs(heat.Jump_K[Stuck]) > 0.6 * Math.Abs(heat.Deviation_K[Stuck]), "it would be called a warm place");
    }

    [Theory]
    [InlineData(0.1, 7)]
    [InlineData(1.0, 7)]
    public void Probes_that_go_along_and_inputs_without_a_probe_are_healthy(double rounding_K, double swing_K) =>
        Assert.InRange(Day(rounding_K, swing_K, stands: false).WorstShare, 0, 1);

    [Fact]
    public void Whole_degrees_of_a_cooler_place_may_stand_still_for_hours() =>
        Assert.InRange(Day(1.0, swing_K: 5, stands: true).WorstShare, 0, 1);

    // While a module was overcharged into its fire, probes that rose by 4 K a minute were compared with the median of a minute ago.
    [Fact]
    public void Probes_that_rise_with_a_pack_that_burns_are_not_stuck()
    {
        var heat = new HeatWatch(4);
        var sample = new PackSample(4, 4);
        for (int second = 0; second < 1800; second++)
        {
            for (int probe = 0; probe < 4; probe++)
            {
                double now_degC = 20 + (second / 15.0 * (1 + (0.04 * probe)));
                sample.Temperature_ddegC.Accept(probe, (int)Math.Round(now_degC * 10), second * 1000);
            }

            heat.Step(sample.Temperature_ddegC, 1);
            if (second % 60 == 59)
            {
                heat.CloseWindow(0, 60);
                Assert.All(heat.Jump_K, jump_K => Assert.InRange(jump_K, -0.5, 0.5));
            }
        }
    }

    // Four probes over a day of loads; one of them may stand still from the sixth hour on. The last input has no probe.
    private static HeatWatch Day(double rounding_K, double swing_K, bool stands)
    {
        var heat = new HeatWatch(5);
        var sample = new PackSample(4, 5);
        double kept_K = 0;
        for (int minute = 0; minute < 12 * 60; minute++)
        {
            double warm_K = swing_K * (1 - Math.Cos(2 * Math.PI * minute / 360)) / 2;
            kept_K = stands && minute > 360 ? kept_K : warm_K;
            for (int probe = 0; probe < 4; probe++)
            {
                double told_K = 20 + (0.3 * probe) + (probe == Stuck ? kept_K : warm_K * (1 - (0.05 * probe)));
                sample.Temperature_ddegC.Accept(probe, (int)Math.Round(Math.Round(told_K / rounding_K) * rounding_K * 10), minute * 60_000);
            }

            sample.Temperature_ddegC.Accept(4, 250, minute * 60_000);
            heat.Step(sample.Temperature_ddegC, 60);
            heat.CloseWindow(0.4f, 60);
            if (stands && minute == 540)
            {
                break;
            }
        }

        return heat;
    }
}
