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
            TextWriter output = parsed.InvocationConfiguration.Output;
            int workers = (int)(parsed.GetValue(jobs) ?? Environment.ProcessorCount);
            int moments = (int)(parsed.GetValue(phases) ?? Phases);
            ulong number = (ulong)(parsed.GetValue(seed) ?? 1);
            string? only = parsed.GetValue(filter), on = parsed.GetValue(board);
            bool holds = true;
            int tried = 0;
            if (on is null or "bench-4s")
            {
                using var progress = new Progress(parsed.InvocationConfiguration.Error, Progress.IsTerminal);
                ReactionBoard measured = Bench4sReactions.Make();
                IReadOnlyList<RowReport> reports =
                    new ReactionRun(measured, moments, number, workers) { Progress = progress.Show }.Measure(only);
                progress.Clear();
                holds = reports.All(r => r.Holds);
                tried = reports.Count;
                if (tried > 0)
                {
                    ReactionText.Write(output, measured, reports, parsed.GetValue(cases));
                }
            }

            if (on is null or "pack-16s")
            {
                (int failed, int chips) = ChipReactionText.Write(output, "pack-16s", Pack16sChip.All(), only, moments, number, workers);
                holds &= failed == 0;
                tried += chips;
            }

            return tried == 0
                ? throw new BadInputException(
                    "--filter", only!, "no protection has it in its name, allowed are those that it lists without")
                : holds ? ExitCode.Holds : ExitCode.DoesNotHold;
        });
        return command;
    }
}
