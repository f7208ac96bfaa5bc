namespace Bms.Simulator.Report;

/// <summary>Brings series, bands and lanes down to the columns of a plot without losing a spike or a short state.</summary>
internal static class Decimation
{
    /// <summary>
    /// Up to four samples a column (first, lowest, highest, last) between <paramref name="from"/> and <paramref name="to"/>, in order of x.
    /// A column with a gap in it is followed by a point whose y is not a number.
    /// </summary>
    public static List<(double X, double Y)> Line(SeriesData data, double from, double to, int columns)
    {
        List<(double X, double Y)> points = [];
        Extremes current = default;
        int column = -1;
        bool gap = false;
        for (int i = 0; i < data.Count; i++)
        {
            double x = data.X[i];
            if (!(x >= from && x <= to)) continue;
            int next = ColumnOf(x, from, to, columns);
            if (next != column) Flush(points, ref current, ref gap);
            column = next;
            current.Add(x, data.Y[i]);
            gap |= double.IsNaN(data.Y[i]);
        }

        Flush(points, ref current, ref gap);
        return points;
    }

    /// <summary>One sample a column, the highest (or the lowest), for the edge of a band; gaps as in <see cref="Line"/>.</summary>
    public static List<(double X, double Y)> Edge(SeriesData data, double from, double to, int columns, bool highest)
    {
        List<(double X, double Y)> edge = [];
        foreach ((double x, double y) in Line(data, from, to, columns))
        {
            bool same = edge.Count > 0 && !double.IsNaN(edge[^1].Y) && !double.IsNaN(y)
                && ColumnOf(edge[^1].X, from, to, columns) == ColumnOf(x, from, to, columns);
            if (!same) edge.Add((x, y));
            else if (highest ? y > edge[^1].Y : y < edge[^1].Y) edge[^1] = (edge[^1].X, y);
        }

        return edge;
    }

    /// <summary>
    /// Runs of columns in one state; of the states that fall into a column the highest number wins. -1 is before the first change.
    /// </summary>
    public static List<(int From, int To, int State)> Runs(LaneData data, double from, double to, int columns)
    {
        int[] state = new int[columns];
        Array.Fill(state, -1);
        for (int i = 0; i < data.Count; i++)
        {
            double end = i + 1 < data.Count ? data.X(i + 1) : to;
            if (end < from || data.X(i) > to) continue;
            int first = ColumnOf(Math.Max(data.X(i), from), from, to, columns);
            int last = ColumnOf(Math.Min(end, to), from, to, columns);
            Raise(state, first, last, data.State(i));
        }

        return Merge(state);
    }

    /// <summary>Column of an x between the ends; the right end belongs to the last column.</summary>
    public static int ColumnOf(double x, double from, double to, int columns) =>
        Math.Clamp((int)((x - from) * columns / (to - from)), 0, columns - 1);

    // The column in which a state ends belongs to its successor, unless it began there too.
    private static void Raise(int[] state, int first, int last, int value)
    {
        int end = last == state.Length - 1 ? last + 1 : Math.Max(last, first + 1);
        for (int i = first; i < end; i++) state[i] = Math.Max(state[i], value);
    }

    private static List<(int From, int To, int State)> Merge(int[] state)
    {
        List<(int From, int To, int State)> runs = [];
        int start = 0;
        for (int i = 1; i <= state.Length; i++)
        {
            if (i < state.Length && state[i] == state[start]) continue;
            runs.Add((start, i, state[start]));
            start = i;
        }

        return runs;
    }

    private static void Flush(List<(double X, double Y)> points, ref Extremes current, ref bool gap)
    {
        current.AppendTo(points);
        if (gap && points.Count > 0 && !double.IsNaN(points[^1].Y)) points.Add((points[^1].X, double.NaN));
        current = default;
        gap = false;
    }
}
