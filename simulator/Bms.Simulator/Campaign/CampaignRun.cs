namespace Bms.Simulator.Campaign;

/// <summary>What became of one case.</summary>
internal sealed record CampaignVerdict(CampaignCase Case, string? Violation);

/// <summary>
/// The cases of a campaign: families in turn, each time with another seed, on every board. Case n is the same whatever the
/// number of cases.
/// </summary>
internal sealed class CampaignRun(IReadOnlyList<string> boards, double duration_s, ulong seed, int jobs)
{
    private readonly (string Board, string Family)[] _round =
        [.. boards.SelectMany(b => CampaignFamilies.On(CampaignBoard.Of(b)).Select(f => (b, f.Name)))];

    /// <summary>Hears now and then which share is done, 0 to 1.</summary>
    internal Action<double>? Progress { get; init; }

    /// <summary>Case <paramref name="number"/>, from 0.</summary>
    internal CampaignCase Case(int number)
    {
        (string board, string family) = _round[number % _round.Length];
        return new CampaignCase(board, family, seed + (ulong)(number / _round.Length), duration_s);
    }

    /// <summary>Plays the first <paramref name="runs"/> cases; in their order, whatever came first.</summary>
    internal IReadOnlyList<CampaignVerdict> Play(int runs)
    {
        var verdicts = new CampaignVerdict[runs];
        int done = 0;
        Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i =>
        {
            CampaignCase one = Case(i);
            verdicts[i] = new CampaignVerdict(one, one.Play());
            Progress?.Invoke((double)Interlocked.Increment(ref done) / runs);
        });
        return verdicts;
    }

    /// <summary>Each mutant with the verdict that killed it, null for one that lives.</summary>
    internal IReadOnlyList<(Mutant Mutant, CampaignVerdict? Killer)> KillAll(IReadOnlyList<Mutant> mutants, int most)
    {
        var found = new (Mutant, CampaignVerdict?)[mutants.Count];
        int done = 0;
        Parallel.For(0, mutants.Count, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i =>
        {
            found[i] = (mutants[i], Kill(mutants[i], most));
            Progress?.Invoke((double)Interlocked.Increment(ref done) / mutants.Count);
        });
        return found;
    }

    /// <summary>
    /// Plays cases on a mutant until one is violated, those of the families that should see it first; at most
    /// <paramref name="most"/> cases. The verdict that killed it, or null: it lives.
    /// </summary>
    internal CampaignVerdict? Kill(Mutant mutant, int most)
    {
        using MutantFirmware firmware = new(mutant);
        IEnumerable<CampaignCase> hinted = Enumerable.Range(0, 5 * mutant.Families.Count).Select(i => new CampaignCase(
            boards[0], mutant.Families[i % mutant.Families.Count], seed + (ulong)(i / mutant.Families.Count), duration_s));
        foreach (CampaignCase one in hinted.Concat(Enumerable.Range(0, most).Select(Case)))
        {
            // A case that the whole firmware fails as well says nothing about the mutant.
            if (firmware.Play(one) is string violation && one.Play() == null)
            {
                return new CampaignVerdict(one, violation);
            }
        }

        return null;
    }
}
