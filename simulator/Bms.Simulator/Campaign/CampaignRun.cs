using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Campaign;

/// <summary>
/// What became of one case: what was violated, how often its trouble struck, whether some row was raised, and whether one that opens.
/// </summary>
internal sealed record CampaignVerdict(CampaignCase Case, string? Violation)
{
    internal long Struck { get; init; }

    internal bool IsTold { get; init; }

    internal bool HasTripped { get; init; }

    /// <summary>That of a run.</summary>
    internal static CampaignVerdict Of(CampaignCase one, RunResult result) => new(one, CampaignCase.Failed(result))
    {
        Struck = result.Struck,
        IsTold = result.Events.Any(e => e.Kind is RunEventKind.Warning or RunEventKind.Trip),
        HasTripped = result.Events.Any(e => e.Kind == RunEventKind.Trip),
    };
}

/// <summary>What became of a broken firmware on a board; null = no case has killed it.</summary>
internal sealed record MutantVerdict(Mutant Mutant, string Board, CampaignVerdict? Killer);

/// <summary>
/// The cases of a campaign: families in turn, each time with another seed, on every board. Case n is the same whatever the
/// number of cases. With a <paramref name="family"/> only that one.
/// </summary>
internal sealed class CampaignRun(IReadOnlyList<string> boards, double duration_s, ulong seed, int jobs, string? family = null)
{
    private readonly (string Board, string Family)[] _round =
    [
        .. from board in boards from one in CampaignFamilies.On(CampaignBoard.Of(board))
           where family == null || one.Name == family select (board, one.Name),
    ];

    /// <summary>Kinds of cases: families on boards.</summary>
    internal int Kinds => _round.Length;

    /// <summary>Hears now and then which share is done, 0 to 1.</summary>
    internal Action<double>? Progress { get; init; }

    /// <summary>Case <paramref name="number"/>, from 0.</summary>
    internal CampaignCase Case(int number)
    {
        (string board, string name) = _round[number % _round.Length];
        return new CampaignCase(board, name, seed + (ulong)(number / _round.Length), duration_s);
    }

    /// <summary>Plays the first <paramref name="runs"/> cases; in their order, whatever came first.</summary>
    internal IReadOnlyList<CampaignVerdict> Play(int runs)
    {
        var verdicts = new CampaignVerdict[runs];
        int done = 0;
        Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i =>
        {
            CampaignCase one = Case(i);
            verdicts[i] = CampaignVerdict.Of(one, one.Run());
            Progress?.Invoke((double)Interlocked.Increment(ref done) / runs);
        });
        return verdicts;
    }

    /// <summary>Every mutant on every board of the campaign that has the part.</summary>
    internal IReadOnlyList<(Mutant Mutant, string Board)> On(IReadOnlyList<Mutant> mutants) =>
        [.. from m in mutants from b in boards where m.Board == null || m.Board == b select (m, b)];

    /// <summary>Each broken firmware on its board with the verdict that killed it, null for one that lives.</summary>
    internal IReadOnlyList<MutantVerdict> KillAll(IReadOnlyList<(Mutant Mutant, string Board)> mutants, int most)
    {
        var found = new MutantVerdict[mutants.Count];
        int done = 0;
        Parallel.For(0, mutants.Count, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i =>
        {
            (Mutant mutant, string board) = mutants[i];
            found[i] = new MutantVerdict(mutant, board, Kill(mutant, board, most));
            Progress?.Invoke((double)Interlocked.Increment(ref done) / mutants.Count);
        });
        return found;
    }

    /// <summary>
    /// Plays cases of a board on a mutant until one is violated, those of the families that should see it first; at most
    /// <paramref name="most"/> cases. The verdict that killed it, or null: it lives.
    /// </summary>
    internal CampaignVerdict? Kill(Mutant mutant, string board, int most)
    {
        IReadOnlyList<CampaignFamily> others = CampaignFamilies.On(CampaignBoard.Of(board));
        CampaignCase Other(int number) =>
            new(board, others[number % others.Count].Name, seed + (ulong)(number / others.Count), duration_s);
        using MutantFirmware firmware = new(mutant);
        IEnumerable<CampaignCase> hinted = Enumerable.Range(0, 5 * mutant.Families.Count).Select(i => new CampaignCase(
            board, mutant.Families[i % mutant.Families.Count], seed + (ulong)(i / mutant.Families.Count), duration_s));
        foreach (CampaignCase one in hinted.Concat(Enumerable.Range(0, most).Select(Other)))
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
