namespace Bms.Simulator.Report;

/// <summary>
/// Records a signal of any length in bounded memory. Samples are kept in slices of equal count, of each the first, lowest, highest and
/// last; when all slices are full, neighbours are merged and the count doubles. No spike is lost, and no length needs to be known before.
/// </summary>
public sealed class SeriesRecorder
{
    private readonly Extremes[] _slices;
    private readonly double[] _start;
    private int _used;
    private int _samplesPerSlice = 1;
    private int _inLast;

    /// <param name="slices">Slices kept, an even number from 2 on; with three times the pixels of a plot no slicing is seen.</param>
    public SeriesRecorder(int slices = 4096)
    {
        if (slices < 2 || slices % 2 != 0) throw new ArgumentException($"slices = {slices}: allowed are even numbers from 2 on");
        _slices = new Extremes[slices];
        _start = new double[slices];
    }

    /// <summary>Takes a sample; x must not decrease. A y that is not a number is a gap and takes its place like any other sample.</summary>
    public void Add(double x, double y)
    {
        if (_used == 0 || _inLast == _samplesPerSlice) BeginSlice(x);
        _slices[_used - 1].Add(x, y);
        _inLast++;
    }

    /// <summary>What was recorded: every sample while there are few, later up to four a slice.</summary>
    public SeriesData ToData()
    {
        List<(double X, double Y)> points = [];
        for (int i = 0; i < _used; i++)
        {
            if (_slices[i].Count == 0) points.Add((_start[i], double.NaN));
            else _slices[i].AppendTo(points);
        }

        return new SeriesData([.. points.Select(p => p.X)], [.. points.Select(p => p.Y)]);
    }

    /// <summary>The mean of each slice, for what matters on average and would drown in its noise.</summary>
    public SeriesData ToMeans()
    {
        Extremes[] slices = [.. _slices.Take(_used).Where(s => s.Count > 0)];
        return new SeriesData([.. slices.Select(s => (s.First.X + s.Last.X) / 2)], [.. slices.Select(s => s.Sum / s.Count)]);
    }

    private void BeginSlice(double x)
    {
        if (_used == _slices.Length) MergeNeighbours();
        _slices[_used] = default;
        _start[_used] = x;
        _used++;
        _inLast = 0;
    }

    private void MergeNeighbours()
    {
        _used /= 2;
        _samplesPerSlice *= 2;
        for (int i = 0; i < _used; i++)
        {
            Extremes merged = _slices[2 * i];
            merged.Add(_slices[2 * i + 1]);
            _slices[i] = merged;
            _start[i] = _start[2 * i];
        }
    }
}
