namespace Bms.Simulator.Anomaly;

/// <summary>A delay that the detector should keep: its fault, the hours, and whether only hours of driving count.</summary>
internal sealed record EpisodeGoal(EpisodeFault Fault, double Median_h, bool Driving);

/// <summary>
/// The faults whose delay has a goal. A median of three episodes says nothing, so each of them gets a fixed share of all episodes, on NMC.
/// </summary>
internal static class EpisodeGoals
{
    /// <summary>Episodes of each goal, in hundredths of all: 12 of 200.</summary>
    private const int Share_pct = 6;

    internal static IReadOnlyList<EpisodeGoal> All { get; } =
    [
        Goal("leak_C100", 1.5), Goal("leak_C300", 8), Goal("leak_C1000", 16), Goal("bias_10mV", 0.5),
        Goal("contact_20pct", 1, driving: true),
    ];

    internal static int EpisodesEach(int episodes) => episodes * Share_pct / 100;

    /// <summary>
    /// Ranks, from 1, of the sorted values between which the median of the whole lies with 95 % confidence, whatever its distribution: as
    /// many on both sides as leave no more than 2.5 % of a fair coin's outcomes beyond. Fewer than 6 values have no such ranks: 1 and all.
    /// </summary>
    internal static (int Low, int High) MedianRanks(int values)
    {
        double term = Math.Pow(0.5, values);
        double beyond = term;
        int low = 0;
        while (beyond <= 0.025 && low < values / 2)
        {
            low++;
            term *= (values - low + 1) / (double)low;
            beyond += term;
        }

        low = Math.Max(1, low);
        return (low, values + 1 - low);
    }

    private static EpisodeGoal Goal(string figure, double median_h, bool driving = false) =>
        new(EpisodeFaults.All.Single(fault => fault.Figure == figure), median_h, driving);
}
