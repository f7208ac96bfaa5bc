using System.CommandLine;
using Bms.Simulator.Reactions;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Commands;

/// <summary>reaction: how long every protection takes from its cause to open switches, against a bound that is computed.</summary>
internal static class ReactionCommand
{
    private const int Phases = 200, MostPhases = 100_000;

    internal static Command Create()
    {
        Option<string?> board = Options.Board();
        Option<long?> phases = Options.Whole("--phases", 1, MostPhases, $"moments at which each cause strikes ({Phases} without it)");
        Option<long?> seed = Options.Seed();
        var filter = new Option<string?>("--filter") { Description = "only protections whose name contains this", HelpName = "X" };
        Option<long?> jobs = Options.Whole("--jobs", 1, 256, "trials at a time; as many as there are processors without it");
        var cases = new Option<bool>("--cases") { Description = "print each cause in each mode as well" };
        var command = new Command("reaction", "cause-to-open times of every protection against their computed bounds")
            { board, phases, seed, filter, jobs, cases };
        command.SetAction(parsed =>
        {
            int workers = (int)(parsed.GetValue(jobs) ?? Environment.ProcessorCount);
            using var progress = new Progress(parsed.InvocationConfiguration.Error, Progress.IsTerminal);
            ReactionBoard measured = Bench4sReactions.Make();
            var run = new ReactionRun(measured, (int)(parsed.GetValue(phases) ?? Phases), (ulong)(parsed.GetValue(seed) ?? 1), workers)
                { Progress = progress.Show };
            IReadOnlyList<RowReport> reports = run.Measure(parsed.GetValue(filter));
            if (reports.Count == 0)
            {
                string asked = parsed.GetValue(filter)!;
                throw new BadInputException("--filter", asked, "no protection has it in its name, allowed are those that it lists without");
            }

            progress.Clear();
            ReactionText.Write(parsed.InvocationConfiguration.Output, measured, reports, parsed.GetValue(cases));
            return reports.All(r => r.Holds) ? ExitCode.Holds : ExitCode.DoesNotHold;
        });
        return command;
    }
}
