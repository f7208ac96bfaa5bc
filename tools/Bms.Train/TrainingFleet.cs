using Bms.Simulator.Anomaly;
using Bms.World;
using Bms.World.Cells;
using Bms.World.Numerics;

namespace Bms.Train;

/// <summary>
/// Packs to learn from: the cells that were fitted to published measurements and that the benchmark does not use, other spreads, other
/// sensors, other habits, other seeds. No LFP: the benchmark's LFP packs stay a chemistry that the training has never seen.
/// </summary>
internal static class TrainingFleet
{
    /// <summary>Hours of a healthy life; statistics count from its middle on.</summary>
    internal const double Life_h = 96;

    private static readonly (string Cell, string Chemistry)[] s_cells =
        [("samsung-30q", "nca"), ("dmegc-2p6ah", "nmc"), ("leaf-lmo", "lmo"), ("lipo-5450", "nmc")];

    /// <summary>Healthy lives, hard negatives in turn.</summary>
    internal static EpisodeResult[] Healthy(double hours, ulong seed, Action<double> progress) =>
        Run((int)Math.Ceiling(hours / Life_h), progress, i =>
        {
            ulong own = Seed(seed, i);
            return EpisodeRun.Healthy(Setup(i, own), i % HardNegatives.Kinds, Life_h, own);
        });

    /// <summary>Faulty lives, every fault in turn.</summary>
    internal static EpisodeResult[] Faulty(int episodes, ulong seed, Action<double> progress) => Run(episodes, progress, i =>
    {
        ulong own = Seed(seed, i) + 7_000_000_000UL;
        IReadOnlyList<EpisodeFault> faults = EpisodeFaults.All;
        return EpisodeRun.Faulty(Setup(i / faults.Count, own), faults[i % faults.Count], own, toItsEnd: true);
    });

    /// <summary>Lives with a fault laid over healthy rows, every overlay in turn: what a recording with a fault looks like.</summary>
    internal static EpisodeResult[] Overlaid(int episodes, ulong seed, Action<double> progress) => Run(episodes, progress, i =>
    {
        ulong own = Seed(seed, i) + 8_000_000_000UL;
        IReadOnlyList<OverlayFault> faults = OverlayFault.All;
        EpisodeSetup setup = Setup(i / faults.Count, own);
        CellSpec cell = setup.WorldCell;
        int[] ocv_mV = Array.ConvertAll(cell.Ocv_V, volts => (int)Math.Round(volts * 1000));
        EpisodeFault fault = faults[i % faults.Count].ForEpisode(ocv_mV, cell.Capacity_Ah);
        return EpisodeRun.Faulty(setup, fault, own, toItsEnd: true);
    });

    // Far from the benchmark's seeds, which are small.
    private static ulong Seed(ulong seed, int number) => 40_000_000_000UL + (seed * 1_000_000_000UL) + (1000UL * (ulong)number);

    private static EpisodeSetup Setup(int round, ulong seed)
    {
        var random = new SeededRandom(seed, "training setup");
        double Between(double low, double high) => low + ((high - low) * random.NextUniform());
        (string cell, string chemistry) = s_cells[round % s_cells.Length];
        int[] sizes = [16, 12, 8, 24, 4, 14, 48, 20];
        CellSpec spec = ShippedCells.Open(cell);
        var board = new EpisodeBoard("training", Between(0.2, 1.2), Between(1, 5), Between(0, 0.003), Between(0, 0.008), Between(1, 10),
            0.1);
        return new EpisodeSetup(chemistry, sizes[(round + (round / 4)) % sizes.Length], board, Between(-5, 38), Between(0.4, 0.9),
            Between(0.8, 0.97))
        {
            Other = spec, CapacitySigma = Between(0.003, 0.015), ResistanceSigma = Between(0.02, 0.08), SocSigma = Between(0.002, 0.015),
            Haste = Between(0.6, 1.3), Idleness = Between(0.5, 3),
        };
    }

    private static EpisodeResult[] Run(int count, Action<double> progress, Func<int, EpisodeResult> episode)
    {
        var results = new EpisodeResult[count];
        int done = 0;
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            results[i] = episode(i);
            progress(Interlocked.Increment(ref done) / (double)count);
        });
        return results;
    }
}
