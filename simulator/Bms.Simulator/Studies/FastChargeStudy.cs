using Bms.World.Numerics;

namespace Bms.Simulator.Studies;

/// <summary>All charges of a study.</summary>
/// <param name="Task">What was asked for.</param>
/// <param name="Ordinary">CC-CV at one current after the other, slowest first.</param>
/// <param name="Staged">The staged protocols in the order in which they were tried.</param>
public sealed record FastChargeResult(ChargeTask Task, IReadOnlyList<ChargeOutcome> Ordinary, IReadOnlyList<ChargeOutcome> Staged)
{
    /// <summary>Fastest CC-CV that keeps every limit; null when none does.</summary>
    public ChargeOutcome? BestOrdinary => Ordinary.Where(o => o.Keeps(Task)).MinBy(o => o.Duration_s);

    /// <summary>Fastest staged protocol that keeps every limit; null when none does.</summary>
    public ChargeOutcome? BestStaged => Staged.Where(o => o.Keeps(Task)).MinBy(o => o.Duration_s);

    /// <summary>Charges that no other beats in time, temperature and plating at once, fastest first.</summary>
    public IReadOnlyList<ChargeOutcome> Pareto { get; } = FastChargeStudy.Unbeaten([.. Ordinary, .. Staged]);
}

/// <summary>
/// Looks for fast charges that spare the cells: a Latin hypercube of staged protocols, then generations of small changes to the fastest
/// that keep the limits, ordinary ones included, and to those that no other beats. The same seed gives the same study on any number
/// of threads.
/// </summary>
public static class FastChargeStudy
{
    private const int OrdinarySteps = 46, Generations = 5;
    private const double FirstChange = 0.5;

    /// <summary>Runs so many staged protocols, 10 or more, beside the ordinary ones.</summary>
    public static FastChargeResult Run(ChargeTask task, int protocols, int jobs, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        var random = new SeededRandom(task.Seed, "fast charge");
        ChargeProtocol[] ordinary = [.. Enumerable.Range(0, OrdinarySteps).Select(i => ChargeProtocol.ConstantCurrent(
            ChargeProtocol.Slowest + ((ChargeProtocol.Fastest - ChargeProtocol.Slowest) * i / (OrdinarySteps - 1))))];
        ChargeOutcome[] baseline = RunAll(ordinary, task, jobs);
        List<ChargeOutcome> staged = [.. RunAll(Hypercube(protocols / 2, random), task, jobs)];
        for (int generation = 0; staged.Count < protocols; generation++)
        {
            progress?.Invoke((double)staged.Count / protocols);
            int size = Math.Min(protocols - staged.Count, Math.Max(1, protocols / 2 / Generations));
            double change = FirstChange / (1 << generation);
            staged.AddRange(RunAll(Offspring(Parents([.. baseline, .. staged], task), size, change, random), task, jobs));
        }

        return new FastChargeResult(task, baseline, staged);
    }

    /// <summary>The outcomes that no other beats, fastest first.</summary>
    internal static ChargeOutcome[] Unbeaten(IReadOnlyList<ChargeOutcome> all) =>
    [
        .. all.Where(o => double.IsFinite(o.Duration_s) && !all.Any(o.IsBeatenBy)).OrderBy(o => o.Duration_s).ThenBy(o => o.Hottest_C),
    ];

    // Half of the parents are the fastest that keep the limits, the other half spread over the front.
    private static ChargeOutcome[] Parents(ChargeOutcome[] sofar, ChargeTask task)
    {
        ChargeOutcome[] kept = [.. sofar.Where(o => o.Keeps(task)).OrderBy(o => o.Duration_s).Take(20)];
        ChargeOutcome[] front = Unbeaten(sofar);
        return [.. kept, .. front.Where((_, i) => i % Math.Max(1, front.Length / 20) == 0)];
    }

    private static ChargeProtocol[] Hypercube(int count, SeededRandom random)
    {
        var rates = new double[ChargeProtocol.Stages][];
        for (int stage = 0; stage < rates.Length; stage++)
        {
            rates[stage] = new double[count];
            for (int i = 0; i < count; i++)
            {
                rates[stage][i] = Within((i + random.NextUniform()) / count);
            }

            Shuffle(rates[stage], random);
        }

        return [.. Enumerable.Range(0, count).Select(i => new ChargeProtocol([.. rates.Select(r => r[i])]))];
    }

    private static ChargeProtocol[] Offspring(ChargeOutcome[] parents, int count, double change, SeededRandom random)
    {
        var children = new ChargeProtocol[count];
        for (int i = 0; i < count; i++)
        {
            double[] rates = parents[i % parents.Length].Protocol.Rates;
            children[i] = new ChargeProtocol([.. rates.Select(r =>
                Math.Clamp(r * (1 + (change * random.NextNormal())), ChargeProtocol.Slowest, ChargeProtocol.Fastest))]);
        }

        return children;
    }

    private static double Within(double share) => ChargeProtocol.Slowest + ((ChargeProtocol.Fastest - ChargeProtocol.Slowest) * share);

    private static void Shuffle(double[] values, SeededRandom random)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int other = (int)(random.NextUniform() * (i + 1));
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    private static ChargeOutcome[] RunAll(ChargeProtocol[] protocols, ChargeTask task, int jobs)
    {
        var outcomes = new ChargeOutcome[protocols.Length];
        Parallel.For(0, protocols.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs },
            i => outcomes[i] = ChargeRun.Run(protocols[i], task));
        return outcomes;
    }
}
