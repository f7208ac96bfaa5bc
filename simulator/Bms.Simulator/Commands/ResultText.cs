using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Commands;

/// <summary>A run's result as lines: what happened, figures, what became of the expectations.</summary>
internal static class ResultText
{
    internal static void Write(TextWriter output, RunResult result)
    {
        foreach (RunEvent happened in result.Events)
        {
            output.WriteLine($"{happened.Time_s,12:0.000} s  {happened.Text}");
        }

        output.WriteLine("run.scenario = " + result.Scenario.Name);
        output.WriteLine("run.board = " + result.Scenario.Board.FigureName);
        output.WriteLine("run.hardware = " + result.Scenario.Hardware.Name);
        output.WriteLine("run.cell = " + NoVerdict.Name(result.Scenario.Cell));
        output.WriteLine("run.chemistry = " + result.Scenario.Chemistry);
        output.WriteLine("run.seed = " + result.Scenario.Seed);
        output.WriteLine($"run.virtual_s = {result.Virtual_s:0.###}");
        output.WriteLine($"run.wall_s = {result.Wall_s:0.###}");
        output.WriteLine($"run.x_realtime = {result.RealTimeFactor:0}");
        output.WriteLine("run.records_published = " + result.Records.Published);
        output.WriteLine("run.records_verified = " + result.Records.Verified);
        output.WriteLine("run.records_repeated = " + result.Records.Repeated);
        output.WriteLine("run.records_refused = " + result.Records.Refused);
        output.WriteLine("run.records_missing = " + result.Records.Missing);
        output.WriteLine("run.second_level_events = " + result.Events.Count(e => e.Kind == RunEventKind.SecondLevel));
        output.WriteLine("run.cells_outside_limits = " + result.CellsOutside);
        WriteHealth(output, result);
        output.WriteLine("run.trace_sha256 = " + result.Trace.Sha256());
        foreach (Outcome outcome in result.Outcomes)
        {
            output.WriteLine(Line(outcome, result.NoVerdict));
        }

        if (result.NoVerdict is string none)
        {
            output.WriteLine("run.verdict = " + none);
            return;
        }

        output.WriteLine("run.expectations = " + result.Outcomes.Count);
        output.WriteLine("run.expectations_failed = " + result.Outcomes.Count(o => !o.Verdict.Holds));
    }

    private static void WriteHealth(TextWriter output, RunResult result)
    {
        if (result.Extremes is not { } extremes)
        {
            return;
        }

        if (double.IsFinite(extremes.LowestPlating_V.Value))
        {
            output.WriteLine($"run.lowest_plating_margin_mV = {extremes.LowestPlating_V.Value * 1000:0.0}");
        }

        output.WriteLine($"run.extrapolated_s = {extremes.Extrapolated_us / 1e6:0.#}");
        if (extremes.Extrapolated_us > 0)
        {
            output.WriteLine("run.extrapolated = " + extremes.Extrapolated);
        }
    }

    /// <summary>One expectation: whether it held, unless no verdict may be given, what it was, what was found.</summary>
    internal static string Line(Outcome outcome, string? noVerdict = null) =>
        $"{Word(outcome, noVerdict)}: {outcome.Text}: {outcome.Verdict.Found}";

    private static string Word(Outcome outcome, string? noVerdict) =>
        noVerdict != null ? "no verdict" : outcome.Verdict.Holds ? "holds" : "FAILS";
}
