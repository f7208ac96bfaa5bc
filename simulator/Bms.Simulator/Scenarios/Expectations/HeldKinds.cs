using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>The expectations that something stays as it is said to be.</summary>
internal static class HeldKinds
{
    internal static IReadOnlyList<ExpectationKind> All { get; } =
    [
        new(ExpectationKinds.Kind("mode-held", "The firmware stays in the mode.",
            [Field.Choice("mode", Enum.GetNames<Mode>(), "mode of the firmware").Needed(), .. ExpectationKinds.Span]), ModeHeld),
        new(ExpectationKinds.Kind("switch-held", "The switch itself stays closed or open.",
            [
                Field.Choice("switch", ["charge", "discharge", "both"], "which switch").Needed(),
                Field.Flag("closed", "true = closed, false = open").Needed(),
                .. ExpectationKinds.Span,
            ]), SwitchHeld),
        new(ExpectationKinds.Kind("second-level-rests", "Protector, fuse and thermal cut-off all stay closed.", ExpectationKinds.Span),
            (node, context) => Make(node, context, "protector, fuse and thermal cut-off stay closed",
                look => look.Truth.SecondLevel with { Watchdog = true } == SecondLevelTruth.Closed)),
        new(ExpectationKinds.Kind("charger-held", "The charger itself stays on or off, whatever the switches do.",
            [Field.Flag("on", "true = on, false = off").Needed(), .. ExpectationKinds.Span]), ChargerHeld),
        new(ExpectationKinds.Kind("front-end-held", "The chip between cells and switches stays awake or asleep.",
            [Field.Flag("asleep", "true = asleep, false = awake").Needed(), .. ExpectationKinds.Span]), FrontEndHeld),
    ];

    private static Held ModeHeld(Node node, ExpectationContext context)
    {
        Mode mode = Enum.Parse<Mode>(node.Text("mode"));
        return Make(node, context, $"the mode stays {mode}", look => look.State.Mode == mode);
    }

    private static Held ChargerHeld(Node node, ExpectationContext context)
    {
        bool on = node.Flag("on", false);
        return Make(node, context, $"the charger stays {(on ? "on" : "off")}", look => look.Truth.ChargerOn == on);
    }

    private static Held FrontEndHeld(Node node, ExpectationContext context)
    {
        bool asleep = node.Flag("asleep", false);
        return Make(node, context, $"the front end stays {(asleep ? "asleep" : "awake")}", look => look.Truth.FrontEndAsleep == asleep);
    }

    private static Held SwitchHeld(Node node, ExpectationContext context)
    {
        bool closed = node.Flag("closed", false);
        string state = closed ? "closed" : "open";
        return node.Text("switch") switch
        {
            "charge" => Make(node, context, $"the charge switch stays {state}", look => look.Truth.ChargeSwitch == closed),
            "discharge" => Make(node, context, $"the discharge switch stays {state}", look => look.Truth.DischargeSwitch == closed),
            _ => Make(node, context, $"both switches stay {state}",
                look => look.Truth.ChargeSwitch == closed && look.Truth.DischargeSwitch == closed),
        };
    }

    private static Held Make(Node node, ExpectationContext context, string text, Func<Observation, bool> isSo)
    {
        (long from_us, long until_us) = ExpectationKinds.SpanOf(node, context);
        return new Held(text + Times.Describe(node), isSo, from_us, until_us);
    }
}
