namespace Bms.Simulator.Report;

/// <summary>The vertical axis of a plot: ends at round numbers around everything that is drawn.</summary>
internal sealed record YScale(double Low, double High, IReadOnlyList<Tick> Ticks)
{
    private const int WantedTicks = 5;

    /// <summary>How far down from the upper end a value lies, as a share of the axis.</summary>
    public double DownOf(double value) => (High - value) / (High - Low);

    /// <summary>The axis for the part of a plot between two values of x; 0 to 1 when there is nothing to draw.</summary>
    public static YScale For(Plot plot, double from, double to)
    {
        Extremes all = default;
        foreach (SeriesData data in DataOf(plot)) AddWithin(ref all, data, from, to);
        foreach (LimitLine limit in plot.Limits) all.Add(0, limit.Value);
        foreach (double value in plot.Includes) all.Add(0, value);
        if (all.Count == 0) return Around(0, 1);

        (double low, double high) = (all.Lowest.Y, all.Highest.Y);
        double least = Math.Max(plot.MinimumSpan, 1e-6 * Math.Max(1, Math.Max(Math.Abs(low), Math.Abs(high))));
        double missing = Math.Max(0, least - (high - low)) / 2;
        return Around(low - missing, high + missing);
    }

    private static YScale Around(double low, double high)
    {
        double step = Report.Ticks.Step(low, high, WantedTicks);
        double margin = (high - low) * 0.04;
        double below = Math.Floor(low / step) * step, above = Math.Ceiling(high / step) * step;
        if (low - below > step / 2) below = low - margin;
        if (above - high > step / 2) above = high + margin;
        return new YScale(below, above, Report.Ticks.Numbers(below, above, WantedTicks));
    }

    private static IEnumerable<SeriesData> DataOf(Plot plot) =>
        plot.Series.Select(s => s.Data).Concat(plot.Bands.SelectMany(b => new[] { b.Lower, b.Upper }));

    private static void AddWithin(ref Extremes all, SeriesData data, double from, double to)
    {
        for (int i = 0; i < data.Count; i++)
        {
            if (data.X[i] >= from && data.X[i] <= to && double.IsFinite(data.Y[i])) all.Add(data.X[i], data.Y[i]);
        }
    }
}
