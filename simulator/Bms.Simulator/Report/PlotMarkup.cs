namespace Bms.Simulator.Report;

/// <summary>
/// Writes one plot. The curves are an SVG that the page stretches, all text stands beside it as HTML: so letters keep their size
/// on a phone, on paper and on a wide screen.
/// </summary>
internal static class PlotMarkup
{
    public const int WantedTicks = 8;
    private const int PaletteSize = 8;

    /// <summary>Share of a plot's height that the name of a limit takes.</summary>
    private const double NameShare = 0.12;

    public static void Write(MarkupWriter page, PlotGroup group, Plot plot, IReadOnlyList<Flag> flags)
    {
        YScale y = YScale.For(plot, group.From, group.To);
        page.Open("figure", "class", "plot");
        WriteHead(page, plot);
        page.Open("div", "class", "area");
        foreach (Tick tick in y.Ticks)
        {
            page.Element("span", Typeset(tick.Label), "class", "yt", "style", $"top:{Percent(y.DownOf(tick.Value))}");
        }

        WriteCurves(page, group, plot, y, flags);
        WriteLimitNames(page, plot, y);
        page.Close();
        WriteXTicks(page, group);
        page.CloseLine();
    }

    /// <summary>A share of a length, such as 12.34%.</summary>
    public static string Percent(double share) => Ticks.Number(Math.Round(100 * share, 2)) + "%";

    private static void WriteHead(MarkupWriter page, Plot plot)
    {
        page.Open("figcaption").Open("h3").Text(plot.Title).Element("span", "in " + plot.Unit, "class", "unit").Close();
        page.Open("span", "class", "legend");
        foreach (Band band in plot.Bands) WriteKey(page, band.Name, "area", band.Colour);
        foreach (Series series in plot.Series.Where(s => s.Name.Length > 0))
        {
            WriteKey(page, series.Name, series.Stroke.ToString().ToLowerInvariant(), series.Colour);
        }

        page.Close().Close();
    }

    private static void WriteKey(MarkupWriter page, string name, string kind, int colour) =>
        page.Open("span", "class", "key").Empty("i", "class", $"{kind} {ColourClass(colour)}").Text(name).Close();

    private static void WriteCurves(MarkupWriter page, PlotGroup group, Plot plot, YScale y, IReadOnlyList<Flag> flags)
    {
        PathText path = new(group.From, group.To, y.Low, y.High);
        page.Open("svg", "viewBox", $"0 0 {PathText.Width} {PathText.Height}", "preserveAspectRatio", "none", "role", "img",
            "aria-label", $"{plot.Title} in {plot.Unit}", "data-low", Ticks.Number(y.Low), "data-high", Ticks.Number(y.High));
        foreach (Zone zone in plot.Zones) WriteZone(page, zone, y, path);
        WriteGrid(page, group, y, path);
        foreach (Flag flag in flags)
        {
            int x = path.AcrossOf(flag.X);
            page.Empty("path", "class", $"mark {flag.Severity.ToString().ToLowerInvariant()}", "d", $"M{x} 0V{PathText.Height}");
        }

        foreach (LimitLine limit in plot.Limits)
        {
            string at = $"M0 {path.DownOf(limit.Value)}H{PathText.Width}";
            page.Empty("path", "class", $"limit {limit.Severity.ToString().ToLowerInvariant()}", "d", at);
        }

        foreach (Band band in plot.Bands) WriteBand(page, group, band, path);
        foreach (Series series in plot.Series) WriteSeries(page, group, series, path);
        page.Close();
    }

    private static void WriteZone(MarkupWriter page, Zone zone, YScale y, PathText path)
    {
        (double from, double to) = (Math.Max(zone.From, y.Low), Math.Min(zone.To, y.High));
        if (!(to > from)) return;
        string d = $"M0 {path.DownOf(from)}H{PathText.Width}V{path.DownOf(to)}H0Z";
        page.Empty("path", "class", "zone", "d", d);
    }

