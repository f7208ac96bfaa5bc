using Bms.Anomaly;

namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>The anomaly detector must not raise a warning or an alarm in a span of the run, but those of some kinds.</summary>
public sealed class AlarmsStayQuiet(string text, IReadOnlyList<AnomalyType> except, long from_us, long until_us) : Expectation(text)
{
    private SeenAlarm? _first;
    private int _looked;

    public override long? Broken_us => _first?.Time_us;

    public override void Observe(Observation look)
    {
        for (; _looked < look.Alarms.Count; _looked++)
        {
            SeenAlarm alarm = look.Alarms[_looked];
            bool counts = alarm.Severity >= AnomalyAlarm.Warning && alarm.Time_us >= from_us && alarm.Time_us < until_us;
            _first ??= counts && !except.Contains(alarm.Type) ? alarm : null;
        }
    }

    public override Verdict Finish() =>
        _first == null ? new Verdict(true, "none was") : new Verdict(false, $"at {Show_s(_first.Time_us)} {_first.Text}");
}
