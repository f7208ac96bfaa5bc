using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

public class ResistanceTrackTests
{
    private const int Cells = 16;
    private const float Pack_mV = 100f;

    /// <summary>Standard deviation in mV of a cell's extra resistance before anything is seen: a tenth of the pack's.</summary>
    private const double Prior_mV = 10;

    [Fact]
    public void An_estimate_is_the_ridge_regression_whose_windows_count_by_their_own_error()
    {
        var random = new Random(5);
        var track = new ResistanceTrack(Cells);
        double products = 0;
        double squares = 0;
        float extra_mV = 0;
        for (int window = 0; window < 12; window++)
        {
            float step_C = 0.05f * (float)(random.NextDouble() - 0.5) + 0.06f;
            float error_mV = window % 3 == 0 ? 8f : 1.5f;
            float move_mV = (7f * step_C) + (error_mV * (float)(random.NextDouble() - 0.5));
            track.BeginWindow(step_C, error_mV, Pack_mV);
            extra_mV = track.Visit(0, move_mV, Pack_mV);
            products += move_mV * step_C / (error_mV * error_mV);
            squares += step_C * step_C / (error_mV * error_mV);
        }

        // The memory of 80 multiples has hardly begun to fade.
        Assert.InRange(extra_mV, 0.95 * products / (squares + (1 / (Prior_mV * Prior_mV))),
            1.05 * products / (squares + (1 / (Prior_mV * Prior_mV))));
    }

    [Fact]
    public void One_window_in_which_a_slave_was_late_moves_an_estimate_by_less_than_its_error()
    {
        var track = new ResistanceTrack(Cells);
        Drive(track, windows: 60, grown_mV: 0, error_mV: 1f);
        float before_mV = Window(track, 0.2f, 1f, 0);
        float late_mV = Window(track, 0.2f, 10f, 20f);
        Assert.InRange(late_mV - before_mV, 0, 0.01f * Pack_mV);
    }

    [Fact]
    public void A_cars_small_steps_are_enough_for_a_contact_that_doubles()
    {
        var track = new ResistanceTrack(Cells);
        Assert.False(track.IsLearned);

        // Steps of 0.06 C and cells that scatter by 1.2 mV: a multiple in four windows, so a hundred windows before anything is known.
        Drive(track, windows: 110, grown_mV: 0, error_mV: 1.2f, step_C: 0.06f);
        Assert.True(track.IsLearned);
        Assert.Equal(0, track.Growth(0), 0.01);
        Drive(track, windows: 60, grown_mV: Pack_mV, error_mV: 1.2f, step_C: 0.06f);
        Assert.True(track.Growth(0) > AnomalyLimits.Growth + (3 * track.Sigma), $"{track.Growth(0)} with {track.Sigma}");
        Assert.Equal(0, track.Growth(5), 0.02);
    }

    // Three healthy lives in 48,000 h were told loose joints for days: their past had been learned while the pack's own resistance was not.
    [Fact]
    public void Some_large_steps_are_no_past_however_sharp_they_are()
    {
        var track = new ResistanceTrack(Cells);
        Drive(track, windows: 11, grown_mV: 0, error_mV: 0.6f);
        Assert.False(track.IsLearned);
        Drive(track, windows: 1, grown_mV: 0, error_mV: 0.6f);
        Assert.True(track.IsLearned);
    }

    [Fact]
    public void What_is_known_of_the_past_is_part_of_the_error()
    {
        var young = new ResistanceTrack(Cells);
        Drive(young, windows: 110, grown_mV: 0, error_mV: 1.2f, step_C: 0.06f);
        var old = new ResistanceTrack(Cells);
        Drive(old, windows: 4000, grown_mV: 0, error_mV: 1.2f, step_C: 0.06f);
        Assert.True(young.Sigma > 1.5 * old.Sigma, $"{young.Sigma} against {old.Sigma}");
    }

    // Contacts of +100 % were stated as 14 to 25 %: they are told while the mean of an hour still climbs.
    [Fact]
    public void A_contact_that_went_at_once_is_known_from_its_last_step_while_the_mean_climbs()
    {
        var track = new ResistanceTrack(Cells);
        Drive(track, windows: 200, grown_mV: 0, error_mV: 1f);
        Drive(track, windows: 4, grown_mV: Pack_mV, error_mV: 1f);
        Assert.InRange(track.Growth(0), 0.05, 0.5);
        Assert.Equal(1.0, track.Late, 0.05);
        Assert.InRange(track.LateSigma, 0.04, 0.06);
    }

    // Cell 0 has grown, the others have not.
    private static void Drive(ResistanceTrack track, int windows, float grown_mV, float error_mV, float step_C = 0.2f)
    {
        for (int window = 0; window < windows; window++)
        {
            float step = window % 2 == 0 ? step_C : -step_C;
            Window(track, step, error_mV, grown_mV * step);
        }
    }

    private static float Window(ResistanceTrack track, float step_C, float error_mV, float move_mV)
    {
        track.BeginWindow(step_C, error_mV, Pack_mV);
        for (int cell = 1; cell < Cells; cell++)
        {
            track.Visit(cell, 0, Pack_mV);
        }

        return track.Visit(0, move_mV, Pack_mV);
    }
}
