namespace Bms.Simulator.Report;

/// <summary>
/// First, lowest, highest and last of a run of samples. A line drawn through these four covers the same pixels of one column as a line
/// through all samples (Jugel et al., "M4: a visualization-oriented time series data aggregation", VLDB 2014).
/// </summary>
internal struct Extremes
{
    public (double X, double Y) First, Lowest, Highest, Last;

    /// <summary>Samples seen, gaps not counted.</summary>
    public int Count;

    /// <summary>Sum of the samples' y.</summary>
    public double Sum;

    /// <summary>Takes a sample; one that is not a number is passed over.</summary>
    public void Add(double x, double y)
    {
        if (double.IsNaN(y)) return;
        if (Count == 0) First = Lowest = Highest = (x, y);
        if (y < Lowest.Y) Lowest = (x, y);
        if (y > Highest.Y) Highest = (x, y);
        Last = (x, y);
        Sum += y;
        Count++;
    }

    /// <summary>Takes all samples of a run that follows this one.</summary>
    public void Add(in Extremes next)
    {
        if (next.Count == 0) return;
        (int count, double sum) = (Count + next.Count, Sum + next.Sum);
        Add(next.First.X, next.First.Y);
        Add(next.Lowest.X, next.Lowest.Y);
        Add(next.Highest.X, next.Highest.Y);
        Last = next.Last;
        (Count, Sum) = (count, sum);
    }

    /// <summary>Appends the up to four samples in order of x, each once.</summary>
    public readonly void AppendTo(List<(double X, double Y)> points)
    {
        if (Count == 0) return;
        points.Add(First);
        (var early, var late) = Lowest.X <= Highest.X ? (Lowest, Highest) : (Highest, Lowest);
        AppendNew(points, early);
        AppendNew(points, late);
        AppendNew(points, Last);
    }

    private static void AppendNew(List<(double X, double Y)> points, (double X, double Y) point)
    {
        if (points[^1] != point) points.Add(point);
    }
}
