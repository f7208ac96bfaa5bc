using Bms.Anomaly;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>The expectations on alarms of the firmware's anomaly detector.</summary>
internal static class AlarmKinds
{
    private static readonly string[] s_types = [.. Enum.GetNames<AnomalyType>().Where(n => n != nameof(AnomalyType.None))];
    private static readonly string[] s_severities = ["note", "warning", "alarm"];

    internal static ExpectationKind Quiet { get; } = new(
        ExpectationKinds.Kind("no-alarms", "The anomaly detector raises nothing, notes aside, but what is excepted.",
            [Field.Words("except", 1, s_types.Length, s_types, "kinds that may be raised"), .. ExpectationKinds.Span]), NoAlarms);

    internal static ExpectationKind Raised(IReadOnlyList<Field> timing, int cells) => new(
        ExpectationKinds.Kind("alarm", "The anomaly detector raises an alarm of this kind.",
        [
            Field.Choice("type", s_types, "what it names").Needed(),
            Field.Whole("cell", 1, cells, "the cell or probe that it must name; without it any will do"),
            Field.Choice("severity", s_severities, "at least this severe (note without it)"),
            .. timing,
        ]),
        (node, _) => ReactionKinds.Make(node, Alarm(node)));

    private static ReactionKinds.Event Alarm(Node node)
    {
        AnomalyType type = Enum.Parse<AnomalyType>(node.Text("type"));
        int cell = node.Whole("cell", 0);
        int severity = node.Has("severity") ? Array.IndexOf(s_severities, node.Text("severity")) + 1 : 1;
        SeenAlarm? First(Observation look) =>
            look.Alarms.Find(a => a.Type == type && a.Severity >= severity && (cell == 0 || a.Place == cell));
        return new($"{type}{(cell == 0 ? "" : $" of cell {cell}")} is raised", look => First(look) != null, look => First(look)!.Time_us);
    }

    private static AlarmsStayQuiet NoAlarms(Node node, ExpectationContext context)
    {
        IReadOnlyList<string> except = node.Words("except");
        string text = except.Count == 0 ? "no alarm is raised" : "no alarm is raised but " + string.Join(", ", except);
        (long from_us, long until_us) = ExpectationKinds.SpanOf(node, context);
        return new AlarmsStayQuiet(text + Times.Describe(node), [.. except.Select(Enum.Parse<AnomalyType>)], from_us, until_us);
    }
}
