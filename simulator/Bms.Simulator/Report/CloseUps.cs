namespace Bms.Simulator.Report;

/// <summary>Every look around one trip, so that a reaction can be read off to the tenth of a second.</summary>
internal sealed class CloseUp(double trip_s, string cause)
{
    private readonly List<double> _time_s = [];
    private readonly List<double[]> _rows = [];

    /// <summary>When the protection tripped, by the clock and not by the look.</summary>
    public double Trip_s => trip_s;

    /// <summary>Name of the rows that tripped.</summary>
    public string Cause => cause;

    public double From_s => _time_s[0];

    public double To_s => _time_s[^1];

    public void Add(double time_s, double[] row)
    {
        _time_s.Add(time_s);
        _rows.Add(row);
    }

    /// <summary>One quantity of the close-up.</summary>
    public SeriesData Data(int channel) => new(_time_s, [.. _rows.Select(row => row[channel])]);
}

/// <summary>
/// Keeps the last looks in a ring and, when a protection trips, turns them and those that follow into a close-up. A trip within an open
/// close-up belongs to it.
/// </summary>
internal sealed class CloseUps(int channels)
{
    /// <summary>Close-ups kept of one run.</summary>
    public const int Most = 4;

    private const int Before = 80, After = 120;

    private readonly (double Time_s, double[] Row)[] _ring = [.. Enumerable.Range(0, Before).Select(_ => (0.0, new double[channels]))];
    private readonly List<CloseUp> _all = [];
    private CloseUp? _open;
    private int _left;
    private long _seen;

    public IReadOnlyList<CloseUp> All => _all;

    /// <summary>The rows <paramref name="cause"/> have tripped at a time not after that of the look that comes next.</summary>
    public void Trip(double time_s, string cause)
    {
        if (_open is null && _all.Count < Most) Open(time_s, cause);
    }

    /// <summary>Takes a look.</summary>
    public void Add(double time_s, double[] row)
    {
        (_, double[] kept) = _ring[_seen % Before];
        row.CopyTo(kept, 0);
        _ring[_seen % Before] = (time_s, kept);
        _seen++;
        if (_open is null) return;
        _open.Add(time_s, [.. row]);
        if (--_left == 0) _open = null;
    }

    private void Open(double time_s, string cause)
    {
        _open = new CloseUp(time_s, cause);
        _all.Add(_open);
        _left = After;
        for (long i = Math.Max(0, _seen - Before); i < _seen; i++)
        {
            (double past_s, double[] row) = _ring[i % Before];
            _open.Add(past_s, [.. row]);
        }
    }
}
