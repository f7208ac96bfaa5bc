using Bms.Protection;

namespace Bms.Simulator.Reactions;

/// <summary>Measured reactions as a table for people, at most 140 characters wide, and as figures for scripts.</summary>
internal static class ReactionText
{
    private static readonly string[] s_caseHead = ["cause", "", "mode", "doing", "stall", "bound", "min", "median", "longest"];

    internal static void Write(TextWriter output, string name, ReactionBoard board, IReadOnlyList<RowReport> reports, bool cases)
    {
        List<Column> columns = Columns(board);
        WriteLegend(output, name, board);
        WriteTable(output, [[.. columns.Select(c => c.Head)], .. reports.Select(r => columns.Select(c => c.Of(r)).ToArray())]);
        output.WriteLine();
        foreach (RowReport report in reports.Where(r => !r.Holds))
        {
            output.WriteLine($"FAILS {report.Row.Fault}: {report.Problem}");
        }

        output.WriteLine($"{reports.Count(r => r.Holds)} of {reports.Count} rows hold in {Trials(reports)} trials.");
        output.WriteLine();
        if (cases)
        {
            WriteTable(output, [s_caseHead, .. reports.SelectMany(r => r.Cases).Select(Line)]);
            output.WriteLine();
        }

        foreach (RowReport report in reports)
        {
            WriteFigures(output, $"reaction.{board.Name}.{report.Row.Fault}", report);
        }

        output.WriteLine($"reaction.{board.Name}.trials = {Trials(reports)}");
        output.WriteLine($"reaction.{board.Name}.failed = {reports.Count(r => !r.Holds)}");
    }

    /// <summary>Lines of cells below each other, the first one the head: words to the left, numbers to the right.</summary>
    internal static void WriteTable(TextWriter output, IReadOnlyList<string[]> lines)
    {
        int[] widths = [.. Enumerable.Range(0, lines[0].Length).Select(c => lines.Max(l => l[c].Length))];
        foreach (string[] line in lines)
        {
            IEnumerable<string> cells = line.Select((cell, c) =>
                IsNumber(lines[^1][c]) ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    internal static string LevelOf(ProtectionRow row) => row.Level.ToString().ToLowerInvariant();

    private static List<Column> Columns(ReactionBoard board)
    {
        List<Column> columns =
        [
            new("protection", r => r.Row.Fault.ToString()), new("level", r => LevelOf(r.Row)), new("opens", r => Opens(r.Row)),
            new("bound", r => Has(r) ? Whole(r.Bound_ms) : "-"), new("longest", r => Has(r) ? Whole(r.Max_ms) : "-"),
            new("charge", r => Whole(r.MaxIn_ms(Mode.Charge))), new("disch.", r => Whole(r.MaxIn_ms(Mode.Discharge))),
            new("standby", r => Whole(r.MaxIn_ms(Mode.Standby))),
            new("stalled", r => Pair(r.Blocked)),
        ];
        Add(columns, board.Parks, "parked", r => Pair(r.Parked));
        Add(columns, board.Asleep != null, "asleep", r => Pair(r.In(Situation.Asleep)));
        Add(columns, board.Balancing != null, "bleeding", r => Pair(r.In(Situation.Balancing)));
        columns.Add(new("verdict", r => r.Holds ? "holds" : "FAILS"));
        return columns;
    }

    private static void Add(List<Column> columns, bool has, string head, Func<RowReport, string> cell)
    {
        if (has)
        {
            columns.Add(new(head, cell));
        }
    }

    private static void WriteLegend(TextWriter output, string name, ReactionBoard board)
    {
        output.WriteLine($"{name}: time in ms from a cause to open switches; of a warning, and in standby, to the entry in the log.");
        output.WriteLine("bound: computed from delays, conversions and cycles. longest: measured, and in each mode.");
        output.WriteLine("stalled: longest/bound when a native call or a held line blocks the processor after the cause.");
        if (board.Parks)
        {
            output.WriteLine("parked: longest/bound while the firmware looks once a second. Nothing sleeps here, and no cells bleed.");
        }

        if (board.Balancing != null)
        {
            string asleep = board.Asleep == null ? "No chip here sleeps. " : "asleep: longest/bound while the cells' chip sleeps. ";
            output.WriteLine($"{asleep}bleeding: longest/bound while cells bleed.");
        }

        output.WriteLine("holds: each trial acted, within the bound of its own cause, and the bound is within the row's promise.");
        output.WriteLine();
    }

    private static void WriteFigures(TextWriter output, string name, RowReport report)
    {
        if (report.Cases.Count == 0)
        {
            return;
        }

        output.WriteLine($"{name}.bound_ms = {Show(report.Bound_ms)}");
        output.WriteLine($"{name}.min_ms = {Show(report.Min_ms)}");
        output.WriteLine($"{name}.median_ms = {Show(report.Median_ms)}");
        output.WriteLine($"{name}.max_ms = {Show(report.Max_ms)}");
        WriteFigures(output, name + ".parked", report.Parked);
        WriteFigures(output, name + ".stalled", report.Blocked);
        WriteFigures(output, name + ".asleep", report.In(Situation.Asleep));
        WriteFigures(output, name + ".balancing", report.In(Situation.Balancing));
    }

    private static void WriteFigures(TextWriter output, string name, (double Bound_ms, double Max_ms)? times)
    {
        if (times is var (bound_ms, max_ms))
        {
            output.WriteLine($"{name}_bound_ms = {Show(bound_ms)}");
            output.WriteLine($"{name}_max_ms = {Show(max_ms)}");
        }
    }

    private static string[] Line(ReactionCase one) =>
    [
        one.Cause.Row.ToString(), one.Cause.Variant, one.Mode.ToString(),
        one.Situation == Situation.Normal ? "-" : one.Situation.ToString(), one.Stall == Stall.None ? "-" : one.Stall.ToString(),
        Show(one.Bound_us / 1000.0), Show(one.At_ms(0)), Show(one.At_ms(0.5)), Show(one.At_ms(1)),
    ];

    private static string Opens(ProtectionRow row) => row.Reaction switch
    {
        Reaction.None => "warns",
        Reaction.StopCharge => "charge",
        Reaction.StopDischarge => "disch.",
        _ => "both",
    };

    private static int Trials(IReadOnlyList<RowReport> reports) => reports.Sum(r => r.Cases.Sum(c => c.Trials));

    private static bool Has(RowReport report) => report.Cases.Count > 0;

    private static string Pair((double Bound_ms, double Max_ms)? times) =>
        times is var (bound_ms, max_ms) ? $"{Whole(max_ms)}/{Whole(bound_ms)}" : "-";

    private static string Whole(double? time_ms) => time_ms is double ms ? ms.ToString(ms < 10 ? "0.0" : "0") : "-";

    private static string Show(double? time_ms) => time_ms is double ms ? ms.ToString("0.0") : "-";

    private static bool IsNumber(string text) => text == "-" || double.TryParse(text.Split('/')[0], out _);

    private sealed record Column(string Head, Func<RowReport, string> Of);
}
