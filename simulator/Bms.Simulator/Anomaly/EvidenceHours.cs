using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>What was raised: by which statistic, how severe, of which cell.</summary>
internal readonly record struct RaisedAlarm(AnomalyType Type, AnomalyFeature Feature, int Severity, int Cell);

/// <summary>
/// Ten minutes of a detector's life: when they ended (s), the largest statistics in thousandths of their limits, the rarest one in
/// decades, how unusual all are together (Evidence.Rank), the cell that was rarest, and what was raised.
/// </summary>
internal sealed record EvidenceLook(double End_s, short[] Peak_permille, double Highest, double Rank, int Cell,
    IReadOnlyList<RaisedAlarm> Raised);

/// <summary>Cuts what a detector has seen into looks and hours: the largest statistics of each, and the highest rank of all.</summary>
internal sealed class EvidenceHours
{
    /// <summary>Length of a look in s.</summary>
    internal const double Look_s = 600;

    private const double Hour_s = 3600;

    private readonly AnomalyDetector _detector;
    private readonly List<short[]> _hours = [];
    private readonly List<EvidenceLook> _looks = [];
    private readonly List<RaisedAlarm> _raised = [];
    private short[] _hour = new short[Evidence.Features];
    private double _hourStart_s = double.NaN;
    private double _lookStart_s;
    private double _now_s;
    private double _highest;

    internal EvidenceHours(AnomalyDetector detector)
    {
        _detector = detector;
        detector.Evidence.Reset();
    }

    internal IReadOnlyList<short[]> All => _hours;

    internal IReadOnlyList<EvidenceLook> Looks => _looks;

    /// <summary>Before each row, with its time in s.</summary>
    internal void Pass(double time_s)
    {
        if (double.IsNaN(_hourStart_s))
        {
            _hourStart_s = time_s;
            _lookStart_s = time_s;
        }

        _now_s = time_s;
        if (time_s - _lookStart_s >= Look_s)
        {
            CloseLook();
        }

        if (time_s - _hourStart_s >= Hour_s)
        {
            CloseHour();
        }
    }

    /// <summary>After each row: what it raised.</summary>
    internal void Saw(AnomalyAlarm alarm) => _raised.Add(new RaisedAlarm(alarm.Type, alarm.Feature, alarm.Severity, alarm.Cell));

    /// <summary>Ends the running hour; returns the highest rank of a look so far.</summary>
    internal double Close()
    {
        CloseLook();
        CloseHour();
        return _highest;
    }

    private void CloseLook()
    {
        Evidence evidence = _detector.Evidence;
        short[] peaks = [.. evidence.Peak_permille];
        for (int i = 0; i < peaks.Length; i++)
        {
            _hour[i] = Math.Max(_hour[i], peaks[i]);
        }

        int cell = Array.IndexOf(evidence.CellDecades_permille, evidence.CellDecades_permille.Max());
        double rank = evidence.Rank();
        _looks.Add(new EvidenceLook(_now_s, peaks, evidence.Highest, rank, cell, [.. _raised]));
        _highest = Math.Max(_highest, rank);
        _raised.Clear();
        _lookStart_s = _now_s;
        evidence.Reset();
    }

    private void CloseHour()
    {
        _hours.Add(_hour);
        _hour = new short[Evidence.Features];
        _hourStart_s = _now_s;
    }
}
