using System.Text;
using Bms.Simulator.Commands;

namespace Bms.Simulator.Report;

/// <summary>
/// Writes a report as one HTML file that needs nothing else: no script for reading, no font, no link to elsewhere. The same report
/// gives the same bytes.
/// </summary>
public static class HtmlReport
{
    /// <summary>Rows of the event table; what comes after is counted, not shown.</summary>
    public const int LongestTable = 400;

    /// <summary>The page as text.</summary>
    public static string Render(RunReport report)
    {
        MarkupWriter page = new();
        page.Raw("<!DOCTYPE html>\n").Open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        WriteHead(page, report);
        page.Open("body").Open("main");
        WriteTop(page, report);
        WriteExpectations(page, report);
        foreach (ReportTable table in report.Tables) WriteTable(page, table);
        foreach (PlotGroup group in report.Groups) GroupMarkup.Write(page, group, report.Events);
        WriteEvents(page, report.Events);
        WriteFigures(page, report.Figures);
        WriteNotes(page, report);
        page.CloseLine().Open("script").Raw("\n" + Resources.Text("report/report.js")).Close().CloseLine().CloseLine();
        return page.ToString();
    }

    /// <summary>Writes the page to NAME.html in a folder that it makes if need be, whole or not at all. Returns the full path.</summary>
    /// <exception cref="BadInputException">The folder or the file cannot be written.</exception>
    public static string Write(RunReport report, string folder, string name)
    {
        string path = Path.Combine(Path.GetFullPath(folder), name + ".html");
        MakeFolder(folder);
        AtomicFile.Write("--report", path, stream => stream.Write(Encoding.UTF8.GetBytes(Render(report))));
        return path;
    }

    /// <summary>Makes the folder of a report, so that a wrong one is refused before a long run is spent on it.</summary>
    /// <exception cref="BadInputException">It cannot be made.</exception>
    public static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException(folder, "--report", "cannot be made, allowed is a folder that can be written");
        }
    }

    private static void WriteHead(MarkupWriter page, RunReport report)
    {
        page.Open("head").Empty("meta", "charset", "utf-8");
        page.Empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.Element("title", report.Title).Open("style").Raw("\n" + Resources.Text("report/report.css")).Close().CloseLine();
    }

    private static void WriteTop(MarkupWriter page, RunReport report)
    {
        page.Open("header").Element("h1", report.Title);
        if (report.Holds is bool holds)
        {
            page.Element("p", (holds ? "\u2713 " : "\u2717 ") + report.VerdictText, "class", holds ? "verdict holds" : "verdict fails");
        }

        else if (report.VerdictText.Length > 0)
        {
            page.Element("p", "? " + report.VerdictText, "class", "verdict none");
        }

        if (report.Lead.Length > 0) page.Element("p", report.Lead, "class", "lead");
        page.CloseLine();
        if (report.Summary.Count == 0) return;
        page.Open("dl", "class", "summary");
        foreach (SummaryRow row in report.Summary) page.Open("div").Element("dt", row.Name).Element("dd", row.Value).Close();
        page.CloseLine();
    }

    private static void WriteExpectations(MarkupWriter page, RunReport report)
    {
        if (report.Expectations.Count == 0) return;
        OpenTable(page, report.ExpectationsTitle, "Result", report.ExpectationsColumn, "Found");
        foreach (ReportExpectation e in report.Expectations)
        {
            (string word, string style) = e.Held is not bool held ? ("? no verdict", "none")
                : held ? ("\u2713 holds", "holds") : ("\u2717 fails", "fails");
            page.Open("tr").Element("td", word, "class", style);
            page.Element("td", e.Text).Element("td", e.Found).CloseLine();
        }

        CloseTable(page);
    }

    private static void WriteTable(MarkupWriter page, ReportTable table)
    {
        OpenTable(page, table.Title, [.. table.Columns]);
        foreach (string[] row in table.Rows)
        {
            page.Open("tr");
            foreach (string cell in row) page.Element("td", cell);
            page.CloseLine();
        }

        CloseTable(page);
    }

    private static void WriteEvents(MarkupWriter page, IReadOnlyList<ReportEvent> events)
    {
        if (events.Count == 0) return;
        OpenTable(page, "What happened", "No.", "Time", "Event", "Detail");
        for (int i = 0; i < Math.Min(events.Count, LongestTable); i++)
        {
            string severity = events[i].Severity.ToString().ToLowerInvariant();
            page.Open("tr", "id", $"e{i + 1}").Open("td").Element("b", $"{i + 1}", "class", "no " + severity).Close();
            page.Element("td", Ticks.Say(events[i].Time_s), "class", "num").Element("td", events[i].Text);
            page.Element("td", events[i].Detail).CloseLine();
        }

        CloseTable(page);
        if (events.Count > LongestTable) page.Element("p", $"{events.Count - LongestTable} later events are left out.", "class", "caption");
    }

    private static void WriteFigures(MarkupWriter page, IReadOnlyList<ReportFigure> figures)
    {
        if (figures.Count == 0) return;
        OpenTable(page, "Figures", "Name", "Value", "Unit");
        foreach (ReportFigure figure in figures)
        {
            page.Open("tr").Element("td", figure.Name, "class", "code").Element("td", Ticks.Number(figure.Value), "class", "num");
            page.Element("td", figure.Unit).CloseLine();
        }

        CloseTable(page);
    }

    private static void WriteNotes(MarkupWriter page, RunReport report)
    {
        if (report.Notes.Count > 0)
        {
            page.Open("section").Element("h2", "How to read this").Open("ul");
            foreach (string note in report.Notes) page.Element("li", note);
            page.Close().CloseLine();
        }

        if (report.Footer.Length > 0) page.Open("footer").Text(report.Footer).CloseLine();
    }

    private static void OpenTable(MarkupWriter page, string title, params ReadOnlySpan<string> columns)
    {
        page.Open("section").Element("h2", title).Open("div", "class", "wide").Open("table").Open("thead").Open("tr");
        foreach (string column in columns) page.Element("th", column);
        page.Close().Close().Open("tbody").Raw("\n");
    }

    private static void CloseTable(MarkupWriter page) => page.Close().Close().Close().CloseLine();
}
