using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

public class PlateauTrackTests
{
    private const float Minute_h = 1 / 60f;

    [Theory]
    [InlineData(12)]
    [InlineData(-12)]
    public void A_cell_that_moves_by_twice_the_healthy_6_mV_is_at_twice_the_limit_within_20_minutes(float moved_mV)
    {
        PlateauTrack track = new(6);
        Live(track, 120, _ => 0);
        float share = Live(track, 20, cell => cell == 2 ? moved_mV : 0);

        // It follows a window by a fifth: 1 - 0.8^20 of the way; what is usual follows for the first windows.
        Assert.Equal(2 * (1 - Math.Pow(0.8, 20)), share, 0.03);
        Assert.Equal(moved_mV * (1 - Math.Pow(0.8, 20)), track.Shift_mV(2), 0.2);
    }

    [Fact]
    public void Nothing_is_said_in_the_first_hour_on_the_plateau()
    {
        PlateauTrack track = new(6);
        Live(track, 30, _ => 0);
        Assert.Equal(0, Live(track, 25, cell => cell == 2 ? 50 : 0));
    }

    [Fact]
    public void What_the_neighbours_do_widens_the_limit()
    {
        PlateauTrack track = new(6);
        Live(track, 120, _ => 0);
        float alone = Live(track, 20, cell => cell == 2 ? 12 : 0);

        PlateauTrack restless = new(6);
        Live(restless, 120, _ => 0);
        float among = Live(restless, 20, cell => cell == 2 ? 12 : cell % 2 == 0 ? 3 : -3);
        Assert.True(among < 0.5f * alone, $"{among} of {alone}");
    }

    [Fact]
    public void Where_the_curve_slopes_a_capacity_that_is_a_tenth_off_explains_11_mV()
    {
        PlateauTrack track = new(6);
        Live(track, 120, _ => 0, slope_mV: 0.27f);
        float share = Live(track, 40, cell => cell == 2 ? 0.1f * 400 * 0.27f : 0, slope_mV: 0.27f);

        // An LFP cell of 0.27 mV per permille, a tenth more capacity, 400 permille from where its residual was learned.
        Assert.InRange(share, 0.5f, 0.7f);
        Assert.InRange(Live(track, 40, cell => cell == 2 ? 30 : 0, slope_mV: 0.27f), 1.5f, 2.5f);
    }

    [Fact]
    public void A_cell_that_has_always_stood_apart_is_no_news()
    {
        PlateauTrack track = new(6);
        Assert.InRange(Live(track, 300, cell => cell == 2 ? 20 : 0), 0f, 0.05f);
    }

    [Fact]
    public void Off_the_plateau_nothing_is_learned_and_nothing_said()
    {
        PlateauTrack track = new(6);
        Live(track, 120, _ => 0);
        Assert.Equal(0, Live(track, 200, _ => 40, tells: false));
        Assert.InRange(Live(track, 1, _ => 0), 0f, 0.05f);
    }

    // Returns the share of cell 2 after the last window.
    private static float Live(PlateauTrack track, int windows, Func<int, float> residual_mV, bool tells = true, float slope_mV = 0)
    {
        float share = 0;
        for (int window = 0; window < windows; window++)
        {
            track.BeginWindow(tells, slope_mV, Minute_h);
            for (int cell = 5; cell >= 0; cell--)
            {
                float now = track.Visit(cell, residual_mV(cell));
                if (cell == 2)
                {
                    share = now;
                    if (window == windows - 1)
                    {
                        return share;
                    }
                }
            }
        }

        return share;
    }
}
