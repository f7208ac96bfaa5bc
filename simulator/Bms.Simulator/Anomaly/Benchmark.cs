using Bms.World.Numerics;

namespace Bms.Simulator.Anomaly;

/// <summary>Episodes by the hundred, in parallel and yet the same each time: every episode has a seed of its own.</summary>
internal static class Benchmark
{
    private const double Healthy_h = 48;

    /// <summary>Faulty episodes, every fault in turn; board pack-16s resolution or that of bench-4s.</summary>
    internal static EpisodeResult[] Faulty(int episodes, EpisodeBoard board, ulong seed, EpisodeFilter only, Action<double> progress,
        bool toItsEnd = false)
    {
        IReadOnlyList<EpisodeFault> faults = EpisodeFaults.All;
        return Run(episodes, i => only.Takes(Chemistry(i / faults.Count), faults[i % faults.Count]), progress, i =>
        {
            ulong own = seed + (1000UL * (ulong)i);
            return EpisodeRun.Faulty(Setup(Chemistry(i / faults.Count), i, board, own), faults[i % faults.Count], own, toItsEnd);
        });
    }

    /// <summary>So many episodes of each fault whose delay has a goal, on NMC packs.</summary>
    internal static EpisodeResult[] Goals(int each, EpisodeBoard board, ulong seed, EpisodeFilter only, Action<double> progress)
    {
        IReadOnlyList<EpisodeGoal> goals = EpisodeGoals.All;
        return Run(each * goals.Count, i => only.Takes("nmc", goals[i % goals.Count].Fault), progress, i =>
        {
            ulong own = seed + 900_000_011UL + (1000UL * (ulong)i);
            return EpisodeRun.Faulty(Setup("nmc", i / goals.Count, board, own), goals[i % goals.Count].Fault, own);
        });
    }

    /// <summary>Healthy lives of two days each, hard negatives in turn.</summary>
    internal static EpisodeResult[] Healthy(double hours, EpisodeBoard board, ulong seed, EpisodeFilter only, Action<double> progress)
    {
        int count = (int)Math.Ceiling(hours / Healthy_h);
        return Run(count, i => only.Takes(Chemistry(i)), progress, i =>
        {
            ulong own = seed + 500_000_009UL + (1000UL * (ulong)i);
            return EpisodeRun.Healthy(Setup(Chemistry(i), i, board, own), i % HardNegatives.Kinds, Healthy_h, own);
        });
    }

    /// <summary>Separation of each episode's fault by OracleBound.</summary>
    internal static double[] Oracle(EpisodeResult[] faulty, Action<double> progress)
    {
        var separations = new double[faulty.Length];
        int done = 0;
        Parallel.For(0, faulty.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            separations[i] = OracleBound.Separation(faulty[i].Setup, faulty[i].Fault!, faulty[i].Seed);
            progress(Interlocked.Increment(ref done) / (double)faulty.Length);
        });
        return separations;
    }

    private static string Chemistry(int round)
    {
        string[] chemistries = ["nmc", "lfp", "nca", "nmc", "nmc"];
        return chemistries[round % chemistries.Length];
    }

    // Sizes in turn, shifted after each five: no fault meets the same size in each round.
    private static EpisodeSetup Setup(string chemistry, int number, EpisodeBoard board, ulong seed)
    {
        int[] sizes = board == EpisodeBoard.Bench4s ? [4] : [16, 16, 16, 6, 16, 32, 16, 4, 16, 96];
        var random = new SeededRandom(seed, "setup");
        double draw = random.NextUniform();
        double ambient_C = draw < 0.1 ? -10 : draw < 0.3 ? 5 : 15 + (20 * random.NextUniform());
        return new EpisodeSetup(chemistry, sizes[(number + (number / 5)) % sizes.Length], board, ambient_C,
            0.4 + (0.5 * random.NextUniform()), 0.8 + (0.17 * random.NextUniform()));
    }

    private static EpisodeResult[] Run(int count, Func<int, bool> takes, Action<double> progress, Func<int, EpisodeResult> episode)
    {
        int[] taken = [.. Enumerable.Range(0, count).Where(takes)];
        var results = new EpisodeResult[taken.Length];
        int done = 0;
        Parallel.For(0, taken.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            results[i] = episode(taken[i]);
            progress(Interlocked.Increment(ref done) / (double)taken.Length);
        });
        return results;
    }
}
