using Bms.Simulator.Report;

namespace Bms.Simulator.Measured;

/// <summary>The page of validate and fit: each run's measured and computed voltage and temperature, and their differences.</summary>
internal static class ComparisonReport
{
    private const int MostPoints = 1500;

    /// <summary>Makes the page.</summary>
    /// <param name="title">Heading.</param>
    /// <param name="lead">What was compared.</param>
    /// <param name="comparisons">The runs, in order.</param>
    /// <param name="notes">What a reader must know besides.</param>
    public static RunReport Of(string title, string lead, IReadOnlyList<Comparison> comparisons, IReadOnlyList<string> notes) => new()
    {
        Title = title,
        Lead = lead,
        Holds = MeasuredGoals.Of(comparisons) is { Count: > 0 } goals ? goals.All(MeasuredGoals.Holds) : null,
        VerdictText = Verdict(comparisons),
        Summary = [.. Summary(comparisons)],
        Expectations = [.. MeasuredGoals.Of(comparisons).Select(MeasuredGoals.Row)],
        Groups = [.. comparisons.Select(Group)],
        Figures = [.. comparisons.SelectMany(Figures)],
        Notes =
        [
            "Held out: the cell was not fitted to the run. Fitted: it was, so its error says less.",
            "Errors are computed minus measured. RMSE is weighted by time over the whole run, rests and constant-voltage phases included.",
            .. notes,
        ],
        Footer = "Bms.Simulator",
    };

    private static string Verdict(IReadOnlyList<Comparison> comparisons)
    {
        IReadOnlyList<(MeasuredGoal, double)> goals = MeasuredGoals.Of(comparisons);
        int held = goals.Count(MeasuredGoals.Holds);
        return held == goals.Count ? $"All {held} goals hold" : $"{held} of {goals.Count} goals hold";
    }

    private static IEnumerable<SummaryRow> Summary(IReadOnlyList<Comparison> comparisons)
    {
        foreach (bool heldOut in (bool[])[true, false])
        {
            Comparison[] some = [.. comparisons.Where(c => c.HeldOut == heldOut)];
            if (some.Length == 0) continue;
            string kind = heldOut ? "Held out" : "Fitted";
            yield return new SummaryRow(kind, $"{some.Length} runs");
            yield return new SummaryRow($"{kind}, voltage", $"{Comparison.Together(some.Select(c => c.Replay.Rmse_mV)):0.0} mV RMSE");
            double kelvin = Comparison.Together(some.Select(c => c.Replay.Rmse_K));
            if (!double.IsNaN(kelvin)) yield return new SummaryRow($"{kind}, temperature", $"{kelvin:0.00} K RMSE");
        }
    }

    private static IEnumerable<ReportFigure> Figures(Comparison c)
    {
        yield return new ReportFigure($"validate.{c.Name}.rmse_mV", Math.Round(c.Replay.Rmse_mV, 2), "mV");
        yield return new ReportFigure($"validate.{c.Name}.peak_mV", Math.Round(c.Replay.Peak_mV, 1), "mV");
        if (!double.IsNaN(c.Replay.Rmse_K)) yield return new ReportFigure($"validate.{c.Name}.rmse_K", Math.Round(c.Replay.Rmse_K, 2), "K");
    }

    private static PlotGroup Group(Comparison c)
    {
        double[] time_s = c.Replay.Run.Time_s;
        return new PlotGroup
        {
            Title = $"{c.Name}: {c.Replay.Rmse_mV:0.0} mV" + (double.IsNaN(c.Replay.Rmse_K) ? "" : $", {c.Replay.Rmse_K:0.00} K"),
            Caption = (c.HeldOut ? "Held out. " : "Fitted. ") + $"Starts at {c.Replay.Start.Soc * 100:0.0} % SoC.",
            X = XAxis.Time("Time", time_s[0]),
            From = time_s[0],
            To = Math.Max(time_s[^1], time_s[0] + 1.0),
            ShowEvents = false,
            Plots = [.. Plots(c)],
        };
    }

    private static IEnumerable<Plot> Plots(Comparison c)
    {
        SeriesData Over(Func<int, double> value) => Thin(c.Replay.Run.Time_s, value);

        yield return new Plot
        {
            Title = "Voltage", Unit = "V",
            Series =
            [
                new Series("measured", Over(i => c.Replay.Run.Voltage_V[i]), -1, Stroke.Wide),
                new Series("computed", Over(i => c.Replay.Voltage_V[i]), 0),
            ],
        };
        yield return new Plot
        {
            Title = "Error of the voltage", Unit = "mV", Includes = [0.0],
            Series = [new Series("computed - measured", Over(i => 1e3 * (c.Replay.Voltage_V[i] - c.Replay.Run.Voltage_V[i])), 1)],
        };
        if (c.Replay.Run.Temperature_C is not { } measured_C) yield break;
        yield return new Plot
        {
            Title = "Temperature of the surface", Unit = "degC", MinimumSpan = 2.0,
            Series =
            [
                new Series("measured", Over(i => measured_C[i]), -1, Stroke.Wide),
                new Series("computed", Over(i => c.Replay.Surface_C[i]), 2),
            ],
        };
    }

    private static SeriesData Thin(double[] time_s, Func<int, double> value)
    {
        int stride = Math.Max(1, time_s.Length / MostPoints);
        int[] rows = [.. Enumerable.Range(0, time_s.Length).Where(i => i % stride == 0)];
        return new SeriesData([.. rows.Select(i => time_s[i])], [.. rows.Select(value)]);
    }
}
