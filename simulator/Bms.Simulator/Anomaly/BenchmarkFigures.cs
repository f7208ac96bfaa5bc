using System.Globalization;

namespace Bms.Simulator.Anomaly;

/// <summary>The figures of the benchmark, one a line.</summary>
internal sealed class BenchmarkFigures(TextWriter output, string prefix = "")
{
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    internal void Print(string name, double value, string format = "0.###") =>
        output.WriteLine($"anomaly.{prefix}{name} = {(double.IsPositiveInfinity(value) ? "never" : value.ToString(format, s_invariant))}");

    /// <summary>Each fault and level: share found, median delay, right cell, right type.</summary>
    internal void Faults(IReadOnlyList<EpisodeResult> results, string ending)
    {
        foreach (IGrouping<string, EpisodeResult> group in results.GroupBy(r => r.Fault!.Figure + ending))
        {
            EpisodeResult[] found = [.. group.Where(r => r.Found)];
            Print($"pd_pct.{group.Key}", 100.0 * found.Length / group.Count(), "0");
            Print($"delay_h.{group.Key}", Median([.. group.Select(r => r.Delay_h)]), "0.##");
            if (found.Length > 0)
            {
                Print($"cell_pct.{group.Key}", 100.0 * found.Count(r => r.RightCell) / found.Length, "0");
                Print($"type_pct.{group.Key}", 100.0 * found.Count(r => r.RightType) / found.Length, "0");
            }
        }
    }

    /// <summary>Each delay that has a goal: episodes, share found, median with its 95 % interval, and the goal.</summary>
    internal void Goals(IReadOnlyList<EpisodeResult> results)
    {
        foreach (EpisodeGoal goal in EpisodeGoals.All)
        {
            EpisodeResult[] group = [.. results.Where(r => r.Setup.Chemistry == "nmc" && r.Fault!.Figure == goal.Fault.Figure)];
            if (group.Length == 0)
            {
                continue;
            }

            string name = goal.Fault.Figure;
            Print($"goal.{name}.episodes", group.Length);
            Print($"goal.{name}.found_pct", 100.0 * group.Count(r => r.Found) / group.Length, "0");
            Print($"goal.{name}.type_pct", 100.0 * group.Count(r => r.RightType) / Math.Max(1, group.Count(r => r.Found)), "0");
            Delays($"goal.{name}.delay_h", [.. group.Select(r => r.Delay_h)]);
            if (goal.Driving)
            {
                Delays($"goal.{name}.driving_delay_h", [.. group.Select(r => r.DrivingDelay_h)]);
            }

            Print($"goal.{name}.goal_h", goal.Median_h);
        }
    }

    private void Delays(string name, double[] values)
    {
        (int low, int high) = EpisodeGoals.MedianRanks(values.Length);
        Print(name, Median(values), "0.##");
        Print(name + "_low", values[low - 1], "0.##");
        Print(name + "_high", values[high - 1], "0.##");
    }

    /// <summary>Each fault and level: how well its episodes rank above healthy lives of the same chemistries.</summary>
    internal void Aurocs(IReadOnlyList<EpisodeResult> faulty, IReadOnlyList<EpisodeResult> healthy, string ending)
    {
        var chemistries = faulty.Select(r => r.Setup.Chemistry).ToHashSet();
        double[] calm = [.. healthy.Where(r => chemistries.Contains(r.Setup.Chemistry)).Select(r => r.Score)];
        foreach (IGrouping<string, EpisodeResult> group in faulty.GroupBy(r => r.Fault!.Figure + ending))
        {
            Print($"auroc.{group.Key}", Auroc(group.Select(r => r.Score), calm));
        }
    }

