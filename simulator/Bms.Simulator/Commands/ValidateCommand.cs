using System.CommandLine;
using System.Diagnostics;
using Bms.Simulator.Measured;
using Bms.Simulator.Report;
using Bms.World;
using Bms.World.Fitting;

namespace Bms.Simulator.Commands;

/// <summary>validate: the world's cells against measurements, published ones or anybody's file.</summary>
internal static class ValidateCommand
{
    private const string Provisional =
        "Provisional cell: figures are assumed or from secondary sources; no verdict on safety may rest on them.";

    // Ten times what the hardest cells of power tools are discharged with.
    private const double LargestRate_per_h = 300.0;

    internal static Command Create()
    {
        Option<string?> data = Options.Folder("--data", "folder of the published measurements; else the one that BMS_DATA names");
        Option<string?> csv = Options.File("--csv", "one run of a single cell: t_s,current_A,voltage_V[,temperature_degC][,soc_ref]");
        Option<string?> cell = Options.File("--cell", "with --csv: a shipped cell by name, or a cell file that fit wrote");
        Option<double?> capacity = MeasuredOptions.Between("--capacity-Ah", 0.001, 1e5, "capacity instead of the cell's own");
        Option<double?> soc = MeasuredOptions.Between("--initial-soc", 0.0, 1.0, "state of charge at the first row instead of an estimate");
        Option<double?> ambient = MeasuredOptions.Between("--ambient-degC", -60.0, 100.0, "temperature around the cell");
        Option<string?> report = Options.Folder("--report", "write an HTML report with plots into this folder");
        Option<bool> reversed = MeasuredOptions.DischargePositive();
        var goals = new Option<bool>("--goals") { Description = "fail when a published run misses its goal" };
        var command = new Command("validate", "physics against measurements")
        {
            data, csv, cell, capacity, soc, ambient, report, reversed, goals,
        };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            string? folder = parsed.GetValue(report);
            if (folder != null) HtmlReport.MakeFolder(folder);
            if (parsed.GetValue(csv) is { } file)
            {
                CellSpec spec = CellSource.Open("--cell", parsed.GetValue(cell) ?? throw Missing("--cell"));
                if (parsed.GetValue(capacity) is { } capacity_Ah) spec = spec with { Capacity_Ah = capacity_Ah };
                One(output, spec, RunFile.Read(file, parsed.GetValue(ambient), parsed.GetValue(reversed)), parsed.GetValue(soc), folder);
                return ExitCode.Holds;
            }

            bool held = All(parsed.InvocationConfiguration, MeasuredSets.Folder(parsed.GetValue(data)), folder);
            return held || !parsed.GetValue(goals) ? ExitCode.Holds : ExitCode.DoesNotHold;
        });
        return command;
    }

    private static BadInputException Missing(string option) => new("validate", option, "is missing, allowed is a cell to compare with");

    private static void One(TextWriter output, CellSpec cell, LoadedRun loaded, double? initialSoc, string? folder)
    {
        IReadOnlyList<MeasuredRun> parts = RunGaps.Parts(loaded.Run);
        Plausible(cell, loaded.Run);
        output.WriteLine($"validate.cell = {cell.Name}{(cell.Provisional ? " (provisional)" : "")}");
        Comparison.Figure(output, "validate.capacity_Ah", cell.Capacity_Ah, "0.0000");
        Comparison.Figure(output, "validate.rows", loaded.Run.Rows, "0");
        Comparison.Figure(output, "validate.rows_dropped", loaded.Dropped, "0");
        Comparison.Figure(output, "validate.rows_out_of_order", loaded.OutOfOrder, "0");
        Comparison.Figure(output, "validate.clock_restarts", loaded.Restarts, "0");
        if (parts.Count > 1)
        {
            output.WriteLine("# rows are missing and nobody knows what flowed meanwhile: what lies between gaps is compared on its own");
        }

        List<Comparison> compared = [];
        foreach (MeasuredRun part in parts)
        {
            compared.Add(Comparison.Of("csv." + part.Name, cell, part, heldOut: true, compared.Count == 0 ? initialSoc : null));
            compared[^1].Write(output, "validate");
            RegionText.Write(output, cell, compared[^1]);
        }

        if (Scenarios.NoVerdict.Of(cell) is { } none) output.WriteLine("validate.verdict = " + none);
        string lead = $"{cell.Name}, {cell.Chemistry}, {cell.Capacity_Ah:0.000} Ah.";
        WriteReport(output, lead, compared, cell.Provisional ? [Provisional] : [], folder);
    }

    private static void Plausible(CellSpec cell, MeasuredRun run)
    {
        double most_A = run.Current_A.Max(Math.Abs), allowed_A = LargestRate_per_h * cell.Capacity_Ah;
        if (most_A <= allowed_A) return;
        throw new BadInputException(FormattableString.Invariant(
            $"{run.Name}: current_A: {most_A:0.#} A, allowed are {allowed_A:0.#} A at {cell.Capacity_Ah:0.###} Ah; is it in mA?"));
    }

    private static bool All(InvocationConfiguration console, string data, string? folder)
    {
        long started = Stopwatch.GetTimestamp();
        TextWriter output = console.Output;
        List<Comparison> all = [];
        using (var progress = new Progress(console.Error, Progress.IsTerminal))
        {
            for (int i = 0; i < MeasuredSets.All.Count; i++)
            {
                int done = i;
                all.AddRange(OfSet(output, MeasuredSets.All[i], data, share => progress.Show((done + share) / MeasuredSets.All.Count)));
            }
        }

        IReadOnlyList<(MeasuredGoal Goal, double Found)> goals = MeasuredGoals.Of(all);
        foreach ((MeasuredGoal goal, double found) in goals)
        {
            Comparison.Figure(output, $"validate.goal.{goal.Name}", found, "0.00");
            Comparison.Figure(output, $"validate.goal.{goal.Name}.limit", goal.Goal, "0.0");
            Comparison.Figure(output, $"validate.goal.{goal.Name}.moonshot", goal.Moonshot, "0.0");
        }

        int missed = goals.Count(line => !MeasuredGoals.Holds(line));
        Comparison.Figure(output, "validate.runs", all.Count, "0");
        Comparison.Figure(output, "validate.runs_held_out", all.Count(run => run.HeldOut), "0");
        Comparison.Figure(output, "validate.goals", goals.Count, "0");
        Comparison.Figure(output, "validate.goals_missed", missed, "0");
        Comparison.Figure(output, "validate.seconds", Stopwatch.GetElapsedTime(started).TotalSeconds, "0.0");
        bool Absent(MeasuredSet set) => !all.Any(run => run.Name.StartsWith(set.Folder + ".", StringComparison.Ordinal));
        Comparison.Figure(output, "skipped", MeasuredSets.All.Count(Absent), "0");
        string lead = "Every shipped cell that was fitted to published measurements, beside all runs of its set.";
        WriteReport(output, lead, all, [.. MeasuredSets.All.Select(set => $"{set.Folder}: {set.Source}.")], folder);
        return missed == 0;
    }

    private static Comparison[] OfSet(TextWriter output, MeasuredSet set, string data, Action<double> progress)
    {
        CellSpec cell = CellSource.Open("validate", set.Cell);
        SetRun[] runs = [.. set.Runs(data)];
        Comparison[] compared = new Comparison[runs.Length];
        for (int i = 0; i < runs.Length; i++)
        {
            compared[i] = Comparison.Of($"{set.Folder}.{runs[i].Run.Name}", cell, runs[i].Run, !runs[i].Fitted);
            compared[i].Write(output, "validate");
            progress((i + 1.0) / runs.Length);
        }

        Together(output, $"{set.Folder}.fitted", compared.Where(r => !r.HeldOut));
        Together(output, $"{set.Folder}.held_out", compared.Where(r => r.HeldOut));
        return compared;
    }

    private static void Together(TextWriter output, string name, IEnumerable<Comparison> runs)
    {
        double millivolts = Comparison.Together(runs.Select(r => r.Replay.Rmse_mV));
        double kelvin = Comparison.Together(runs.Select(r => r.Replay.Rmse_K));
        if (!double.IsNaN(millivolts)) Comparison.Figure(output, $"validate.{name}_rmse_mV", millivolts, "0.00");
        if (!double.IsNaN(kelvin)) Comparison.Figure(output, $"validate.{name}_rmse_K", kelvin, "0.00");
    }

    private static void WriteReport(
        TextWriter output, string lead, List<Comparison> comparisons, IReadOnlyList<string> notes, string? folder)
    {
        if (folder == null || comparisons.Count == 0) return;
        RunReport page = ComparisonReport.Of("Physics against measurements", lead, comparisons, notes);
        output.WriteLine("validate.report = " + HtmlReport.Write(page, folder, "validate"));
    }
}
