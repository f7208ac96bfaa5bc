using System.CommandLine;
using Bms.Simulator.Reactions;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Commands;

/// <summary>reaction: how long every protection takes from its cause to open switches, against a bound that is computed.</summary>
internal static class ReactionCommand
{
    private const int Phases = 200, MostPhases = 100_000;

    private static readonly (string Name, Func<ReactionBoard> Make, IReadOnlyList<ChipReaction> Hardware)[] s_boards =
    [
        ("bench-4s", Bench4sReactions.Make, BoardCircuit.Of("bench-4s")),
        ("pack-16s", Pack16sReactions.Make, [.. Pack16sChip.All(), .. BoardCircuit.Of("pack-16s")]),
        ("pack-15s", Pack15sReactions.Make, [.. Pack15sChip.All(), .. BoardCircuit.Of("pack-15s")]),
    ];

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
            foreach ((string name, Func<ReactionBoard> make, IReadOnlyList<ChipReaction> hardware) in s_boards)
            {
                if (on != null && on != name)
                {
                    continue;
                }

                using var progress = new Progress(parsed.InvocationConfiguration.Error, Progress.IsTerminal);
                ReactionBoard measured = make();
                var run = new ReactionRun(measured, moments, number, workers) { Progress = progress.Show };
                IReadOnlyList<RowReport> reports = run.Measure(only);
                progress.Clear();
                if (reports.Count > 0)
                {
                    ReactionText.Write(output, measured, reports, parsed.GetValue(cases));
                }

                (int failed, int others) = ChipReactionText.Write(output, name, hardware, only, moments, number, workers);
                holds &= failed == 0 && reports.All(r => r.Holds);
                tried += reports.Count + others;
            }

            return tried == 0
                ? throw new BadInputException(
                    "--filter", only!, "no protection has it in its name, allowed are those that it lists without")
                : holds ? ExitCode.Holds : ExitCode.DoesNotHold;
        });
        return command;
    }
}