    /// <summary>
    /// Each fault and level: median separation for the oracle, what it and the detector tell; and how much of what the AUROC lacks falls
    /// on episodes that the oracle cannot tell either.
    /// </summary>
    internal void Oracle(IReadOnlyList<EpisodeResult> faulty, double[] separations, double[] calm)
    {
        double lacking = 0;
        double hidden = 0;
        foreach (IGrouping<string, int> group in Enumerable.Range(0, faulty.Count).GroupBy(i => faulty[i].Fault!.Figure))
        {
            Print($"oracle.separation.{group.Key}", Median([.. group.Select(i => separations[i])]), "0.0");
            Print($"oracle.tells_pct.{group.Key}", 100.0 * group.Count(i => separations[i] >= OracleBound.Tells) / group.Count(), "0");
            foreach (int i in group)
            {
                double lost = (1 - Auroc([faulty[i].Score], calm)) / faulty.Count;
                lacking += lost;
                hidden += separations[i] < OracleBound.Tells ? lost : 0;
            }
        }

        Print("oracle.auroc_lacking", lacking, "0.0000");
        Print("oracle.auroc_lacking_untellable", hidden, "0.0000");
    }

    /// <summary>Faults laid over recorded packs: share found, median delay in watched hours, right cell, right type.</summary>
    internal void Overlays(IReadOnlyList<OverlayResult> results)
    {
        OverlayResult[] faulty = [.. results.Where(r => r.Fault != null)];
        foreach (IGrouping<string, OverlayResult> group in faulty.GroupBy(r => r.Fault!.Figure))
        {
            Print($"overlay.pd_pct.{group.Key}", 100.0 * group.Count(r => r.Found) / group.Count(), "0");
            Print($"overlay.delay_h.{group.Key}", Median([.. group.Select(r => r.Delay_h)]), "0.##");
        }

        OverlayResult[] found = [.. faulty.Where(r => r.Found)];
        Print("overlay.episodes", faulty.Length);
        Print("overlay.found_pct", 100.0 * found.Length / Math.Max(1, faulty.Length), "0.0");
        Print("overlay.type_accuracy_pct", 100.0 * found.Count(r => r.RightType) / Math.Max(1, found.Length), "0.0");
        Print("overlay.cell_accuracy_pct", 100.0 * found.Count(r => r.RightCell) / Math.Max(1, found.Length), "0.0");
        Print("overlay.auroc", Auroc(faulty.Select(Score), results.Where(r => r.Fault == null).Select(Score)));
    }

    private static double Score(OverlayResult result) => result.Looks.Select(look => look.Rank).DefaultIfEmpty(0).Max();

    /// <summary>Episode AUROC of faulty against healthy ones, with its count of pairs behind it.</summary>
    internal static double Auroc(IEnumerable<double> faulty, IEnumerable<double> healthy)
    {
        double[] sorted = [.. healthy.Order()];
        double[] scores = [.. faulty];
        double wins = scores.Sum(score =>
        {
            int below = sorted.Count(h => h < score);
            int equal = sorted.Count(h => h == score);
            return below + (0.5 * equal);
        });
        return scores.Length * sorted.Length == 0 ? double.NaN : wins / scores.Length / sorted.Length;
    }

    /// <summary>Upper end of the one-sided 95 % interval of a rate per 1,000 h when events came in so many hours (Poisson).</summary>
    internal static double Bound95_per_1000h(int events, double hours)
    {
        double low = 0;
        double high = 10 + (5 * events);
        for (int i = 0; i < 60; i++)
        {
            double mean = (low + high) / 2;
            (low, high) = AtMost(events, mean) > 0.05 ? (mean, high) : (low, mean);
        }

        return hours > 0 ? high / hours * 1000 : double.PositiveInfinity;
    }

    internal static double Median(double[] values)
    {
        if (values.Length == 0)
        {
            return double.NaN;
        }

        Array.Sort(values);
        int middle = values.Length / 2;
        bool single = values.Length % 2 == 1 || double.IsPositiveInfinity(values[middle]);
        return single ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static double AtMost(int events, double mean)
    {
        double term = Math.Exp(-mean);
        double sum = term;
        for (int k = 1; k <= events; k++)
        {
            term *= mean / k;
            sum += term;
        }

        return sum;
    }
}
