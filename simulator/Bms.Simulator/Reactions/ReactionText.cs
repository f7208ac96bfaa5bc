using Bms.Protection;

namespace Bms.Simulator.Reactions;

/// <summary>Measured reactions as a table for people and as figures for scripts.</summary>
internal static class ReactionText
{
    private static readonly string[] s_head =
    [
        "protection", "level", "opens", "bound", "min", "median", "max", "margin", "charge", "disch.", "standby", "parked",
        "blocked", "max", "asleep", "max", "balanc.", "max", "verdict",
    ];

    private static readonly string[] s_caseHead = ["cause", "", "mode", "doing", "stall", "bound", "min", "median", "max"];

    internal static void Write(TextWriter output, ReactionBoard board, IReadOnlyList<RowReport> reports, bool cases)
    {
        output.WriteLine("Time in ms from cause to open switches; of a warning, and in standby, to the entry in the log.");
        output.WriteLine("bound: computed. charge to parked: longest there. blocked: bound and longest with a stall in between.");
        WriteSituation(output, board, Situation.Asleep, "the chip at the cells sleeps", "nothing on this board sleeps");
        WriteSituation(output, board, Situation.Balancing, "cells bleed", "this board cannot bleed cells");
        output.WriteLine();
        WriteTable(output, [s_head, .. reports.Select(Line)]);
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

        output.WriteLine($"reaction.{board.Name}.trials = {reports.Sum(r => r.Cases.Sum(c => c.Trials))}");
        output.WriteLine($"reaction.{board.Name}.failed = {reports.Count(r => !r.Holds)}");
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
        if (report.Parked is (double parked_ms, double longest_ms))
        {
            output.WriteLine($"{name}.parked_bound_ms = {Show(parked_ms)}");
            output.WriteLine($"{name}.parked_max_ms = {Show(longest_ms)}");
        }

        if (report.Blocked is (double bound_ms, double max_ms))
        {
            output.WriteLine($"{name}.stalled_bound_ms = {Show(bound_ms)}");
            output.WriteLine($"{name}.stalled_max_ms = {Show(max_ms)}");
        }

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

    private static void WriteSituation(TextWriter output, ReactionBoard board, Situation situation, string there, string absent)
    {
        string column = situation == Situation.Asleep ? "asleep" : "balanc.";
        output.WriteLine(board.TimingIn(situation) == null ? $"{column}: {absent}." : $"{column}: bound and longest while {there}.");
    }

    private static string[] Line(RowReport report)
    {
        string fault = report.Row.Fault.ToString();
        if (report.Cases.Count == 0)
        {
            return [fault, LevelOf(report.Row), Opens(report.Row), .. Enumerable.Repeat(string.Empty, 15), "FAILS: " + report.Problem];
        }

        return
        [
            fault, LevelOf(report.Row), Opens(report.Row),
            Show(report.Bound_ms), Show(report.Min_ms), Show(report.Median_ms), Show(report.Max_ms),
            Show(report.Margin_ms), Show(report.MaxIn_ms(Mode.Charge)), Show(report.MaxIn_ms(Mode.Discharge)),
            Show(report.MaxIn_ms(Mode.Standby)), Show(report.Parked?.Max_ms), Show(report.Blocked?.Bound_ms), Show(report.Blocked?.Max_ms),
            Show(report.In(Situation.Asleep)?.Bound_ms), Show(report.In(Situation.Asleep)?.Max_ms),
            Show(report.In(Situation.Balancing)?.Bound_ms), Show(report.In(Situation.Balancing)?.Max_ms),
            report.Holds ? "holds" : "FAILS: " + report.Problem,
        ];
    }

    private static string[] Line(ReactionCase one) =>
    [
        one.Cause.Row.ToString(), one.Cause.Variant, one.Mode.ToString(),
        one.Situation == Situation.Normal ? "-" : one.Situation.ToString(), one.Stall == Stall.None ? "-" : one.Stall.ToString(),
        Show(one.Bound_us / 1000.0), Show(one.At_ms(0)), Show(one.At_ms(0.5)), Show(one.At_ms(1)),
    ];

    private static string LevelOf(ProtectionRow row) => row.Level.ToString().ToLowerInvariant();

    private static string Opens(ProtectionRow row) => row.Reaction switch
    {
        Reaction.None => "warns",
        Reaction.StopCharge => "charge",
        Reaction.StopDischarge => "disch.",
        _ => "both",
    };

    private static string Show(double? time_ms) => time_ms is double ms ? ms.ToString("0.0") : "-";

    // Words to the left, numbers to the right, the last column as it is.
    private static void WriteTable(TextWriter output, IReadOnlyList<string[]> lines)
    {
        int columns = lines[0].Length;
        int[] widths = [.. Enumerable.Range(0, columns).Select(c => lines.Max(l => l[c].Length))];
        foreach (string[] line in lines)
        {
            IEnumerable<string> cells = line.Select((cell, c) =>
                c == columns - 1 && columns > 8 ? cell : IsNumber(lines[^1][c]) ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private static bool IsNumber(string text) => text == "-" || double.TryParse(text, out _);
}
