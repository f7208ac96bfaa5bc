namespace Bms.Simulator.Report;

/// <summary>Writes a group: its flags, its lanes of states, then its plots, all on one horizontal axis.</summary>
internal static class GroupMarkup
{
    /// <summary>A state narrower than this share of the axis is drawn without its name.</summary>
    private const double NameFrom = 0.055;

    public static void Write(MarkupWriter page, PlotGroup group, IReadOnlyList<ReportEvent> events)
    {
        if (!(group.To > group.From)) throw new ArgumentException($"{group.Title}: the axis ends at {group.To}, not after {group.From}");
        IReadOnlyList<Flag> flags = group.ShowEvents ? MarkerLayout.Place(events, group.From, group.To) : [];
        string time = group.X.IsTime ? Ticks.TimeUnit(group.From, group.To, PlotMarkup.WantedTicks) : group.X.Unit;
        page.Open("section", "class", "group", "data-from", Shown(group, group.From), "data-to", Shown(group, group.To),
            "data-time", group.X.IsTime && time != "s" ? "clock" : time);
        page.Element("h2", group.Title);
        if (group.Caption.Length > 0) page.Element("p", group.Caption, "class", "caption");
        WriteFlags(page, group, flags);
        foreach (Lane lane in group.Lanes) WriteLane(page, group, lane);
        foreach (Plot plot in group.Plots) PlotMarkup.Write(page, group, plot, flags);
        page.CloseLine();
    }

    private static string Shown(PlotGroup group, double x) => Ticks.Number(x - group.X.Origin);

    private static void WriteFlags(MarkupWriter page, PlotGroup group, IReadOnlyList<Flag> flags)
    {
        if (flags.Count == 0) return;
        string rows = $"--rows:{flags.Max(f => f.Row) + 1};--nrows:{flags.Max(f => f.NarrowRow) + 1}";
        page.Open("div", "class", "flags", "style", rows);
        foreach (Flag flag in flags)
        {
            string left = PlotMarkup.Percent((flag.X - group.From) / (group.To - group.From));
            string style = $"left:{left};--r:{flag.Row};--n:{flag.NarrowRow}";
            string side = flag.ToLeft ? " left" : "";
            page.Open("a", "class", $"flag {flag.Severity.ToString().ToLowerInvariant()}{side}", "href", $"#e{flag.First}", "style", style);
            page.Element("b", flag.Badge).Element("span", flag.Text).Close();
        }

        page.CloseLine();
    }

    private static void WriteLane(MarkupWriter page, PlotGroup group, Lane lane)
    {
        page.Open("div", "class", "lane").Element("span", lane.Name, "class", "lname").Open("div", "class", "bar");
        foreach (var run in Decimation.Runs(lane.Data, group.From, group.To, PathText.Columns))
        {
            if (run.State < 0) continue;
            LaneState state = lane.States[run.State];
            double width = (run.To - run.From) / (double)PathText.Columns;
            string style = $"left:{PlotMarkup.Percent(run.From / (double)PathText.Columns)};width:{PlotMarkup.Percent(width)}";
            string tone = "st " + state.Tone.ToString().ToLowerInvariant();
            page.Element("span", width >= NameFrom ? state.Name : "", "class", tone, "style", style, "title", state.Name);
        }

        page.Close().CloseLine();
    }
}
