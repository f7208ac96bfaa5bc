using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>The expectations that something happens within a time after a moment.</summary>
internal static class ReactionKinds
{
    private static readonly string[] SwitchNames = ["charge", "discharge", "both"];

    internal static IReadOnlyList<ExpectationKind> For(Shape condition, int cells)
    {
        Field mode = Field.Choice("mode", Enum.GetNames<Mode>(), "mode of the firmware").Needed();
        Field which = Field.Choice("switch", SwitchNames, "which switch").Needed();
        Field[] timing = Timing(condition);
        return
        [
            Of("row-raised", "The row becomes active.", [ExpectationKinds.Row, .. timing], n => Row(n, active: true)),
            Of("row-cleared", "The row ceases to be active.", [ExpectationKinds.Row, .. timing], n => Row(n, active: false)),
            Of("mode-reached", "The firmware enters the mode.", [mode, .. timing], ModeReached),
            Of("switch-opens", "The switch itself opens, not only its command.", [which, .. timing], n => Switch(n, closed: false)),
            Of("switch-closes", "The switch itself closes.", [which, .. timing], n => Switch(n, closed: true)),
            Of("charger-stops", "The charger is told to stop or is disabled by its pin.", timing, n => Charger(n, on: false)),
            Of("charger-starts", "The charger charges.", timing, n => Charger(n, on: true)),
            Of("second-level-opens", "A part of the second level opens, whatever the firmware does.",
                [SecondLevelStates.Field.Needed(), .. timing], SecondLevel),
            AlarmKinds.Raised(timing, cells),
        ];
    }

    private static Field[] Timing(Shape condition) =>
    [
        Field.NameOrObject("after", condition, "the moment: a name or a condition; the start without it"),
        Field.Number("within_ms", 0, Times.Max_s * 1000, "longest time after the moment").Needed(),
        Field.Number("not_before_ms", 0, Times.Max_s * 1000, "shortest time after the moment"),
        Field.Flag("stays", "true = and it stays so to the end"),
    ];

    internal sealed record Event(string Text, Func<Observation, bool> Happened, Func<Observation, long> When_us);

    private static ExpectationKind Of(string name, string meaning, IReadOnlyList<Field> fields, Func<Node, Event> describe) =>
        new(ExpectationKinds.Kind(name, meaning, fields), (node, _) => Make(node, describe(node)));

    internal static Reaction Make(Node node, Event what)
    {
        Moment moment = !node.Has("after") ? Moment.Start()
            : node.IsName("after") ? Moment.Named(node.Text("after"))
            : Moment.Of(Condition.From(node.Child("after")));
        double within_ms = node.Number("within_ms");
        double notBefore_ms = node.Number("not_before_ms", 0);
        bool stays = node.Flag("stays", false);
        string early = notBefore_ms > 0 ? $"not before {notBefore_ms} and " : string.Empty;
        string text = $"{what.Text} {early}within {within_ms} ms after {moment.Text}{(stays ? " and stays so" : string.Empty)}";
        return new Reaction(text, moment, what.Happened, what.When_us, (long)(notBefore_ms * 1000), (long)(within_ms * 1000), stays);
    }

    private static Event Row(Node node, bool active)
    {
        string name = node.Text("row");
        long bit = Rows.Bit(name);
        string verb = active ? "raised" : "cleared";
        return new Event($"{name} is {verb}", look => ((look.State.Active & bit) != 0) == active, look => look.Acted_us);
    }

    private static Event ModeReached(Node node)
    {
        Mode mode = Enum.Parse<Mode>(node.Text("mode"));
        return new Event($"the mode {mode} is reached", look => look.State.Mode == mode, look => look.Acted_us);
    }

    private static Event Charger(Node node, bool on) =>
        new(on ? "the charger starts" : "the charger stops", look => look.Truth.ChargerOn == on, look => look.Time_us);

    private static Event SecondLevel(Node node)
    {
        string name = node.Text(SecondLevelStates.Field.Name);
        Func<SecondLevelTruth, bool> isSo = SecondLevelStates.Is(name);
        return new Event($"\"{SecondLevelStates.Text(name)}\"", look => isSo(look.Truth.SecondLevel), look => look.SecondLevelMoved_us);
    }

    private static Event Switch(Node node, bool closed)
    {
        string name = node.Text("switch");
        string verb = closed ? (name == "both" ? "close" : "closes") : (name == "both" ? "open" : "opens");
        return name switch
        {
            "charge" => new Event($"the charge switch {verb}",
                look => look.Truth.ChargeSwitch == closed, look => look.ChargeSwitchMoved_us),
            "discharge" => new Event($"the discharge switch {verb}",
                look => look.Truth.DischargeSwitch == closed, look => look.DischargeSwitchMoved_us),
            _ => new Event($"both switches {verb}",
                look => look.Truth.ChargeSwitch == closed && look.Truth.DischargeSwitch == closed,
                look => Math.Max(look.ChargeSwitchMoved_us, look.DischargeSwitchMoved_us)),
        };
    }
}
