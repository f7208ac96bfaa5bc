namespace Bms.Simulator.Report;

/// <summary>How much a reader should care.</summary>
public enum Severity
{
    /// <summary>Something happened as intended: a request, a change of mode, an end of charge.</summary>
    Info,

    /// <summary>A warning row of the protection table, or an injected fault.</summary>
    Warning,

    /// <summary>A protection that opens a switch.</summary>
    Critical,
}

/// <summary>One line of the summary, already in words.</summary>
public sealed record SummaryRow(string Name, string Value);

/// <summary>One figure as the command printed it; the unit may be empty.</summary>
public sealed record ReportFigure(string Name, double Value, string Unit);

/// <summary>Something that happened at a virtual time. A marked event is drawn into the plots, with its number in the table.</summary>
public sealed record ReportEvent(double Time_s, Severity Severity, string Text, string Detail = "", bool Marked = false);

/// <summary>What was expected, with what was allowed, and what was found; whether it held, null = no verdict.</summary>
public sealed record ReportExpectation(string Text, bool? Held, string Found);

/// <summary>A table of words: as many cells a row as there are columns.</summary>
public sealed record ReportTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows);

/// <summary>
/// Everything that a report of a run shows. The model holds no clock and no random number, so the same run gives the same bytes;
/// a stamp that must be in the page is passed in <see cref="Footer"/>.
/// </summary>
public sealed record RunReport
{
    /// <summary>Heading of the page.</summary>
    public required string Title { get; init; }

    /// <summary>One or two sentences under the heading: what was run.</summary>
    public string Lead { get; init; } = "";

    /// <summary>Whether what was asked for holds; null when nothing was asked for, or no verdict may be given.</summary>
    public bool? Holds { get; init; }

    /// <summary>The verdict in a few words, such as "All 9 expectations hold".</summary>
    public string VerdictText { get; init; } = "";

    public IReadOnlyList<SummaryRow> Summary { get; init; } = [];

    public IReadOnlyList<ReportExpectation> Expectations { get; init; } = [];

    /// <summary>What stands above their table.</summary>
    public string ExpectationsTitle { get; init; } = "What was expected";

    /// <summary>What one of them is called.</summary>
    public string ExpectationsColumn { get; init; } = "Expectation";

    /// <summary>Tables above the plots.</summary>
    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    public IReadOnlyList<PlotGroup> Groups { get; init; } = [];

    /// <summary>Events in order of time.</summary>
    public IReadOnlyList<ReportEvent> Events { get; init; } = [];

    public IReadOnlyList<ReportFigure> Figures { get; init; } = [];

    /// <summary>Sentences on how to read the page and what it leaves out.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Last line: program, version, seed.</summary>
    public string Footer { get; init; } = "";
}
