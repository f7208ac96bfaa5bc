using Bms.Simulator.Report;
using Xunit;

namespace Bms.Simulator.Tests.Report;

public class MarkerLayoutTests
{
    [Fact]
    public void No_two_flags_overlap_on_a_wide_page_or_on_a_phone()
    {
        Random random = new(3);
        for (int trial = 0; trial < 200; trial++)
        {
            var events = Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.NextDouble() * 1000).Order()
                .Select(t => new ReportEvent(t, Severity.Warning, new string('x', random.Next(1, 50)), "", true)).ToList();
            IReadOnlyList<Flag> flags = MarkerLayout.Place(events, 0, 1000);

            AssertApart(flags, f => f.Row, f => MarkerLayout.Span(f, 0, 1000, MarkerLayout.Wide_px, true));
            AssertApart(flags, f => f.NarrowRow, f => MarkerLayout.Span(f, 0, 1000, MarkerLayout.Narrow_px, false));
        }
    }

    [Fact]
    public void Text_stays_on_the_page_at_both_ends()
    {
        string text = new('a', 34);
        List<ReportEvent> events = [new(0, Severity.Info, text, "", true), new(1000, Severity.Info, text, "", true)];

        foreach (Flag flag in MarkerLayout.Place(events, 0, 1000))
        {
            (double left, double right) = MarkerLayout.Span(flag, 0, 1000, MarkerLayout.Wide_px, true);
            Assert.InRange(left, -20, MarkerLayout.Wide_px);
            Assert.InRange(right, 0, MarkerLayout.Wide_px + 20);
        }
    }

    [Fact]
    public void Events_too_close_to_tell_apart_share_a_flag_that_names_the_worst()
    {
        List<ReportEvent> events =
        [
            new(500, Severity.Info, "Switches open", "", true), new(500.1, Severity.Critical, "CellOverVoltage raised", "", true),
            new(501, Severity.Info, "never shown"), new(900, Severity.Info, "Charge ends", "", true),
        ];

        IReadOnlyList<Flag> flags = MarkerLayout.Place(events, 0, 1000);
        Assert.Equal(["1-2", "4"], flags.Select(f => f.Badge));
        Assert.Equal("CellOverVoltage raised +1", flags[0].Text);
        Assert.Equal((500, Severity.Critical), (flags[0].X, flags[0].Severity));
    }

    [Fact]
    public void Events_outside_the_axis_have_no_flag() =>
        Assert.Empty(MarkerLayout.Place([new(5, Severity.Info, "early", "", true), new(25, Severity.Info, "late", "", true)], 10, 20));

    private static void AssertApart(IReadOnlyList<Flag> flags, Func<Flag, int> row, Func<Flag, (double Left, double Right)> span)
    {
        foreach (var inRow in flags.GroupBy(row))
        {
            var spans = inRow.Select(span).OrderBy(s => s.Left).ToList();
            for (int i = 1; i < spans.Count; i++) Assert.True(spans[i].Left > spans[i - 1].Right);
        }
    }
}
