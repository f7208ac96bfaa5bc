using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Report;

/// <summary>
/// Watches a run for its report: every look counts, memory stays bounded, no spike is lost. Give it each look of the run, then let
/// <see cref="RunPage"/> make the page.
/// </summary>
public sealed class RunRecorder
{
    /// <summary>A current that moves less than this between two looks moves a cell by less than a millivolt.</summary>
    private const double Steady_A = 0.03;

    private readonly SeriesRecorder[] _series;
    private readonly double[] _row;
    private double _current_A, _currentBefore_A;
    private long _trips;

    /// <summary>For a pack of <paramref name="cells"/> cells and <paramref name="probes"/> temperature probes.</summary>
    public RunRecorder(int cells, int probes)
    {
        Channels = new RunChannels(cells, probes);
        CloseUps = new CloseUps(Channels.Count);
        _row = new double[Channels.Count];
        _series = [.. Enumerable.Range(0, Channels.Count).Select(_ => new SeriesRecorder())];
    }

    /// <summary>Time of the last look in s.</summary>
    public double Last_s { get; private set; }

    internal RunChannels Channels { get; }

    internal RunLanes Lanes { get; } = new();

    internal CloseUps CloseUps { get; }

    /// <summary>Takes a look.</summary>
    public void Observe(Observation look)
    {
        double time_s = look.Time_us * 1e-6;
        Last_s = time_s;
        Channels.Fill(look, _row);
        bool steady = IsSteady(look.Truth.Current_A);
        for (int i = 0; i < _row.Length; i++)
        {
            if (steady || !Channels.NeedsSteadyCurrent(i)) _series[i].Add(time_s, _row[i]);
        }

        Lanes.Add(time_s, look);

        long trips = RunLanes.Trips(look.State.Active);
        long added = trips & ~_trips;
        _trips = trips;
        if (added != 0) CloseUps.Trip(look.Acted_us * 1e-6, Rows.Describe(added));
        CloseUps.Add(time_s, _row);
    }

    // Steady is what has not moved since the look before the last: what was measured in between saw the same current.
    private bool IsSteady(double current_A)
    {
        bool steady = Math.Abs(current_A - _current_A) <= Steady_A && Math.Abs(_current_A - _currentBefore_A) <= Steady_A;
        (_currentBefore_A, _current_A) = (_current_A, current_A);
        return steady;
    }

    /// <summary>One quantity over the whole run.</summary>
    internal SeriesData Data(int channel) => _series[channel].ToData();

    /// <summary>One quantity over the whole run, averaged over what is a fraction of a pixel.</summary>
    internal SeriesData Mean(int channel) => _series[channel].ToMeans();
}
