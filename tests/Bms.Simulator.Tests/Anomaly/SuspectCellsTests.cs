using Bms.Anomaly;
using Bms.Simulator.Anomaly;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

public class SuspectCellsTests
{
    [Fact]
    public void A_cell_that_drifts_by_three_millivolts_a_day_is_ranked_first_with_its_trend()
    {
        SuspectCell first = Play((cell, day) => cell == 4 ? -3 * day : 0, double.NaN)[0];
        Assert.Equal(4, first.Cell);
        Assert.InRange(first.Trend_mV, -3.3, -2.7);
        Assert.True(first.Score > 1);
    }

    [Fact]
    public void A_cell_that_is_low_and_stays_low_has_a_level_and_no_trend()
    {
        SuspectCell first = Play((cell, _) => cell == 7 ? -30 : 0, 0)[0];
        Assert.Equal(7, first.Cell);
        Assert.InRange(first.Level_mV, -31, -29);
        Assert.InRange(first.Trend_mV, -0.3, 0.3);
    }

    [Fact]
    public void Among_equal_cells_none_is_worth_a_look()
    {
        Assert.All(Play((_, _) => 0, 0), cell => Assert.True(cell.Score < 1));
    }

    [Fact]
    public void Impossible_readings_and_heavy_loads_move_no_level()
    {
        var cells = new SuspectCells(4, 50);
        for (int i = 0; i < 2000; i++)
        {
            bool loaded = i % 3 == 0;
            cells.Add(new RecordedRow(i * 60, loaded ? -50 : 0, [3.7, 3.7, 3.7, i % 7 == 0 ? 65.535 : loaded ? 3.5 : 3.7], [], double.NaN));
        }

        Assert.All(cells.Rank(new Evidence(4), 30), cell => Assert.Equal(0, cell.Level_mV, 6));
    }

    // Six days in rows of ten minutes, noise of 3 mV.
    private static IReadOnlyList<SuspectCell> Play(Func<int, double, double> off_mV, double current_A)
    {
        Random random = new(3);
        var cells = new SuspectCells(12, 50);
        for (double t = 0; t < 6 * 86400; t += 600)
        {
            double[] cell_V = [.. Enumerable.Range(0, 12).Select(i => 3.7 + ((off_mV(i, t / 86400) + (3 * random.NextDouble())) / 1000))];
            cells.Add(new RecordedRow(t, current_A, cell_V, [], double.NaN));
        }

        return cells.Rank(new Evidence(12), 144);
    }
}
