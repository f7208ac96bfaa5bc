using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>
/// Gaps of a recording. Where rows are missing and the current behind the gap is another than before it, nobody knows what flowed in it:
/// the parts are runs of their own, each with a state of charge of its own.
/// </summary>
internal static class RunGaps
{
    private const double TimesUsual = 20.0, Shortest_s = 60.0, OtherCurrent = 0.1;
    private const int FewestRows = 20;

    /// <summary>The run, or its parts where it has gaps.</summary>
    public static IReadOnlyList<MeasuredRun> Parts(MeasuredRun run)
    {
        double[] ends_s = Ends(run);
        if (ends_s.Length == 0) return [run];
        List<MeasuredRun> parts = [];
        double from_s = double.NegativeInfinity;
        foreach (double to_s in (double[])[.. ends_s, double.PositiveInfinity])
        {
            int rows = run.Time_s.Count(t => t >= from_s && t < to_s);
            if (rows >= FewestRows) parts.Add(run.Between(from_s, to_s, $"{run.Name}_part{parts.Count + 1}"));
            from_s = to_s;
        }

        return parts.Count > 0 ? parts : [run];
    }

    // The time of the first row behind each gap.
    private static double[] Ends(MeasuredRun run)
    {
        double[] lengths_s = [.. Enumerable.Range(1, run.Rows - 1).Select(run.Duration_s).Where(s => s > 0.0).Order()];
        if (lengths_s.Length == 0) return [];
        double longest_s = Math.Max(Shortest_s, TimesUsual * lengths_s[lengths_s.Length / 2]);
        double other_A = OtherCurrent * run.Current_A.Max(Math.Abs);
        return [.. Enumerable.Range(1, run.Rows - 1)
            .Where(row => run.Duration_s(row) > longest_s && Math.Abs(run.Current_A[row] - run.Current_A[row - 1]) > other_A)
            .Select(row => run.Time_s[row])];
    }
}
