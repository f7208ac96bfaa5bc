using System.CommandLine;
using Bms.Simulator.Campaign;

namespace Bms.Simulator.Commands;

/// <summary>campaign: kinds of trouble times seeds on every board, judged in the world; and the same on broken firmware.</summary>
internal static class CampaignCommand
{
    private const int Runs = 200, MostRuns = 1_000_000, Minutes = 10, Tries = 120;

    internal static Command Create()
    {
        Option<long?> runs = Options.Whole("--runs", 1, MostRuns, $"cases to play ({Runs} without it)");
        Option<long?> minutes = Options.Whole("--minutes", 2, 600, $"virtual minutes of each ({Minutes} without it)");
        Option<long?> mutants = Options.Whole("--mutants", 0, 10_000, "broken firmwares to try, spread over the list; all without it");
        Option<long?> seed = Options.Seed();
        Option<string?> board = Options.Board();
        Option<long?> jobs = Options.Whole("--jobs", 1, 256, "cases at a time; as many as there are processors without it");
        Option<string?> family = Family();
        var filter = new Option<string?>("--filter") { Description = "only mutants whose name contains this, and no runs", HelpName = "X" };
        Option<string?> save = Options.Folder("--save", "folder for the violated cases, as scenarios that run takes");
        var command = new Command("campaign", "fault families times seeds: invariants in the world, and whether broken firmware is seen")
            { runs, minutes, mutants, seed, board, jobs, family, filter, save };
        command.SetAction(parsed =>
        {
            int workers = (int)(parsed.GetValue(jobs) ?? Environment.ProcessorCount);
            using var progress = new Progress(parsed.InvocationConfiguration.Error, Progress.IsTerminal);
            string[] boards = [.. CampaignBoard.All.Select(b => b.Name).Where(b => (parsed.GetValue(board) ?? b) == b)];
            string? only = parsed.GetValue(family);
            double duration_s = 60.0 * (parsed.GetValue(minutes) ?? Minutes);
            var run = new CampaignRun(boards, duration_s, (ulong)(parsed.GetValue(seed) ?? 1), workers, only)
                { Progress = progress.Show };
            if (run.Kinds == 0)
            {
                throw new BadInputException($"campaign: --family: {only} needs a part that {boards[0]} has not");
            }

            string? named = parsed.GetValue(filter);
            IReadOnlyList<CampaignVerdict> verdicts = named == null ? run.Play((int)(parsed.GetValue(runs) ?? Runs)) : [];
            Mutant[] fitting = [.. Mutants.All.Where(m => m.Name.Contains(named ?? "", StringComparison.OrdinalIgnoreCase))];
            IReadOnlyList<MutantVerdict> killed =
                run.KillAll(Spread([.. run.On(fitting)], (int)(parsed.GetValue(mutants) ?? (only == null ? int.MaxValue : 0))), Tries);
            progress.Clear();
            CampaignText.Write(parsed.InvocationConfiguration.Output, verdicts, killed);
            CampaignText.Save(parsed.GetValue(save), verdicts);
            bool sees = killed.Count == 0 || killed.Count(k => k.Killer != null) >= 0.95 * killed.Count;
            return sees && verdicts.All(v => v.Violation == null) ? ExitCode.Holds : ExitCode.DoesNotHold;
        });
        return command;
    }

    private static Option<string?> Family()
    {
        string[] names = [.. CampaignFamilies.All.Select(f => f.Name)];
        var option = new Option<string?>("--family")
        {
            Description = "only cases of this family, and no mutants: a violation again, with its board and seed", HelpName = "X",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is string name && !names.Contains(name))
            {
                result.AddError($"--family: {name} is not allowed, only {string.Join(", ", names)}");
            }
        });
        return option;
    }

    // Not the first of them: those are all rows.
    private static (Mutant, string)[] Spread((Mutant, string)[] all, int most) =>
        most >= all.Length ? all : [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Length / most)])];
}
