using Bms.Boards;
using Bms.Simulator.Report;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Expectations;
using Bms.Simulator.Tests.Scenarios;
using Bms.Simulator.Trace;
using Xunit;

namespace Bms.Simulator.Tests.Report;

public class RunPageTests
{
    [Theory, InlineData(true, "All 2 expectations hold"), InlineData(false, "1 of 2 expectations fail")]
    public void The_verdict_counts_the_expectations(bool holds, string text)
    {
        RunReport page = Make(holds);

        Assert.Equal((holds, text), (page.Holds, page.VerdictText));
        Assert.Equal([true, holds], page.Expectations.Select(e => e.Held));
    }

    [Fact]
    public void A_trip_is_critical_a_warning_a_warning_and_what_has_a_lane_gets_no_flag()
    {
        IReadOnlyList<ReportEvent> events = Make(true).Events;

        Assert.Equal([Severity.Info, Severity.Warning, Severity.Info, Severity.Critical], events.Select(e => e.Severity));
        Assert.Equal([true, true, false, true], events.Select(e => e.Marked));
        Assert.Equal(("CellSpread raised", "610 mV"), (events[3].Text, events[3].Detail));
    }

    [Fact]
    public void The_whole_run_comes_first_then_a_close_up_for_each_trip_with_the_boards_limits_drawn()
    {
        RunReport page = Make(true);

        Assert.Equal(["The whole run", "The moment of CellSpread"], page.Groups.Select(g => g.Title));
        Assert.Equal([4.25, 2.8], page.Groups[0].Plots[0].Limits.Select(l => l.Value));
        Assert.Equal(page.Groups[0].To, page.Groups[1].To);
    }

    [Theory]
    [InlineData(4.2, false)]
    [InlineData(4.3, true)]
    public void The_limits_that_no_cell_may_pass_are_drawn_once_one_is_beyond_the_firmwares(double cell_V, bool drawn)
    {
        Plot plot = Make(true, cell_V).Groups[0].Plots[0];

        Assert.Equal(drawn, plot.Limits.Any(l => l.Value == 4.35));
        Assert.Contains(plot.Zones, z => z is { From: 4.35, To: double.PositiveInfinity });
    }

    [Fact]
    public void The_page_renders_and_says_which_run_it_was()
    {
        string html = HtmlReport.Render(Make(true));

        Assert.Contains("Made for a test of the page", html, StringComparison.Ordinal);
        Assert.Contains("seed 7", html, StringComparison.Ordinal);
    }

    private static RunReport Make(bool holds, double cell_V = 3.7)
    {
        RunRecorder recorder = new(4, 4);
        Looks looks = new();
        for (int i = 0; i < 200; i++)
        {
            looks.Tick(o => o.State.Active = i > 150 ? Rows.Bit("CellSpread") : 0);
            Array.Fill(looks.Now.Truth.Cell_V, cell_V);
            recorder.Observe(looks.Now);
        }

        RunResult result = new()
        {
            Scenario = Samples.Read("""
                {
                  "title": "Made for a test of the page", "why": "Made for a test.", "duration_s": 20, "seed": 7,
                  "timeline": [], "expect": [ { "expect": "no-rows" } ]
                }
                """),
            Outcomes = [new("one", new Verdict(true, "yes")), new("two", new Verdict(holds, "maybe"))],
            Events =
            [
                new(1, RunEventKind.Timeline, "ask Discharge"),
                new(2, RunEventKind.Warning, "CellSpreadWarning raised: 310 mV"),
                new(3, RunEventKind.Mode, "mode Discharge"),
                new(15.2, RunEventKind.Trip, "CellSpread raised: 610 mV"),
            ],
            Records = new RecordCounts(10, 10, 0, 0, 0),
            Trace = new TraceTable([]),
            Virtual_s = 20,
            Steps = 200,
            Wall_s = 1,
        };
        return RunPage.Make(result, recorder, Bench4s.Pack(), []);
    }
}
