using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>Cuts what a detector has seen into hours: the largest statistics of each, and the highest rarity of all.</summary>
internal sealed class EvidenceHours
{
    private readonly AnomalyDetector _detector;
    private readonly List<short[]> _hours = [];
    private double _start_s = double.NaN;
    private double _highest;

    internal EvidenceHours(AnomalyDetector detector)
    {
        _detector = detector;
        detector.Evidence.Reset();
    }

    internal IReadOnlyList<short[]> All => _hours;

    /// <summary>Before each row, with its time in s.</summary>
    internal void Pass(double time_s)
    {
        _start_s = double.IsNaN(_start_s) ? time_s : _start_s;
        if (time_s - _start_s >= 3600)
        {
            _start_s = time_s;
            Close();
        }
    }

    /// <summary>Ends the running hour; returns the highest rarity so far in decades.</summary>
    internal double Close()
    {
        _hours.Add([.. _detector.Evidence.Peak_permille]);
        _highest = Math.Max(_highest, _detector.Evidence.Highest);
        _detector.Evidence.Reset();
        return _highest;
    }
}
