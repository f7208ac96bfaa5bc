namespace Bms.Simulator.Anomaly;

/// <summary>How the one set of constants does with packs of few and of many cells, of all chemistries.</summary>
internal static class PackSizeFigures
{
    /// <summary>
    /// For each number of cells: faulty lives, share found with its 95 % interval, right cell among those, false alarms and healthy hours.
    /// </summary>
    internal static void Print(BenchmarkFigures figures, IReadOnlyCollection<EpisodeResult> faulty, IEnumerable<EpisodeResult> healthy)
    {
        foreach (IGrouping<int, EpisodeResult> size in faulty.Concat(healthy).GroupBy(r => r.Setup.Cells).OrderBy(g => g.Key))
        {
            string name = $"cells{size.Key}.";
            EpisodeResult[] faults = [.. size.Where(r => r.Fault != null)];
            EpisodeResult[] found = [.. faults.Where(r => r.Found)];
            figures.Print(name + "episodes", faults.Length);
            if (faults.Length > 0)
            {
                (double low, double high) = Wilson95(found.Length, faults.Length);
                figures.Print(name + "found_pct", 100.0 * found.Length / faults.Length, "0.0");
                figures.Print(name + "found_pct_low", 100 * low, "0.0");
                figures.Print(name + "found_pct_high", 100 * high, "0.0");
                figures.Print(name + "cell_accuracy_pct", 100.0 * found.Count(r => r.RightCell) / Math.Max(1, found.Length), "0.0");
            }

            figures.Print(name + "false_alarms", size.Sum(r => r.False.Count));
            figures.Print(name + "healthy_hours", size.Sum(r => r.Healthy_h), "0");
        }
    }

    /// <summary>95 % interval of a share of which so many of so many were seen (Wilson, J. Am. Stat. Assoc. 22, 1927, 209).</summary>
    internal static (double Low, double High) Wilson95(int seen, int of)
    {
        const double Z = 1.959964;
        double share = (double)seen / of;
        double middle = share + (Z * Z / (2 * of));
        double half = Z * Math.Sqrt((share * (1 - share) / of) + (Z * Z / (4.0 * of * of)));
        double all = 1 + (Z * Z / of);
        return ((middle - half) / all, (middle + half) / all);
    }
}
