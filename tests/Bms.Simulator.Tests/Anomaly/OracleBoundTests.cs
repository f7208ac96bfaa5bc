using Bms.Simulator.Anomaly;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

public class OracleBoundTests
{
    [Fact]
    public void What_is_left_of_a_series_is_at_right_angles_to_all_that_was_known()
    {
        double[][] rows = [.. Enumerable.Range(0, 50).Select(t => new double[] { 1, t, t * t, 2 * t })];
        var fit = new LinearFit(rows);
        double[] line = [.. rows.Select(row => 3 - (0.5 * row[1]))];
        fit.Remove(line);
        Assert.All(line, value => Assert.Equal(0, value, 6));

        double[] wave = [.. rows.Select(row => Math.Sin(row[1]))];
        fit.Remove(wave);
        Assert.Equal(0, rows.Select((row, t) => row[2] * wave[t]).Sum(), 6);
        Assert.True(wave.Sum(value => value * value) > 10);
    }

    [Fact]
    public void A_larger_bias_stands_out_more_and_a_short_is_beyond_doubt()
    {
        var setup = new EpisodeSetup("nmc", 4, EpisodeBoard.Pack16s, 25, 0.6, 0.9);
        double small = OracleBound.Separation(setup, Fault("bias_3mV"), 5);
        double large = OracleBound.Separation(setup, Fault("bias_30mV"), 5);
        Assert.InRange(large / small, 5, 20);
        Assert.Equal(double.PositiveInfinity, OracleBound.Separation(setup, Fault("hard_short_30mohm"), 5));
    }

    private static EpisodeFault Fault(string figure) => EpisodeFaults.All.Single(fault => fault.Figure == figure);
}
