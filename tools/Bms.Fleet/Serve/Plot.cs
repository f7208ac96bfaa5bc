using System.Globalization;
using System.Text;

namespace Bms.Fleet.Serve;

/// <summary>
/// One line of a plot: its colour's class in the style sheet, its name, and its values in order of time; null = not known.
/// </summary>
public sealed record PlotLine(string Class, string Name, IReadOnlyList<(long Time_ms, double? Value)> Points);

/// <summary>
/// A plot over time as SVG, without a script. Of many points that fall on one pixel the lowest and the highest are drawn, so that no peak
/// gets lost; where records are missing the line is broken.
/// </summary>
public static class Plot
{
    private const int Width = 520, Height = 200, Left = 44, Right = 10, Top = 8, Bottom = 24;
    private const int Columns = Width - Left - Right;
    private const int Rows = Height - Top - Bottom;

    // Two parked periods and a half: one record that is missing breaks a line.
    private const long Break_ms = 150_000;

    /// <summary>
    /// Draws lines over a time; <paramref name="least"/> is the smallest height that the axis has, in the unit of the values.
    /// </summary>
    public static string Svg(string label, long from_ms, long to_ms, double least, IReadOnlyList<PlotLine> lines)
    {
        double[] values = [.. lines.SelectMany(l => l.Points).Select(p => p.Value).OfType<double>()];
        Axis y = Axis.Of(values.Length == 0 ? 0 : values.Min(), values.Length == 0 ? 1 : values.Max(), least);
        StringBuilder svg = new();
        Add(svg, $"""<svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{Html.Text(label)}">""");
        foreach (double tick in y.Ticks)
        {
            double at = Top + Rows - (y.Part(tick) * Rows);
            Add(svg, $"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{at:F1}" y2="{at:F1}"/>""");
            Add(svg, $"""<text class="tick" x="{Left - 6}" y="{at + 4:F1}" text-anchor="end">{y.Label(tick)}</text>""");
        }

        TimeAxis x = new(from_ms, Math.Max(to_ms, from_ms + 1000));
        foreach ((long tick_ms, string text) in x.Ticks)
        {
            double at = Left + (x.Part(tick_ms) * Columns);
            Add(svg, $"""<line class="grid" x1="{at:F1}" x2="{at:F1}" y1="{Top}" y2="{Top + Rows}"/>""");
            Add(svg, $"""<text class="tick" x="{at:F1}" y="{Height - 6}" text-anchor="middle">{text}</text>""");
        }

        foreach (PlotLine line in lines)
        {
            Add(svg, $"""<path class="line {line.Class}" d="{Path(line, x, y)}"/>""");
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Add(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string Path(PlotLine line, TimeAxis x, Axis y)
    {
        StringBuilder path = new();
        long last_ms = long.MinValue / 2;
        long break_ms = Math.Max(Break_ms, 3 * x.Length_ms / Columns);
        foreach ((long time_ms, double value) in Thinned(line.Points, x))
        {
            char verb = time_ms - last_ms > break_ms ? 'M' : 'L';
            FormattableString point = $"{verb}{Left + (x.Part(time_ms) * Columns):F1} {Top + Rows - (y.Part(value) * Rows):F1}";
            path.Append(point.ToString(CultureInfo.InvariantCulture));
            last_ms = time_ms;
        }

        return path.ToString();
    }

    // The lowest and the highest of a pixel, in the order in which they came.
    private static IEnumerable<(long Time_ms, double Value)> Thinned(IReadOnlyList<(long Time_ms, double? Value)> points, TimeAxis x)
    {
        foreach (IGrouping<int, (long Time_ms, double Value)> pixel in points.Where(p => p.Value is not null)
            .Select(p => (p.Time_ms, Value: p.Value!.Value)).GroupBy(p => (int)(x.Part(p.Time_ms) * Columns)))
        {
            (long Time_ms, double Value) low = pixel.MinBy(p => p.Value), high = pixel.MaxBy(p => p.Value);
            yield return low.Time_ms <= high.Time_ms ? low : high;
            if (low.Time_ms != high.Time_ms)
            {
                yield return low.Time_ms <= high.Time_ms ? high : low;
            }
        }
    }
}
