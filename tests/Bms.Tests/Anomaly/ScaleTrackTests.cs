using Bms.Anomaly;
using Bms.Chemistry;
using Xunit;

namespace Bms.Tests.Anomaly;

public class ScaleTrackTests
{
    [Theory]
    [InlineData(1.05, 5)]
    [InlineData(1.02, 1)]
    public void A_current_that_is_read_too_large_from_one_drive_to_the_next_gathers(double gain, double atLeast)
    {
        var pack = new Drives();
        pack.Drive(12, _ => 25, 1);
        Assert.InRange(pack.Track.Gathered, -1, 1);
        pack.Drive(12, _ => 25, gain);
        Assert.True(pack.Track.Gathered > atLeast, $"{pack.Track.Gathered}");
    }

    [Fact]
    public void Warm_days_and_cold_nights_are_learned_and_are_no_scale()
    {
        var pack = new Drives();
        pack.Drive(24, drive => 20 + (8 * Math.Sin(drive * 1.3)), 1);
        Assert.InRange(pack.Track.Gathered, -2, 2);
    }

    [Fact]
    public void A_resistance_that_grows_counts_half_of_one_that_falls()
    {
        var falls = new Drives();
        falls.Drive(12, _ => 25, 1);
        falls.Drive(1, _ => 25, 1.1);
        var grows = new Drives();
        grows.Drive(12, _ => 25, 1);
        grows.Drive(1, _ => 25, 1 / 1.1);
        Assert.True(falls.Track.Gathered > 0);
        Assert.True(grows.Track.Gathered < 0);
        Assert.True(-grows.Track.Gathered < 0.7 * falls.Track.Gathered, $"{grows.Track.Gathered}, {falls.Track.Gathered}");
    }

    [Fact]
    public void Frames_at_another_pace_see_another_resistance_and_begin_a_past_of_their_own()
    {
        var pack = new Drives();
        pack.Drive(12, _ => 25, 1);
        pack.Drive(3, _ => 25, 1.3, row_s: 1);
        Assert.Equal(0, pack.Track.Gathered);
    }

    [Fact]
    public void Rows_of_a_minute_say_nothing()
    {
        var pack = new Drives();
        pack.Drive(12, _ => 25, 1, row_s: 60);
        pack.Drive(12, _ => 25, 1.3, row_s: 60);
        Assert.Equal(0, pack.Track.Gathered);
    }

    // A pack of 100 mV per C and, at 25 degC, 25 more that double with every 10 K down; each drive gives one estimate or more.
    private sealed class Drives
    {
        private readonly PackModel _pack = new(Nmc811.Create().Ocv_mV, 5000);
        private readonly Random _random = new(1);

        internal ScaleTrack Track { get; } = new();

        internal void Drive(int drives, Func<int, double> temperature_degC, double gain, float row_s = 10)
        {
            for (int drive = 0; drive < drives; drive++)
            {
                double degC = temperature_degC(drive);
                double resistance_mV = 100 + (25 * Math.Pow(2, (25 - degC) / 10));
                for (int row = 0; row < 100; row++)
                {
                    double current_C = -_random.NextDouble();
                    double median_mV = 3700 + (resistance_mV * current_C) + (_random.NextDouble() - 0.5);
                    _pack.Step((float)median_mV, (float)(current_C * gain), row_s);
                    Track.Step(_pack, row_s, (float)degC);
                }
            }
        }
    }
}