    private static void WriteGrid(MarkupWriter page, PlotGroup group, YScale y, PathText path)
    {
        string across = string.Concat(y.Ticks.Select(t => $"M0 {path.DownOf(t.Value)}H{PathText.Width}"));
        string down = string.Concat(XTicks(group).Select(t => $"M{path.AcrossOf(t.Value)} 0V{PathText.Height}"));
        page.Empty("path", "class", "grid", "d", across + down);
        bool zeroInside = y.Low < 0 && y.High > 0;
        if (zeroInside) page.Empty("path", "class", "zero", "d", $"M0 {path.DownOf(0)}H{PathText.Width}");
    }

    private static void WriteSeries(MarkupWriter page, PlotGroup group, Series series, PathText path)
    {
        bool dots = series.Stroke == Stroke.Dots;
        var points = dots
            ? series.Data.X.Zip(series.Data.Y).Where(p => p.First >= group.From && p.First <= group.To)
            : Decimation.Line(series.Data, group.From, group.To, PathText.Columns);
        string d = dots ? path.Dots(points) : path.Line(points);
        string style = $"{series.Stroke.ToString().ToLowerInvariant()} {ColourClass(series.Colour)}";
        if (d.Length > 0) page.Empty("path", "class", style, "data-n", series.Name, "d", d);
    }

    private static void WriteBand(MarkupWriter page, PlotGroup group, Band band, PathText path)
    {
        var lower = Decimation.Edge(band.Lower, group.From, group.To, PathText.Columns, highest: false);
        var upper = Decimation.Edge(band.Upper, group.From, group.To, PathText.Columns, highest: true);
        string d = path.Area(lower, upper);
        if (d.Length > 0) page.Empty("path", "class", $"area {ColourClass(band.Colour)}", "d", d);
    }

    private static void WriteLimitNames(MarkupWriter page, Plot plot, YScale y)
    {
        foreach (LimitLine limit in plot.Limits)
        {
            double down = y.DownOf(limit.Value);
            bool crowded = plot.Limits.Any(other => other.Value > limit.Value && down - y.DownOf(other.Value) < NameShare);
            string style = $"lt {(down < NameShare || crowded ? "under" : "over")} {limit.Severity.ToString().ToLowerInvariant()}";
            page.Element("span", limit.Name, "class", style, "style", $"top:{Percent(down)}");
        }
    }

    private static void WriteXTicks(MarkupWriter page, PlotGroup group)
    {
        page.Open("div", "class", "xticks");
        IReadOnlyList<Tick> ticks = XTicks(group);
        for (int i = 0; i < ticks.Count; i++)
        {
            double across = (ticks[i].Value - group.From) / (group.To - group.From);
            string style = i % 2 == 1 ? "xt odd" : across > 0.97 ? "xt end" : "xt";
            page.Element("span", Typeset(ticks[i].Label), "class", style, "style", $"left:{Percent(across)}");
        }

        string unit = group.X.IsTime ? Ticks.TimeUnit(group.From, group.To, WantedTicks) : group.X.Unit;
        page.Close().Open("div", "class", "xname").Text(group.X.Label);
        if (unit.Length > 0) page.Element("span", "in " + unit, "class", "unit");
        page.Close();
    }

    private static IReadOnlyList<Tick> XTicks(PlotGroup group)
    {
        (double from, double to) = (group.From - group.X.Origin, group.To - group.X.Origin);
        var ticks = group.X.IsTime ? Ticks.Times(from, to, WantedTicks) : Ticks.Numbers(from, to, WantedTicks);
        return [.. ticks.Select(t => t with { Value = t.Value + group.X.Origin })];
    }

    // A hyphen is too short and too low for a minus.
    private static string Typeset(string label) => label.Replace('-', '\u2212');

    private static string ColourClass(int colour) => colour < 0 ? "ct" : $"c{colour % PaletteSize}";
}
