using Bms.Simulator.Report;
using Xunit;

namespace Bms.Simulator.Tests.Report;

public class DecimationTests
{
    private const int Columns = 50;

    [Fact]
    public void Each_column_keeps_the_lowest_the_highest_the_first_and_the_last_sample()
    {
        SeriesData data = Walk(20_000);
        var points = Decimation.Line(data, 0, 20_000, Columns);

        Assert.InRange(points.Count, Columns, 4 * Columns);
        for (int column = 0; column < Columns; column++)
        {
            double[] all = [.. data.Y.Skip(column * 400).Take(400)];
            double[] kept = [.. points.Where(p => (int)(p.X / 400) == column).Select(p => p.Y)];
            Assert.Equal((all.Min(), all.Max(), all[0], all[^1]), (kept.Min(), kept.Max(), kept[0], kept[^1]));
        }
    }

    [Fact]
    public void Few_samples_pass_unchanged_and_those_outside_the_axis_are_left_out()
    {
        SeriesData data = new([-1, 0, 1, 2, 3], [9, 8, 7, 6, 5]);

        Assert.Equal([(0.0, 8.0), (1.0, 7.0), (2.0, 6.0)], Decimation.Line(data, 0, 2, Columns));
    }

    [Fact]
    public void A_gap_breaks_the_line_once()
    {
        SeriesData data = new([0, 1, 2, 3, 4], [1, double.NaN, double.NaN, 2, 3]);

        var points = Decimation.Line(data, 0, 4, Columns);
        Assert.Equal(1, points.Count(p => double.IsNaN(p.Y)));
        Assert.Equal([1.0, 2.0, 3.0], points.Select(p => p.Y).Where(y => !double.IsNaN(y)));
    }

    [Fact]
    public void The_edges_of_a_band_are_the_extremes_of_each_column()
    {
        SeriesData data = Walk(20_000);
        var highest = Decimation.Edge(data, 0, 20_000, Columns, highest: true);
        var lowest = Decimation.Edge(data, 0, 20_000, Columns, highest: false);

        Assert.Equal(Columns, highest.Count);
        for (int column = 0; column < Columns; column++)
        {
            double[] all = [.. data.Y.Skip(column * 400).Take(400)];
            Assert.Equal((all.Min(), all.Max()), (lowest[column].Y, highest[column].Y));
        }
    }

    [Fact]
    public void A_state_shorter_than_a_column_is_drawn_when_it_ranks_higher()
    {
        LaneData lane = new();
        lane.Add(0, 1);
        lane.Add(500.0, 3);
        lane.Add(500.1, 1);

        var runs = Decimation.Runs(lane, 0, 1000, 100);
        Assert.Equal([(0, 50, 1), (50, 51, 3), (51, 100, 1)], runs);
    }

    [Fact]
    public void A_state_shorter_than_a_column_gives_way_when_it_ranks_lower()
    {
        LaneData lane = new();
        lane.Add(0, 1);
        lane.Add(500.0, 0);
        lane.Add(500.1, 1);

        Assert.Equal([(0, 100, 1)], Decimation.Runs(lane, 0, 1000, 100));
    }

    [Fact]
    public void Before_the_first_change_there_is_no_state_and_the_last_one_lasts_to_the_end()
    {
        LaneData lane = new();
        lane.Add(200, 0);
        lane.Add(900, 2);

        Assert.Equal([(0, 20, -1), (20, 90, 0), (90, 100, 2)], Decimation.Runs(lane, 0, 1000, 100));
    }

    [Fact]
    public void A_change_outside_the_axis_decides_the_state_at_its_left_end()
    {
        LaneData lane = new();
        lane.Add(0, 0);
        lane.Add(10, 1);
        lane.Add(90, 2);

        Assert.Equal([(0, 100, 1)], Decimation.Runs(lane, 20, 80, 100));
    }

    private static SeriesData Walk(int count)
    {
        Random random = new(7);
        double[] y = new double[count];
        for (int i = 1; i < count; i++) y[i] = y[i - 1] + random.NextDouble() - 0.5;
        return new SeriesData([.. Enumerable.Range(0, count).Select(i => (double)i)], y);
    }
}
