using System.CommandLine;
using System.Diagnostics;
using Bms.Simulator.Report;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Sweep;
using Bms.World;

namespace Bms.Simulator.Commands;

/// <summary>sweep: many variations of a scenario, or many deaths of its processor.</summary>
internal static class SweepCommand
{
    private const int MostShrunk = 3, MostPrinted = 20;

    internal static Command Create()
    {
        var scenario = new Argument<string?>("scenario")
        {
            Description = "name that list shows, or a file that ends in .json; with --kill it may be left out: six states of the board",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<long?> count = Options.Whole("--count", 1, 1_000_000, "cases (100 without it)");
        Option<long?> seed = Options.Seed();
        var kill = new Option<bool>("--kill") { Description = "the processor dies at a random moment of each case, and the worst goes on" };
        var width = new Option<double?>("--width") { Description = "times the usual distance from the nominal, 0 to 3", HelpName = "W" };
        var vary = new Option<string[]>("--vary")
        {
            Description = "ranges of your own, each " + OwnRange.Form + "; load_factor is the size of the loads", HelpName = "R",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string?> varyFile = Options.File("--vary-file", "such ranges from a file, one a line");
        Option<string?> hardware = Options.Hardware();
        Option<string?> cell = Options.Cell();
        Option<long?> jobs = Options.Whole("--jobs", 1, 256, "cases at a time; as many as there are processors without it");
        Option<string?> resume = Options.File("--resume", "keep each result in this file, and go on where it ends");
        Option<string?> junit = Options.File("--junit", "write the results as JUnit XML");
        Option<string?> report = Options.Folder("--report", "write sweep.html into this folder");
        var command = new Command("sweep", "many variations of a scenario, those that fail shrunk to one command")
        {
            scenario, count, seed, kill, width, vary, varyFile, hardware, cell, jobs, resume, junit, report,
        };
        command.SetAction(parsed =>
        {
            SweepPlan plan = Plan(parsed.GetValue(scenario), (int)(parsed.GetValue(count) ?? 100), (ulong)(parsed.GetValue(seed) ?? 1),
                parsed.GetValue(kill), parsed.GetValue(width) ?? 1, parsed.GetValue(hardware)) with
            {
                Cell = parsed.GetValue(cell), Own = Ranges(parsed.GetValue(vary), parsed.GetValue(varyFile)),
            };
            plan.Check();
            _ = plan.NoVerdict;
            var files = new SweepFiles(parsed.GetValue(resume), parsed.GetValue(junit), parsed.GetValue(report));
            return Run(plan, files, (int)(parsed.GetValue(jobs) ?? Environment.ProcessorCount), parsed.InvocationConfiguration);
        });
        return command;
    }

    private static OwnRange[] Ranges(string[]? given, string? file)
    {
        OwnRange[] all =
            [.. (given ?? []).Select(text => OwnRange.Parse("sweep", "--vary", text)), .. file == null ? [] : OwnRange.File(file)];
        string? twice = all.GroupBy(o => o.Place).FirstOrDefault(g => g.Count() > 1)?.Key;
        return twice == null ? all : throw new BadInputException("sweep", "--vary", $"{twice} has two ranges, allowed is one for a place");
    }

    private static SweepPlan Plan(string? scenario, int count, ulong seed, bool kill, double width, string? hardware)
    {
        if (scenario == null && !kill)
        {
            const string allowed = "missing, allowed are the names that list shows, or a file that ends in .json";
            throw new BadInputException("sweep", "scenario", allowed);
        }

        if (!(width is >= 0 and <= 3))
        {
            throw new BadInputException("sweep", "--width", $"{width} is not allowed, only a number from 0 to 3");
        }

        IReadOnlyList<string> names = scenario == null ? SweepPlan.KillStates : [scenario];
        return new SweepPlan([.. names.Select(Catalogue.Source)], names, count, seed, kill, width, hardware);
    }

    private static int Run(SweepPlan plan, SweepFiles files, int jobs, InvocationConfiguration console)
    {
        files.Check();
        using ResumeFile? kept = files.Resume == null ? null : ResumeFile.Open(files.Resume, plan);
        using var progress = new Progress(console.Error, Progress.IsTerminal);
        var watch = Stopwatch.StartNew();
        int done = kept?.Done.Count ?? 0;
        int resumed = done;
        var run = new SweepRun(plan);
        IReadOnlyList<SweepCase> cases = run.Play(kept?.Done ?? [], jobs, played =>
        {
            kept?.Add(played);
            progress.Show((double)++done / plan.Count);
        });
        double wall_s = watch.Elapsed.TotalSeconds;
        progress.Clear();
        IReadOnlyList<string> replays = Explain(console.Output, run, plan, cases);
        if (plan.Kill)
        {
            console.Output.WriteLine("limits of a cell: " + new CellWatch(plan.Scenario(0, []).Cell.Limits, 1, 1_000_000).Allowed);
        }

        SweepFigures figures = new(plan, cases, resumed, wall_s);
        foreach (string line in figures.Lines)
        {
            console.Output.WriteLine(line);
        }

        files.Write(console.Output, plan, cases, figures, replays);
        return figures.Failed == 0 && plan.NoVerdict == null ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    // The first cases that fail are shrunk; a sweep in which everything fails would otherwise never end.
    private static List<string> Explain(TextWriter output, SweepRun run, SweepPlan plan, IReadOnlyList<SweepCase> cases)
    {
        List<string> replays = [];
        if (plan.NoVerdict != null)
        {
            return replays;
        }

        foreach (SweepCase failed in cases.Where(c => !c.Holds))
        {
            bool shrinks = replays.Count < MostShrunk;
            IReadOnlyList<Deviation> deviations = shrinks ? run.Shrink(failed.Index) : plan.Deviations(failed.Index);
            replays.Add(plan.Replay(failed.Index, deviations));
            if (replays.Count > MostPrinted)
            {
                continue;
            }

            output.WriteLine($"FAILS: case {failed.Index + 1}: {failed.Failure}");
            output.WriteLine($"{(shrinks ? "shrunk" : "replay")}: {replays[^1]}");
        }

        return replays;
    }
}
