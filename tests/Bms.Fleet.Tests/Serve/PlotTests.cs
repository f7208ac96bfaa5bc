using System.Globalization;
using System.Text.RegularExpressions;
using Bms.Fleet.Serve;
using Xunit;

namespace Bms.Fleet.Tests.Serve;

public partial class PlotTests
{
    [Fact]
    public void A_peak_of_one_record_in_a_week_is_drawn()
    {
        (long, double?)[] points = [.. Enumerable.Range(0, 60_480).Select(i => (i * 10_000L, (double?)(i == 30_000 ? 9 : 1)))];
        double[] heights = [.. Heights(points, 604_800_000)];
        Assert.InRange(heights.Length, 300, 2000);
        double peak = heights.Min();
        Assert.Single(heights, peak);
        Assert.True(heights.Max() - peak > 100, "the peak must be high above the rest");
    }

    [Fact]
    public void A_line_is_broken_where_records_are_missing_and_where_a_value_is_not_known()
    {
        (long, double?)[] points = [(0, 1), (10_000, 2), (400_000, 3), (410_000, null), (420_000, 4)];
        string path = Path(points, 500_000);
        Assert.Equal(2, path.Count(c => c == 'M'));
        Assert.Equal(2, path.Count(c => c == 'L'));
    }

    [Fact]
    public void Nothing_but_unknown_values_is_an_empty_picture() =>
        Assert.Equal("", Path([(0, null), (10_000, null)], 20_000));

    [Theory]
    [InlineData(3.61, 4.19, 0.05, "3.6 3.8 4.0 4.2")]
    [InlineData(3.700, 3.701, 0.05, "3.66 3.68 3.70 3.72 3.74")]
    [InlineData(-120, 60, 1, "-150 -100 -50 0 50 100")]
    [InlineData(0, 0, 1, "-0.5 0.0 0.5")]
    public void Ticks_are_round_and_cover_the_values(double low, double high, double least, string expected)
    {
        Axis axis = Axis.Of(low, high, least);
        string[] labels = [.. axis.Ticks.Select(axis.Label)];
        Assert.Equal(expected, string.Join(' ', labels));
        Assert.InRange(axis.Part(low), 0, 1);
        Assert.InRange(axis.Part(high), 0, 1);
    }

    [Theory]
    [InlineData(3600, "00:00 00:15 00:30 00:45 01:00")]
    [InlineData(5 * 86_400, "1 Jan 2 Jan 3 Jan 4 Jan 5 Jan 6 Jan")]
    [InlineData(30, "00:00:00 00:00:05 00:00:10 00:00:15 00:00:20 00:00:25 00:00:30")]
    public void Times_are_round(long length_s, string expected) =>
        Assert.Equal(expected, string.Join(' ', new TimeAxis(0, 1000 * length_s).Ticks.Select(t => t.Text)));

    private static string Path(IReadOnlyList<(long, double?)> points, long to_ms) =>
        PathOf().Match(Plot.Svg("test", 0, to_ms, 1, [new PlotLine("c0", "test", points)])).Groups[1].Value;

    // Of an SVG the ordinate grows downwards.
    private static IEnumerable<double> Heights(IReadOnlyList<(long, double?)> points, long to_ms) => Path(points, to_ms)
        .Split('M', 'L').Skip(1).Select(p => double.Parse(p.Split(' ')[1], CultureInfo.InvariantCulture));

    [GeneratedRegex("<path class=\"line c0\" d=\"([^\"]*)\"")]
    private static partial Regex PathOf();
}
