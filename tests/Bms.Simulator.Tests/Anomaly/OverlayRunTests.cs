using Bms.Simulator.Anomaly;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

public class OverlayRunTests
{
    [Fact]
    public void A_strong_fault_over_a_recording_is_found_in_its_cell_and_the_same_rows_without_it_raise_nothing()
    {
        OverlayResult[] results = [.. OverlayRun.Over(Recording(40), 1, 1)];
        Assert.Equal(2 * OverlayFault.All.Count, results.Length);
        OverlayResult short20 = results.Single(r => r.Fault?.Figure == "leak_C20");
        Assert.True(short20.Found && short20.RightCell && short20.RightType, $"{short20}");
        Assert.InRange(short20.Delay_h, 0, 2);
        Assert.All(results.Where(r => r.Fault == null), r => Assert.False(r.Found));
    }

    [Fact]
    public void A_recording_that_is_too_short_is_left_out() => Assert.Empty(OverlayRun.Over(Recording(30), 1, 1));

    // Rows of a minute of a pack that rests and is loaded in turn, with cells that differ and sensors that round.
    private static FieldRecording Recording(double hours) => new("made", "nmc", 5, () => new RecordedPack(6, 2, Rows(hours)));

    private static IEnumerable<RecordedRow> Rows(double hours)
    {
        var pack = new EpisodePack(new EpisodeSetup("nmc", 6, EpisodeBoard.Pack16s, 25, 0.8, 0.9), 9);
        while (pack.Time_s < hours * 3600)
        {
            pack.Advance(60);
            yield return pack.Look();
        }
    }
}
