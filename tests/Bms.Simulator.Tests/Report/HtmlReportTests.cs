using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bms.Simulator.Report;
using Xunit;

namespace Bms.Simulator.Tests.Report;

public partial class HtmlReportTests
{
    private static readonly XNamespace s_html = "http://www.w3.org/1999/xhtml";
    private static readonly string s_page = HtmlReport.Render(SyntheticDay.Make());

    [Fact]
    public void A_page_is_well_formed_and_has_its_parts_once()
    {
        XElement body = Parse(s_page).Element(s_html + "body")!;

        Assert.Single(body.Descendants(s_html + "h1"));
        Assert.Equal(5, body.Descendants(s_html + "figure").Count());
        Assert.Equal(["What was expected", "The day", "The moment of the fault", "What happened", "Figures", "How to read this"],
            body.Descendants(s_html + "h2").Select(h => h.Value));
    }

    [Fact]
    public void A_page_needs_nothing_from_elsewhere()
    {
        Assert.DoesNotMatch(@"<(link|img|iframe|object|embed|base)\b", s_page);
        Assert.DoesNotMatch(@"url\(|@import|@font-face", s_page);
        Assert.Empty(Assert.Single(Parse(s_page).Descendants(s_html + "script")).Attributes());
        Assert.All(Parse(s_page).Descendants().Attributes("href"), a => Assert.StartsWith("#", a.Value));
        Assert.Equal(["http://www.w3.org/1999/xhtml"], Address().Matches(s_page).Select(m => m.Value));
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes() => Assert.Equal(s_page, HtmlReport.Render(SyntheticDay.Make()));

    [Fact]
    public void A_noisy_day_at_ten_samples_a_second_stays_below_a_megabyte()
    {
        RunReport day = SyntheticDay.Make(864_000);
        PlotGroup[] thrice = [.. Enumerable.Repeat(day.Groups[0], 3)];

        Assert.InRange(Encoding.UTF8.GetByteCount(HtmlReport.Render(day with { Groups = thrice })), 100_000, 1_000_000);
    }

    [Fact]
    public void Nothing_in_a_report_can_become_markup()
    {
        const string Evil = "\"'><script>alert(1)</script>&<b onclick=x>\0";
        Series series = new(Evil, new SeriesData([0, 1], [1, 2]), 0);
        LaneData lane = new();
        lane.Add(0, 0);
        RunReport report = new()
        {
            Title = Evil, Lead = Evil, Holds = false, VerdictText = Evil, Summary = [new(Evil, Evil)], Footer = Evil, Notes = [Evil],
            Expectations = [new(Evil, false, Evil)], Events = [new(0.5, Severity.Critical, Evil, Evil, true)],
            Figures = [new(Evil, 1, Evil)],
            Groups =
            [
                new PlotGroup
                {
                    Title = Evil, Caption = Evil, X = XAxis.Number(Evil, Evil), From = 0, To = 1,
                    Lanes = [new Lane(Evil, [new(Evil, Tone.Alarm)], lane)],
                    Plots = [new Plot { Title = Evil, Unit = Evil, Series = [series], Bands = [new(Evil, series.Data, series.Data, 1)],
                        Limits = [new(Evil, 1, Severity.Warning)] }],
                },
            ],
        };

        string page = HtmlReport.Render(report);
        XElement html = Parse(page);
        Assert.Equal(Resources.Text("report/report.js"), Assert.Single(html.Descendants(s_html + "script")).Value.TrimStart('\n'));
        Assert.Empty(html.Descendants().Attributes("onclick"));
        Assert.Contains(html.Descendants(s_html + "h1"), h => h.Value == Evil.Replace('\0', '\ufffd'));
    }

    [Fact]
    public void Every_axis_says_its_unit()
    {
        foreach (XElement figure in Parse(s_page).Descendants(s_html + "figure"))
        {
            string[] units = [.. figure.Descendants().Where(e => (string?)e.Attribute("class") == "unit").Select(e => e.Value)];
            Assert.Equal(2, units.Length);
            Assert.All(units, unit => Assert.Matches("^in .+", unit));
        }
    }

    [Fact]
    public void A_marked_event_is_a_flag_a_line_in_each_plot_and_a_row_that_the_flag_leads_to()
    {
        XElement html = Parse(s_page);
        string[] rows = [.. html.Descendants(s_html + "tr").Attributes("id").Select(a => "#" + a.Value)];
        string[] flags = [.. html.Descendants(s_html + "a").Attributes("href").Select(a => a.Value)];

        Assert.Equal(9, rows.Length);
        Assert.NotEmpty(flags);
        Assert.All(flags, flag => Assert.Contains(flag, rows));
        Assert.All(html.Descendants(s_html + "svg"), svg => Assert.Contains(svg.Elements(), IsMark));
    }

    [Fact]
    public void A_lost_probe_is_a_gap_in_its_line()
    {
        XElement probe = Parse(s_page).Descendants(s_html + "path").Single(p => (string?)p.Attribute("data-n") == "probe 3");

        Assert.Equal(2, probe.Attribute("d")!.Value.Count(c => c == 'M'));
    }

    [Fact]
    public void A_report_of_nothing_is_a_page_all_the_same() =>
        Assert.Equal("empty", Parse(HtmlReport.Render(new RunReport { Title = "empty" })).Descendants(s_html + "h1").Single().Value);

    [Fact]
    public void A_long_table_is_cut_and_says_so()
    {
        var many = Enumerable.Range(0, 1000).Select(i => new ReportEvent(i, Severity.Info, "tick")).ToList();

        XElement html = Parse(HtmlReport.Render(new RunReport { Title = "long", Events = many }));
        Assert.Equal(HtmlReport.LongestTable, html.Descendants(s_html + "tr").Attributes("id").Count());
        Assert.Contains(html.Descendants(s_html + "p"), p => p.Value == "600 later events are left out.");
    }

    [Fact]
    public void A_file_is_written_whole_into_a_folder_that_is_made_and_leaves_nothing_else()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "inner");
        try
        {
            string path = HtmlReport.Write(new RunReport { Title = "a" }, folder, "demo");
            Assert.Equal(Path.Combine(folder, "demo.html"), path);
            Assert.Equal([path], Directory.GetFiles(folder));
            Assert.Equal(HtmlReport.Render(new RunReport { Title = "a" }), File.ReadAllText(path));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_is_a_file_is_bad_use_and_named()
    {
        string file = Path.GetTempFileName();
        try
        {
            var e = Assert.Throws<BadInputException>(() => HtmlReport.Write(new RunReport { Title = "a" }, file, "demo"));
            Assert.StartsWith(file + ": --report: ", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static bool IsMark(XElement e) => ((string?)e.Attribute("class"))?.StartsWith("mark ", StringComparison.Ordinal) == true;

    private static XElement Parse(string page) => XDocument.Parse(page).Root!;

    [GeneratedRegex(@"[a-z]+://[^""\s]*")]
    private static partial Regex Address();
}
