using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

public class CoolingTrackTests
{
    private const double Healthy_s = 3000;

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void A_pack_that_sheds_less_heat_takes_as_much_longer_by_newtons_law(double less)
    {
        CoolingTrack track = new();
        Rests(track, 4, Healthy_s, 12);

        // Newton: the time constant is the heat capacity over the conductance, so it grows by 1 / (1 - less).
        Assert.Equal(1 / (1 - less), Assert.Single(Rests(track, 1, Healthy_s / (1 - less), 12)), 0.15 / (1 - less));
    }

    [Fact]
    public void The_load_before_and_the_air_around_do_not_matter()
    {
        CoolingTrack track = new();
        Rests(track, 3, Healthy_s, 12, air_degC: 30);
        Assert.Equal(1, Assert.Single(Rests(track, 1, Healthy_s, 5, air_degC: -10)), 0.05);
    }

    [Fact]
    public void The_fourth_rest_is_the_first_that_is_judged()
    {
        CoolingTrack track = new();
        Assert.Empty(Rests(track, 3, Healthy_s, 12));
        Assert.Single(Rests(track, 1, Healthy_s, 12));
    }

    [Theory]
    [InlineData(0.5, false, 120)]
    [InlineData(12.0, true, 120)]
    [InlineData(12.0, false, 80)]
    public void A_pack_that_was_hardly_warm_a_sleep_and_a_rest_cut_short_say_nothing(double warm_K, bool sleeps, int minutes)
    {
        CoolingTrack track = new();
        Rests(track, 3, Healthy_s, 12);
        Assert.Empty(Rests(track, 1, Healthy_s, warm_K, sleeps: sleeps, minutes: minutes));
    }

    [Fact]
    public void A_pack_that_was_warmer_is_judged_with_less_error()
    {
        CoolingTrack warm = new();
        Rests(warm, 4, Healthy_s, 16);
        CoolingTrack cool = new();
        Rests(cool, 4, Healthy_s, 4);
        Assert.Equal(4, cool.Error / warm.Error, 0.1);
    }

    [Fact]
    public void A_duct_that_clogs_does_not_become_the_past_within_a_week()
    {
        CoolingTrack track = new();
        Rests(track, 4, Healthy_s, 12);
        Assert.All(Rests(track, 7, 2 * Healthy_s, 12), ratio => Assert.InRange(ratio, 1.6, 2.2));
    }

    /// <summary>Cars tell whole degrees: of a fall by two, the same cooling may be one and one or two and none.</summary>
    [Fact]
    public void Whole_degrees_never_make_a_healthy_pack_look_slow()
    {
        for (double warm_K = 2; warm_K < 20; warm_K += 0.37)
        {
            CoolingTrack track = new();
            Rests(track, 4, Healthy_s, 15, coarse_K: 0.9f);
            Rests(track, 1, Healthy_s, warm_K, air_degC: 20 + (warm_K / 7), coarse_K: 0.9f);
            Assert.True(track.Ratio < AnomalyLimits.CoolingTime + (2 * track.Error), $"{warm_K} K: {track.Ratio} +- {track.Error}");
        }
    }

    // A night that cools by 2 K an hour takes a resting pack along: without its doubt every second evening was a blocked duct.
    [Theory]
    [InlineData(3.0)]
    [InlineData(7.0)]
    public void Air_that_swings_by_8_K_makes_no_healthy_pack_look_slow(double warm_K)
    {
        CoolingTrack track = new();
        double pack_degC = 20;
        bool before = false;
        for (int minute = 0; minute < 6 * 1440; minute++)
        {
            double air_degC = 20 + (8 * Math.Sin(2 * Math.PI * minute / 1440.0));
            bool drives = minute % 240 < 60;
            pack_degC += (60 / Healthy_s * (air_degC - pack_degC)) + (drives ? warm_K / 40 : 0);
            track.CloseWindow((float)(Math.Round(pack_degC * 10) / 10), drives ? -0.5f : 0, 60, false);
            if (track.IsFresh)
            {
                bool slow = track.Ratio > AnomalyLimits.CoolingTime + (2 * track.Error);
                Assert.False(slow && before, $"minute {minute}: {track.Ratio} +- {track.Error}");
                before = slow;
            }
        }
    }

    // A rest after a drive, an exponential from so much above the air; returns the ratios that were judged.
    private static List<double> Rests(
        CoolingTrack track, int count, double time_s, double warm_K, double air_degC = 20, bool sleeps = false, int minutes = 120,
        float coarse_K = 0)
    {
        List<double> judged = [];
        for (int rest = 0; rest < count; rest++)
        {
            track.CloseWindow((float)(air_degC + warm_K), -0.5f, 60, false);
            for (int minute = 0; minute < minutes; minute++)
            {
                double now_degC = air_degC + (warm_K * Math.Exp(-60 * minute / time_s));
                double told_degC = coarse_K > 0 ? Math.Round(now_degC) : now_degC;
                track.CloseWindow((float)told_degC, 0, 60, sleeps && minute == 40, coarse_K);
                if (track.IsFresh)
                {
                    judged.Add(track.Ratio);
                }
            }
        }

        return judged;
    }
}
