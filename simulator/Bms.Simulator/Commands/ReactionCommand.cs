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
        var prove = new Option<bool>("--prove") { Description = "take each row out of the firmware in turn: its trial must fail then" };
        var command = new Command("reaction", "cause-to-open times of every protection against their computed bounds")
            { board, phases, seed, filter, jobs, cases, prove };
        command.SetAction(parsed =>
        {
            var asked = new Asked(
                parsed.GetValue(filter), (int)(parsed.GetValue(phases) ?? Phases), (ulong)(parsed.GetValue(seed) ?? 1),
                (int)(parsed.GetValue(jobs) ?? Environment.ProcessorCount), parsed.GetValue(cases));
            TextWriter output = parsed.InvocationConfiguration.Output;
            string? on = parsed.GetValue(board);
            int failed = 0, tried = 0;
            foreach ((string name, Func<ReactionBoard> make, IReadOnlyList<ChipReaction> hardware) in s_boards)
            {
                if (on != null && on != name)
                {
                    continue;
                }

                using var progress = new Progress(parsed.InvocationConfiguration.Error, Progress.IsTerminal);
                (int bad, int all) = parsed.GetValue(prove)
                    ? Prove(output, name, make(), asked) : Measure(output, name, make(), hardware, asked, progress);
                failed += bad;
                tried += all;
            }

            return tried == 0
                ? throw new BadInputException(
                    "--filter", asked.Filter!, "no protection has it in its name, allowed are those that it lists without")
                : failed == 0 ? ExitCode.Holds : ExitCode.DoesNotHold;
        });
        return command;
    }

    private static (int Failed, int Tried) Measure(
        TextWriter output, string name, ReactionBoard board, IReadOnlyList<ChipReaction> hardware, Asked asked, Progress progress)
    {
        var run = new ReactionRun(board, asked.Phases, asked.Seed, asked.Jobs) { Progress = progress.Show };
        IReadOnlyList<RowReport> reports = run.Measure(asked.Filter);
        progress.Clear();
        if (reports.Count > 0)
        {
            ReactionText.Write(output, name, board, reports, asked.Cases);
        }

        (int failed, int tried) = ChipReactionText.Write(output, name, hardware, asked.Filter, asked.Phases, asked.Seed, asked.Jobs);
        return (failed + reports.Count(r => !r.Holds), tried + reports.Count);
    }

    private static (int Failed, int Tried) Prove(TextWriter output, string name, ReactionBoard board, Asked asked)
    {
        IReadOnlyList<RowProof> proofs = new ReactionProof(board, asked.Seed, asked.Jobs).Of(asked.Filter);
        if (proofs.Count > 0)
        {
            ReactionProofText.Write(output, name, "reaction." + board.Name, proofs);
        }

        return (proofs.Count(p => !p.IsHit), proofs.Count);
    }

    private sealed record Asked(string? Filter, int Phases, ulong Seed, int Jobs, bool Cases);
}
