using Bms.Config;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;
using Bms.World;

namespace Bms.Simulator.Report;

/// <summary>Makes the report of a run of a scenario.</summary>
public static class RunPage
{
    private const int Truth = -1;

    private static readonly string[] s_notes =
    [
        "Wide grey lines are the truth of the virtual pack, which the firmware cannot see; thin lines are what it measured or concluded.",
        "A positive current charges the pack. The state of charge of the pack is that of its emptiest cell.",
        "Each pixel of a curve covers the lowest and the highest of all its samples: a spike of one sample is visible.",
        "Numbers on the plots are those of the table of events. A gap in a curve is a value that the firmware refused to use.",
    ];

    /// <summary>
    /// The report of a run. <paramref name="pack"/> gives the limits that are drawn, null draws none; figures are those that the command
    /// printed and that do not depend on the machine, or the same run would not give the same page.
    /// </summary>
    public static RunReport Make(RunResult result, RunRecorder recorder, PackConfig? pack, IReadOnlyList<ReportFigure> figures)
    {
        int held = result.Outcomes.Count(o => o.Verdict.Holds);
        return new RunReport
        {
            Title = result.Scenario.Title,
            Lead = result.Scenario.Why,
            Holds = result.NoVerdict == null ? result.Holds : null,
            VerdictText = result.NoVerdict is string none ? none
                : result.Holds ? $"All {held} expectations hold"
                : $"{result.Outcomes.Count - held} of {result.Outcomes.Count} expectations fail",
            Summary = Summary(result),
            Expectations = [.. result.Outcomes.Select(o => new ReportExpectation(
                o.Text, result.NoVerdict == null ? o.Verdict.Holds : null, o.Verdict.Found))],
            Groups = [WholeRun(recorder, pack, result.Scenario.Cell.Limits), .. recorder.CloseUps.All.Select(c => CloseUp(recorder, c))],
            Events = [.. result.Events.Select(ToEvent)],
            Figures = figures,
            Notes = s_notes,
            Footer = $"Scenario {result.Scenario.Name}, board {result.Scenario.Board.Name}, "
                + $"cell {NoVerdict.Name(result.Scenario.Cell)}, seed {result.Scenario.Seed}",
        };
    }

    private static List<SummaryRow> Summary(RunResult result) =>
    [
        new("Virtual time", Ticks.Say(result.Virtual_s)),
        new("Board", $"{result.Scenario.Board.Name}, {result.Scenario.Hardware.Name}"),
        new("Cells", CellsOf(result.Scenario)),
        new("Records published", $"{result.Records.Published}"),
        new("Records verified", $"{result.Records.Verified}"),
        new("Refused, missing", $"{result.Records.Refused}, {result.Records.Missing}"),
        new("Second level", SecondLevel(result)),
        new("Cells outside limits", $"{result.CellsOutside}"),
        new("Seed", $"{result.Scenario.Seed}"),
    ];

    private static string CellsOf(Scenario scenario)
    {
        string name = NoVerdict.Name(scenario.Cell);
        return CellChemistry.Fitting(scenario.Cell) == scenario.Chemistry ? name : $"{name}, told as {scenario.Chemistry}";
    }

    private static string SecondLevel(RunResult result)
    {
        RunEvent[] events = [.. result.Events.Where(e => e.Kind == RunEventKind.SecondLevel)];
        string more = events.Length > 1 ? $" (+{events.Length - 1})" : "";
        return events.Length == 0 ? "at rest" : events[0].Text.Split(':')[0] + more;
    }

    // Modes and switches have lanes of their own and need no flag.
    private static ReportEvent ToEvent(RunEvent e)
    {
        (Severity severity, bool marked) = e.Kind switch
        {
            RunEventKind.Trip or RunEventKind.SecondLevel or RunEventKind.Damage => (Severity.Critical, true),
            RunEventKind.Warning or RunEventKind.Fault or RunEventKind.Anomaly => (Severity.Warning, true),
            RunEventKind.Timeline => (Severity.Info, true),
            _ => (Severity.Info, false),
        };
        int colon = e.Text.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0
            ? new ReportEvent(e.Time_s, severity, e.Text, Marked: marked)
            : new ReportEvent(e.Time_s, severity, e.Text[..colon], e.Text[(colon + 2)..], marked);
    }

    private static PlotGroup WholeRun(RunRecorder run, PackConfig? pack, CellLimits physical) => new()
    {
        Title = "The whole run",
        Caption = "Switches, mode and protections above; the plots share their time axis.",
        From = 0,
        To = Math.Max(run.Last_s, 0.1),
        Lanes = run.Lanes.All,
        Plots =
        [
            CellRange(run.Data, pack, physical), Current(run.Data), WithAmbient(run), Soc(run.Data), SocError(run.Data),
            PerCell(run, "Each cell \u2212 mean of the cells, averaged, at steady current", RunChannels.CellDeviation_mV),
            PerCell(run, "Cell voltages, measured \u2212 true, averaged, at steady current", RunChannels.CellError_mV),
        ],
    };

    private static PlotGroup CloseUp(RunRecorder run, CloseUp moment) => new()
    {
        Title = $"The moment of {moment.Cause}",
        Caption = $"Every sample around the trip at {Ticks.Say(moment.Trip_s)}, ten a second.",
        X = XAxis.Time("Time since the trip", moment.Trip_s),
        From = moment.From_s,
        To = Math.Max(moment.To_s, moment.From_s + 0.1),
        Lanes = run.Lanes.All,
        Plots = [Current(moment.Data), Cells(run, moment.Data), Temperatures(run, moment.Data)],
    };

