using System.Text;

namespace Bms.Simulator.Report;

/// <summary>
/// Turns points into the text of an SVG path in a box of whole units that the page stretches to its width. Whole numbers and relative
/// steps keep a day at 10 Hz small.
/// </summary>
internal sealed class PathText(double from, double to, double low, double high)
{
    /// <summary>Units across: two a column.</summary>
    public const int Width = 2400;

    /// <summary>Units down.</summary>
    public const int Height = 1000;

    /// <summary>Columns that series are brought down to.</summary>
    public const int Columns = Width / 2;

    /// <summary>A line through the points, broken where y is not a number. Empty when there is nothing to draw.</summary>
    public string Line(IEnumerable<(double X, double Y)> points)
    {
        StringBuilder path = new();
        bool down = false;
        (int X, int Y) at = default;
        foreach ((double x, double y) in points)
        {
            if (double.IsNaN(y))
            {
                down = false;
                continue;
            }

            (int X, int Y) next = (AcrossOf(x), DownOf(y));
            if (down) Step(path, at, next);
            else path.Append('M').Append(next.X).Append(' ').Append(next.Y).Append("h0");
            (at, down) = (next, true);
        }

        return path.ToString();
    }

    /// <summary>A dot at each point, as a line of no length.</summary>
    public string Dots(IEnumerable<(double X, double Y)> points)
    {
        StringBuilder path = new();
        HashSet<(int, int)> drawn = [];
        foreach ((double x, double y) in points)
        {
            if (double.IsNaN(y) || !drawn.Add((AcrossOf(x), DownOf(y)))) continue;
            path.Append('M').Append(AcrossOf(x)).Append(' ').Append(DownOf(y)).Append("h0");
        }

        return path.ToString();
    }

    /// <summary>The area between two edges, a closed outline for each stretch without a gap.</summary>
    public string Area(List<(double X, double Y)> lower, List<(double X, double Y)> upper)
    {
        StringBuilder path = new();
        int start = 0;
        for (int i = 0; i <= upper.Count; i++)
        {
            if (i < upper.Count && !double.IsNaN(upper[i].Y)) continue;
            if (i > start) path.Append(Outline(lower, upper.GetRange(start, i - start)));
            start = i + 1;
        }

        return path.ToString();
    }

    public int AcrossOf(double x) => (int)Math.Round(Math.Clamp((x - from) / (to - from), 0, 1) * Width);

    public int DownOf(double y) => (int)Math.Round(Math.Clamp((high - y) / (high - low), -1, 2) * Height);

    private string Outline(List<(double X, double Y)> lower, List<(double X, double Y)> stretch)
    {
        var back = lower.Where(p => !double.IsNaN(p.Y) && p.X >= stretch[0].X && p.X <= stretch[^1].X).Reverse();
        return Line(stretch.Concat(back)) + "z";
    }

    private static void Step(StringBuilder path, (int X, int Y) at, (int X, int Y) next)
    {
        (int dx, int dy) = (next.X - at.X, next.Y - at.Y);
        if (dx == 0 && dy == 0) return;
        if (dx == 0) path.Append('v').Append(dy);
        else if (dy == 0) path.Append('h').Append(dx);
        else path.Append('l').Append(dx).Append(dy < 0 ? "" : " ").Append(dy);
    }
}
