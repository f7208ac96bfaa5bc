using Bms.Anomaly;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Tests.Scenarios.Expectations;

public class AlarmsStayQuietTests
{
    private readonly Looks _looks = new();

    [Theory]
    [InlineData("""{ "expect": "no-alarms" }""", AnomalyAlarm.Warning, false)]
    [InlineData("""{ "expect": "no-alarms" }""", AnomalyAlarm.Note, true)]
    [InlineData("""{ "expect": "no-alarms", "except": ["Contact"] }""", AnomalyAlarm.Severe, true)]
    [InlineData("""{ "expect": "no-alarms", "except": ["WeakCell"] }""", AnomalyAlarm.Severe, false)]
    [InlineData("""{ "expect": "no-alarms", "from_s": 0.3 }""", AnomalyAlarm.Severe, true)]
    [InlineData("""{ "expect": "no-alarms", "until_s": 0.1 }""", AnomalyAlarm.Severe, true)]
    public void Forbids_warnings_and_alarms_of_its_span(string json, int severity, bool holds)
    {
        Expectation quiet = Looks.Expect(json);
        _looks.Tick(null, quiet);
        _looks.Tick(o => Raise(o, severity), quiet);
        _looks.Ticks(5, quiet);
        Assert.Equal(holds, quiet.Finish().Holds);
        Assert.Equal(holds ? null : _looks.Now.Alarms[0].Time_us, quiet.Broken_us);
    }

    [Theory]
    [InlineData("""{ "expect": "alarm", "type": "Contact", "within_ms": 500 }""", true)]
    [InlineData("""{ "expect": "alarm", "type": "Contact", "cell": 3, "within_ms": 500 }""", true)]
    [InlineData("""{ "expect": "alarm", "type": "Contact", "cell": 2, "within_ms": 500 }""", false)]
    [InlineData("""{ "expect": "alarm", "type": "WeakCell", "within_ms": 500 }""", false)]
    [InlineData("""{ "expect": "alarm", "type": "Contact", "severity": "warning", "within_ms": 500 }""", true)]
    [InlineData("""{ "expect": "alarm", "type": "Contact", "severity": "alarm", "within_ms": 500 }""", false)]
    [InlineData("""{ "expect": "alarm", "type": "Contact", "within_ms": 100 }""", false)]
    public void An_alarm_must_have_its_kind_its_cell_its_severity_and_its_time(string json, bool holds)
    {
        Expectation raised = Looks.Expect(json);
        _looks.Tick(null, raised);
        _looks.Tick(o => Raise(o, AnomalyAlarm.Warning), raised);
        _looks.Ticks(8, raised);
        Assert.Equal(holds, raised.Finish().Holds);
    }

    private static void Raise(Observation o, int severity) =>
        o.Alarms.Add(new SeenAlarm(AnomalyType.Contact, 3, severity, o.Acted_us, "warning, cell 3, contact"));
}
