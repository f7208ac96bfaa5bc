using System.CommandLine;
using Bms.Simulator.Bench;
using Bms.Simulator.Coverage;
using Bms.Simulator.Report;

namespace Bms.Simulator.Commands;

/// <summary>coverage: the matrix of hazards and faults, each at the edge of its limit.</summary>
internal static class CoverageCommand
{
    internal static Command Create()
    {
        Option<string?> board = Options.Board();
        Option<long?> jobs = Options.Whole("--jobs", 1, 256, "runs at a time; as many as there are processors without it");
        Option<string?> report = Options.Folder("--report", "write the matrix as HTML into this folder");
        var command = new Command("coverage", "every hazard by the faults that bring it about, at the edge of its limit")
        {
            board, jobs, report,
        };
        command.SetAction(parsed =>
        {
            BoardKind facts = parsed.GetValue(board) is string name ? BoardKind.Of(name) : BoardKind.All[0];
            int workers = (int)(parsed.GetValue(jobs) ?? Environment.ProcessorCount);
            return Run(facts, workers, parsed.GetValue(report), parsed.InvocationConfiguration);
        });
        return command;
    }

    private static int Run(BoardKind board, int jobs, string? report, InvocationConfiguration console)
    {
        if (report != null)
        {
            HtmlReport.MakeFolder(report);
        }

        CoverageResult result;
        using (var progress = new Progress(console.Error, Progress.IsTerminal))
        {
            result = CoverageRun.Run(board, jobs, share =>
            {
                lock (progress)
                {
                    progress.Show(share);
                }
            });
            progress.Clear();
        }

        CoverageText.Write(console.Output, result);
        if (report != null)
        {
            console.Output.WriteLine("coverage.report = " + HtmlReport.Write(CoverageText.Page(result), report, "coverage-" + board.Name));
        }

        return result.Holds ? ExitCode.Holds : ExitCode.DoesNotHold;
    }
}
