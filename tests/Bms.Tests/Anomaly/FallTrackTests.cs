using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

/// <summary>What falls at rest, against falls that are computed by hand.</summary>
public sealed class FallTrackTests
{
    private const int Cells = 4;
    private static readonly int[] s_straight_mV = [3000, 3300, 3600, 3900, 4200];

    [Fact]
    public void A_cell_that_leaks_at_rest_has_fallen_by_its_loss_less_what_healthy_cells_may()
    {
        FallTrack track = Rest(minutes: 40, (cell, minute) => cell == 2 ? -10f / 60f * minute : 0f, visited: 2);
        double counted_h = 30 / 60.0;
        Assert.Equal((10 - 3) * counted_h, track.Fallen_mV, 0.3);
        Assert.True(track.Fallen_mV > track.Limit_mV, "a fall of C/100 is told within forty minutes");
    }

    [Fact]
    public void A_step_is_no_fall()
    {
        FallTrack track = Rest(minutes: 40, (cell, minute) => cell == 2 && minute > 20 ? -10f : 0f, visited: 2);
        Assert.Equal(0, track.Fallen_mV, 0.1);
    }

    [Fact]
    public void What_all_cells_but_one_do_widens_what_is_healthy()
    {
        FallTrack track = Rest(minutes: 40, (cell, minute) => cell == 2 ? 0f : -12f / 60f * minute, visited: 2);
        Assert.InRange(track.Limit_mV, 9, 30);
    }

    [Fact]
    public void Nothing_is_known_under_load_or_right_after_it()
    {
        Assert.False(Rest(minutes: 8, (_, _) => 0f, visited: 0).IsKnown);
        Assert.False(Rest(minutes: 40, (_, _) => 0f, visited: 0, current_C: -0.5f).IsKnown);
        Assert.True(Rest(minutes: 40, (_, _) => 0f, visited: 0).IsKnown);
    }

    // A home's storage is drained at C/20 all night: five warnings in ten days were told of cells that went along the curve by themselves.
    [Fact]
    public void A_pack_that_is_drained_slowly_all_night_does_not_rest()
    {
        Assert.False(Rest(minutes: 40, (_, _) => 0f, visited: 0, current_C: -0.05f).IsKnown);
        Assert.True(Rest(minutes: 40, (_, _) => 0f, visited: 0, current_C: -0.01f).IsKnown);
    }

    // Windows of a minute of six frames; the cell that is asked for is visited last.
    private static FallTrack Rest(int minutes, Func<int, int, float> residual_mV, int visited, float current_C = 0f)
    {
        var pack = new PackModel(s_straight_mV, 5000);
        var track = new FallTrack(Cells);
        for (int minute = 0; minute < minutes; minute++)
        {
            for (int frame = 0; frame < 6; frame++)
            {
                pack.Step(3600f, current_C, 10f);
            }

            pack.CloseWindow();
            track.BeginWindow(pack, 0f);
            for (int i = 1; i <= Cells; i++)
            {
                int cell = (visited + i) % Cells;
                float now_mV = residual_mV(cell, minute);
                track.Visit(cell, now_mV, minute > 0 ? now_mV - residual_mV(cell, minute - 1) : 0f);
            }
        }

        return track;
    }
}
