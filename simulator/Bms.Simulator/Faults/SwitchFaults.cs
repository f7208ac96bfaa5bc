using Bms.Simulator.Chips;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;
using Bms.World.SecondLevel;

namespace Bms.Simulator.Faults;

/// <summary>Faults of the power switches, of what gates them, and of the second level.</summary>
internal static class SwitchFaults
{
    private static readonly Field s_switch = Field.Choice("switch", ["charge", "discharge"], "which switch").Needed();

    internal static IReadOnlyList<FaultKind> All { get; } =
    [
        FaultKind.Of("switch-stuck-closed", "The switch conducts whatever its gate says.", [s_switch],
            (s, n) => Stick(s, n, FetFault.StuckClosed)),
        FaultKind.Of("switch-stuck-open", "The switch does not conduct whatever its gate says.", [s_switch],
            (s, n) => Stick(s, n, FetFault.StuckOpen)),
        FaultKind.Of("switch-read-back-stuck", "The line that reads the switch back shows one state.",
            [s_switch, Field.Flag("closed", "true = it shows closed").Needed()],
            (s, n) =>
            {
                ReadBack(s, n, n.Flag("closed", false));
                return () => ReadBack(s, n, null);
            }),
        FaultKind.Of("watchdog-bridged", "The external watchdog always allows the switches to close.", [], (s, _) =>
        {
            s.Bench.Hardware.Watchdog.Bypassed = true;
            return () => s.Bench.Hardware.Watchdog.Bypassed = false;
        }),
        Of("protector-dead", "The protector module does nothing: its switches stay closed.", SafetyFaults.ProtectorDead),
        FaultKind.Of("protector-switch-welded", "A switch of the protector module conducts whatever its IC says.", [s_switch],
            (s, n) => Weaken(s, n.Text("switch") == "charge" ? SafetyFaults.ChargeFetWelded : SafetyFaults.DischargeFetWelded)),
        Of("fuse-bridged", "Somebody has bridged the fuse.", SafetyFaults.FuseBridged),
        Of("fuse-broken", "The fuse has parted without an overload: a cracked element, a loose clip.", SafetyFaults.FuseBroken),
        FaultKind.Of("fuse-weakened", "The fuse melts at less than its current: a corroded clip, an element worn by cycles.",
            [Field.Number("factor", 0.05, 1, "times its melting current").Needed()],
            (s, n) =>
            {
                Strengthen(s, n.Number("factor"));
                return () => Strengthen(s, 1);
            }),
        Of("cut-off-bridged", "Somebody has bridged the thermal cut-off.", SafetyFaults.CutOffBridged),
    ];

    private static FaultKind Of(string name, string meaning, SafetyFaults fault) =>
        FaultKind.Of(name, meaning, [], (s, _) => Weaken(s, fault));

    private static Action Weaken(Stage stage, SafetyFaults fault)
    {
        SafetyPath safety = stage.Bench.Pack.Safety;
        stage.Bench.Hardware.Settle();
        safety.Faults |= fault;
        return () =>
        {
            stage.Bench.Hardware.Settle();
            safety.Faults &= ~fault;
        };
    }

    private static void Strengthen(Stage stage, double strength)
    {
        stage.Bench.Hardware.Settle();
        stage.Bench.Pack.Safety.FuseStrength = strength;
    }

    private static Action Stick(Stage stage, Node node, FetFault fault)
    {
        Fet(stage, node).Fault = fault;
        stage.Bench.Hardware.Tick();
        return () => Stick(stage, node, FetFault.None);
    }

    private static void ReadBack(Stage stage, Node node, bool? closed)
    {
        Fet(stage, node).ReadBackStuckAt = closed;
        stage.Bench.Hardware.Tick();
    }

    private static PowerFet Fet(Stage stage, Node node) =>
        node.Text("switch") == "charge" ? stage.Bench.Hardware.ChargeFet : stage.Bench.Hardware.DischargeFet;
}
