namespace Bms.Simulator.Report;

/// <summary>Samples of one quantity, x not decreasing; a y that is not a number is a gap.</summary>
public sealed class SeriesData
{
    public SeriesData(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count) throw new ArgumentException($"{x.Count} values of x, but {y.Count} of y");
        (X, Y) = (x, y);
    }

    public IReadOnlyList<double> X { get; }

    public IReadOnlyList<double> Y { get; }

    public int Count => X.Count;
}

/// <summary>Changes of a state: state n holds from x n to x n+1, the last one to the end of the axis.</summary>
public sealed class LaneData
{
    private readonly List<double> _x = [];
    private readonly List<int> _state = [];

    public int Count => _x.Count;

    public double X(int change) => _x[change];

    public int State(int change) => _state[change];

    /// <summary>Notes the state at <paramref name="x"/>; only a change takes memory.</summary>
    public void Add(double x, int state)
    {
        if (_state.Count > 0 && _state[^1] == state) return;
        _x.Add(x);
        _state.Add(state);
    }
}
