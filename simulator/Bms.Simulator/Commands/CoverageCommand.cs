using System.CommandLine;
using Bms.Simulator.Bench;
using Bms.Simulator.Coverage;
using Bms.Simulator.Report;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Commands;

/// <summary>
/// coverage: the matrix of hazards and faults, each at the edge of its limit, on one board or on all with every chemistry.
/// </summary>
internal static class CoverageCommand
{
    internal static Command Create()
    {
        Option<string?> board = Options.Board();
        Option<string?> cell = Options.Cell();
        var all = new Option<bool>("--all") { Description = "every board with every chemistry that the firmware knows" };
        var rough = new Option<bool>("--rough")
        {
            Description = "only both ends of each fault, and none that takes longer than minutes",
        };
        Option<long?> jobs = Options.Whole("--jobs", 1, 256, "runs at a time; as many as there are processors without it");
        Option<string?> report = Options.Folder("--report", "write each matrix as HTML into this folder");
        var command = new Command("coverage", "every hazard by the faults that bring it about, at the edge of its limit")
        {
            board, cell, all, rough, jobs, report,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) && (result.GetValue(board) ?? result.GetValue(cell)) != null)
            {
                result.AddError("--all: is not allowed together with --board or --cell, it takes them all");
            }
        });
        command.SetAction(parsed =>
        {
            int workers = (int)(parsed.GetValue(jobs) ?? Environment.ProcessorCount);
            string? own = parsed.GetValue(cell);
            BoardKind facts = parsed.GetValue(board) is string name ? BoardKind.Of(name) : BoardKind.All[0];
            IReadOnlyList<CoverageBench> benches = parsed.GetValue(all) ? CoverageBench.All() : [CoverageBench.Of(facts, Found(own))];
            return Run(benches, bench => Play(bench, workers, parsed.GetValue(rough), parsed.InvocationConfiguration),
                parsed.GetValue(report), parsed.InvocationConfiguration);
        });
        return command;
    }

    // A file is found from where the command was given.
    private static string? Found(string? cell) =>
        cell?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true ? Path.GetFullPath(cell) : cell;

    private static int Run(IReadOnlyList<CoverageBench> benches, Func<CoverageBench, CoverageResult> play, string? report,
        InvocationConfiguration console)
    {
        if (report != null)
        {
            HtmlReport.MakeFolder(report);
        }

        bool holds = true;
        foreach (CoverageBench bench in benches)
        {
            CoverageResult result = play(bench);
            CoverageText.Write(console.Output, result);
            if (report != null)
            {
                string name = $"coverage-{bench.Board.Name}-{bench.Chemistry.ToLowerInvariant()}";
                console.Output.WriteLine("coverage.report = " + HtmlReport.Write(CoverageText.Page(result), report, name));
            }

            if (NoVerdict.Of(bench.Cell) is string none)
            {
                console.Output.WriteLine(none);
            }

            holds &= result.Holds && !bench.Cell.Provisional;
        }

        return holds ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    private static CoverageResult Play(CoverageBench bench, int jobs, bool rough, InvocationConfiguration console)
    {
        using var progress = new Progress(console.Error, Progress.IsTerminal);
        CoverageResult result = CoverageRun.Run(bench, jobs, share =>
        {
            lock (progress)
            {
                progress.Show(share);
            }
        }, rough);
        progress.Clear();
        return result;
    }
}