    // Over hours the cells of a healthy pack lie within a pixel of each other; which is which is seen in their differences.
    private static Plot CellRange(Func<int, SeriesData> data, PackConfig? pack, CellLimits physical)
    {
        (SeriesData lowest, SeriesData highest) = (data(RunChannels.TrueLowestCell_V), data(RunChannels.TrueHighestCell_V));
        bool high = pack is not null && highest.Y.Max() * 1000 > pack.Chemistry.OverVoltage_mV;
        bool low = pack is not null && lowest.Y.Min() * 1000 < pack.Chemistry.UnderVoltage_mV;
        return new()
        {
            Title = "Cell voltages",
            Unit = "V",
            Series = [new("true, lowest and highest cell", lowest, Truth, Stroke.Wide), new("", highest, Truth, Stroke.Wide)],
            Bands = [new("measured, lowest to highest cell", data(RunChannels.LowestCell_V), data(RunChannels.HighestCell_V), 0)],
            Limits = pack is null ? [] : [.. Limits(pack), .. Physical(physical, high, low)],
            Zones = [new(physical.Highest_V, double.PositiveInfinity), new(double.NegativeInfinity, physical.Lowest_V)],
            MinimumSpan = 0.05,
        };
    }

    // They are drawn where a cell has come beyond the firmware's own limits; elsewhere they would only make the plot flat.
    private static IEnumerable<LimitLine> Physical(CellLimits limits, bool high, bool low)
    {
        if (high) yield return new($"no cell above {limits.Highest_V:0.00} V", limits.Highest_V, Severity.Critical);
        if (low) yield return new($"no cell below {limits.Lowest_V:0.00} V", limits.Lowest_V, Severity.Critical);
    }

    private static Plot Cells(RunRecorder run, Func<int, SeriesData> data) => new()
    {
        Title = "Cell voltages, measured",
        Unit = "V",
        Series = OneEach("cell", run.Channels.Cells, cell => data(RunChannels.Cell_V(cell))),
        MinimumSpan = 0.05,
    };

    private static LimitLine[] Limits(PackConfig pack) =>
    [
        new($"over-voltage {pack.Chemistry.OverVoltage_mV / 1000.0:0.00} V", pack.Chemistry.OverVoltage_mV / 1000.0, Severity.Critical),
        new($"under-voltage {pack.Chemistry.UnderVoltage_mV / 1000.0:0.00} V", pack.Chemistry.UnderVoltage_mV / 1000.0, Severity.Critical),
    ];

    private static Plot Current(Func<int, SeriesData> data) => new()
    {
        Title = "Pack current, positive = charge",
        Unit = "A",
        Series =
        [
            new("true", data(RunChannels.TrueCurrent_A), Truth, Stroke.Wide),
            new("measured", data(RunChannels.Current_A), 0),
            new("allowed to charge", data(RunChannels.ChargeLimit_A), 2, Stroke.Dashed),
            new("allowed to discharge", data(RunChannels.DischargeLimit_A), 1, Stroke.Dashed),
        ],
        MinimumSpan = 1,
    };

    private static Plot Temperatures(RunRecorder run, Func<int, SeriesData> data) => new()
    {
        Title = "Temperatures",
        Unit = "\u00b0C",
        Series =
        [
            new("hottest core, true", data(RunChannels.HottestCore_C), Truth, Stroke.Wide),
            .. OneEach("probe", run.Channels.Probes, probe => data(run.Channels.Probe_C(probe))),
        ],
        MinimumSpan = 5,
    };

    private static Plot WithAmbient(RunRecorder run)
    {
        Plot plot = Temperatures(run, run.Data);
        Series ambient = new("ambient, true", run.Data(RunChannels.Ambient_C), 7, Stroke.Dashed);
        return plot with { Series = [.. plot.Series, ambient] };
    }

    private static Plot Soc(Func<int, SeriesData> data) => new()
    {
        Title = "State of charge",
        Unit = "%",
        Series =
        [
            new("true, emptiest cell", data(RunChannels.TrueSoc_pct), Truth, Stroke.Wide),
            new("estimated", data(RunChannels.Soc_pct), 0),
        ],
        Bands = [new("estimate \u00b1 2\u03c3", data(RunChannels.SocLow_pct), data(RunChannels.SocHigh_pct), 0)],
        Includes = [0, 100],
    };

    private static Plot SocError(Func<int, SeriesData> data) => new()
    {
        Title = "State of charge, estimated \u2212 true",
        Unit = "percentage points",
        Series = [new("error", data(RunChannels.SocError_pct), 0)],
        Bands = [new("\u00b1 2\u03c3 that the firmware claims", data(RunChannels.SocBandBelow_pct), data(RunChannels.SocBand_pct), 0)],
        MinimumSpan = 1,
    };

    private static Plot PerCell(RunRecorder run, string title, Func<int, int> channel) => new()
    {
        Title = title,
        Unit = "mV",
        Series = OneEach("cell", run.Channels.Cells, cell => run.Mean(channel(cell))),
        MinimumSpan = 10,
    };

    private static Series[] OneEach(string name, int count, Func<int, SeriesData> data) =>
        [.. Enumerable.Range(0, count).Select(i => new Series($"{name} {i + 1}", data(i), i))];
}
