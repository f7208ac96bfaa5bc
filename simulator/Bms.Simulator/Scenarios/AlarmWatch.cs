using Bms.Anomaly;
using Bms.Simulator.Anomaly;

namespace Bms.Simulator.Scenarios;

/// <summary>An alarm of the firmware's anomaly detector as it was raised. Place is a cell or probe from 1, 0 for the whole pack.</summary>
public sealed record SeenAlarm(AnomalyType Type, int Place, int Severity, long Time_us, string Text);

/// <summary>Reads the detector's book over all boots of a run.</summary>
internal sealed class AlarmWatch
{
    private AlarmBook? _book;
    private int _read;

    /// <summary>Adds what has been raised since the last call to the observation.</summary>
    internal void Observe(BmsController? controller, Observation look)
    {
        AlarmBook? book = controller?.Watch?.Detector.Alarms;
        if (!ReferenceEquals(book, _book))
        {
            (_book, _read) = (book, 0);
        }

        for (; book != null && _read < book.Raised; _read++)
        {
            AnomalyAlarm alarm = book.Of(_read + 1);
            string text = $"{AlarmText.Severity(alarm)}, {AlarmText.Where(alarm)}, {AlarmText.Name(alarm.Type)}: {AlarmText.Reason(alarm)}";
            look.Alarms.Add(new SeenAlarm(alarm.Type, Math.Max(0, alarm.Cell + 1), alarm.Severity, look.Acted_us, text));
        }
    }
}
