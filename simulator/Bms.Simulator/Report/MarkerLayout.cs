namespace Bms.Simulator.Report;

/// <summary>A flag over the plots: one marked event, or several too close to tell apart.</summary>
/// <param name="X">Where on the axis.</param>
/// <param name="First">Number in the event table of the first event.</param>
/// <param name="Last">Number of the last one.</param>
/// <param name="Severity">The highest of them.</param>
/// <param name="Text">Text of the first event with the highest severity, and how many more there are.</param>
/// <param name="ToLeft">True when the text stands to the left of the badge, because it would not fit to the right.</param>
/// <param name="Row">Row on a wide page, where the text is shown.</param>
/// <param name="NarrowRow">Row on a narrow page, where only the badge is shown.</param>
public sealed record Flag(double X, int First, int Last, Severity Severity, string Text, bool ToLeft, int Row, int NarrowRow)
{
    public string Badge => First == Last ? $"{First}" : $"{First}-{Last}";
}

/// <summary>Places the flags of marked events so that no two overlap, on a page of 1,200 px and on a phone.</summary>
public static class MarkerLayout
{
    /// <summary>Width of the plots that flags with text are laid out for, in px; below it the page shows badges only.</summary>
    public const double Wide_px = 960;

    /// <summary>Width of the plots on a small phone, in px.</summary>
    public const double Narrow_px = 260;

    private const double Character_px = 6.6, Padding_px = 12, Margin_px = 4, Together_px = 26;
    private const int LongestText = 34;

    /// <summary>Flags for the marked events between the ends of the axis, in order of time.</summary>
    public static IReadOnlyList<Flag> Place(IReadOnlyList<ReportEvent> events, double from, double to)
    {
        List<Flag> flags = [.. Cluster(events, from, to).Select(c => ToFlag(events, c, from, to))];
        int[] wide = Rows(flags, f => Span(f, from, to, Wide_px, true));
        int[] narrow = Rows(flags, f => Span(f, from, to, Narrow_px, false));
        return [.. flags.Select((f, i) => f with { Row = wide[i], NarrowRow = narrow[i] })];
    }

    /// <summary>Pixels that a flag takes on a plot of a width.</summary>
    public static (double Left, double Right) Span(Flag flag, double from, double to, double width_px, bool withText)
    {
        double x = (flag.X - from) / (to - from) * width_px;
        double badge = flag.Badge.Length * Character_px + Padding_px;
        double text = withText ? flag.Text.Length * Character_px + Margin_px : 0;
        return flag.ToLeft ? (x - badge / 2 - text, x + badge / 2) : (x - badge / 2, x + badge / 2 + text);
    }

    private static List<List<int>> Cluster(IReadOnlyList<ReportEvent> events, double from, double to)
    {
        double together = Together_px / Wide_px * (to - from);
        List<List<int>> clusters = [];
        for (int i = 0; i < events.Count; i++)
        {
            if (!events[i].Marked || events[i].Time_s < from || events[i].Time_s > to) continue;
            if (clusters.Count > 0 && events[i].Time_s - events[clusters[^1][0]].Time_s < together) clusters[^1].Add(i);
            else clusters.Add([i]);
        }

        return clusters;
    }

    private static Flag ToFlag(IReadOnlyList<ReportEvent> events, List<int> cluster, double from, double to)
    {
        ReportEvent worst = cluster.Select(i => events[i]).MaxBy(e => e.Severity)!;
        string text = worst.Text.Length > LongestText ? worst.Text[..(LongestText - 1)] + "\u2026" : worst.Text;
        if (cluster.Count > 1) text += $" +{cluster.Count - 1}";
        double x = events[cluster[0]].Time_s;
        bool toLeft = (x - from) / (to - from) > 0.5;
        return new Flag(x, cluster[0] + 1, cluster[^1] + 1, worst.Severity, text, toLeft, 0, 0);
    }

    // First row with room; flags come in order of time, but those with their text to the left reach back.
    private static int[] Rows(List<Flag> flags, Func<Flag, (double Left, double Right)> span)
    {
        List<List<(double Left, double Right)>> rows = [];
        int[] row = new int[flags.Count];
        for (int i = 0; i < flags.Count; i++)
        {
            var (left, right) = span(flags[i]);
            int r = rows.FindIndex(taken => taken.TrueForAll(t => right + Margin_px < t.Left || left - Margin_px > t.Right));
            if (r < 0)
            {
                r = rows.Count;
                rows.Add([]);
            }

            rows[r].Add((left, right));
            row[i] = r;
        }

        return row;
    }
}
