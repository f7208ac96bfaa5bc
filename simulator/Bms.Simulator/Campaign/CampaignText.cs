using System.Globalization;

namespace Bms.Simulator.Campaign;

/// <summary>What a campaign prints: what was violated, a line each, and the figures.</summary>
internal static class CampaignText
{
    private const int MostShown = 20, Width = -46, Column = 22;

    internal static void Write(TextWriter output, IReadOnlyList<CampaignVerdict> verdicts,
        IReadOnlyList<MutantVerdict> mutants)
    {
        CampaignVerdict[] violated = [.. verdicts.Where(v => v.Violation != null)];
        foreach (CampaignVerdict verdict in violated.Take(MostShown))
        {
            output.WriteLine($"{Name(verdict.Case)}: {verdict.Violation}");
            output.WriteLine($"  again: {Again(verdict.Case)}");
        }

        WriteFamilies(output, verdicts);

        foreach ((Mutant mutant, string board, CampaignVerdict? killer) in mutants)
        {
            string fate = killer == null ? "LIVES" : $"killed by {killer.Case.Family} seed {killer.Case.Seed}: {killer.Violation}";
            output.WriteLine($"mutant: {board}: {mutant.Name}: {fate}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"campaign.runs = {verdicts.Count}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"campaign.violations = {violated.Length}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"campaign.families = {CampaignFamilies.All.Count}"));
        if (mutants.Count > 0)
        {
            int killed = mutants.Count(m => m.Killer != null);
            foreach (IGrouping<string, MutantVerdict> one in mutants.GroupBy(m => m.Board))
            {
                string board = one.Key.Replace("-", string.Empty, StringComparison.Ordinal);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"campaign.{board}.mutants = {one.Count()}"));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"campaign.{board}.mutants_killed = {one.Count(m => m.Killer != null)}"));
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"campaign.mutants = {mutants.Count}"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"campaign.mutants_killed_pct = {100.0 * killed / mutants.Count:0.0}"));
        }
    }

    /// <summary>Writes each violated case as a scenario into a folder, if there is one.</summary>
    internal static void Save(string? folder, IReadOnlyList<CampaignVerdict> verdicts)
    {
        if (folder == null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        foreach (CampaignVerdict verdict in verdicts.Where(v => v.Violation != null))
        {
            CampaignCase one = verdict.Case;
            File.WriteAllText(Path.Combine(folder, $"{one.Board}-{one.Family}-{one.Seed}.json"), one.Plan().Text());
        }
    }

    // A family on a board that no run was of has an empty place; a family whose trouble never struck shows it.
    private static void WriteFamilies(TextWriter output, IReadOnlyList<CampaignVerdict> verdicts)
    {
        string[] boards = [.. CampaignBoard.All.Select(b => b.Name).Where(b => verdicts.Any(v => v.Case.Board == b))];
        if (boards.Length > 0)
        {
            output.WriteLine($"{"family: runs, struck in, told in, tripped in",Width}{string.Concat(boards.Select(b => $"{b,Column}"))}");
        }

        foreach (IGrouping<string, CampaignVerdict> family in verdicts.GroupBy(v => v.Case.Family))
        {
            IEnumerable<string> counts = boards.Select(b => Counts([.. family.Where(v => v.Case.Board == b)]));
            output.WriteLine($"{family.Key,Width}{string.Concat(counts.Select(c => $"{c,Column}"))}");
        }
    }

    private static string Counts(IReadOnlyList<CampaignVerdict> ofOne) => ofOne.Count == 0 ? string.Empty
        : $"{ofOne.Count,4}{ofOne.Count(v => v.Struck > 0),5}{ofOne.Count(v => v.IsTold),5}{ofOne.Count(v => v.HasTripped),5}";

    private static string Again(CampaignCase one) => string.Create(CultureInfo.InvariantCulture,
        $"campaign --board {one.Board} --family {one.Family} --seed {one.Seed} --runs 1 --minutes {one.Duration_s / 60}");

    private static string Name(CampaignCase one) => $"{one.Board} {one.Family} seed {one.Seed}";
}
