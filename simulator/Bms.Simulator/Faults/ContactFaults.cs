using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;
using Bms.World;

namespace Bms.Simulator.Faults;

/// <summary>
/// Faults of contactors and of the way that fills a load before they close. The line that reads a contactor back follows its coil, as an
/// auxiliary contact does that has come loose from the main ones: nobody is told but by voltage and current.
/// </summary>
internal static class ContactFaults
{
    private static readonly Field s_contact =
        Field.Choice("switch", ["charge", "discharge", "precharge"], "which contactor; precharge where the board has one").Needed();

    internal static IReadOnlyList<FaultKind> All { get; } =
    [
        FaultKind.Of("contactor-welded", "The contacts conduct whatever the coil does, and the read-back follows the coil.", [s_contact],
            (s, n) => Break(s, n, ContactFault.Welded)),
        FaultKind.Of("contactor-stuck-open", "The contacts never meet whatever the coil does, and the read-back follows the coil.",
            [s_contact], (s, n) => Break(s, n, ContactFault.StuckOpen)),
        FaultKind.Of("contactor-bounces", "The contacts part twice each time they close, for longer than they should.",
            [s_contact, Field.Number("bounce_ms", 0.1, 50, "time until they stay closed").Needed()],
            (s, n) =>
            {
                PackContact contact = Contact(s.Bench.Pack, n);
                int before_us = contact.Bounce_us;
                contact.Bounce_us = (int)(n.Number("bounce_ms") * 1000);
                return () => contact.Bounce_us = before_us;
            }),
        FaultKind.Of("precharge-resistor", "The precharge resistor has another resistance: burnt, or the wrong part.",
            [Field.Number("ohm", 0.1, 100_000, "its resistance").Needed()],
            (s, n) =>
            {
                double before_ohm = s.Bench.Pack.PrechargeResistance_ohm;
                SetResistor(s, n.Number("ohm"));
                return () => SetResistor(s, before_ohm);
            }),
    ];

    /// <summary>Those that only a pack with contactors has.</summary>
    internal static IReadOnlyList<string> OfContactors { get; } = ["contactor-welded", "contactor-stuck-open", "contactor-bounces"];

    /// <summary>True when a fault is about the way that fills the load.</summary>
    internal static bool IsOfPrecharge(Node fault) => fault.Shape.Name == "precharge-resistor"
        || (OfContactors.Contains(fault.Shape.Name) && fault.Text("switch") == "precharge");

    private static Action Break(Stage stage, Node node, ContactFault fault)
    {
        stage.Bench.Hardware.MoveSwitches(pack => Contact(pack, node).Fault = fault);
        return () => stage.Bench.Hardware.MoveSwitches(pack => Contact(pack, node).Fault = ContactFault.None);
    }

    private static void SetResistor(Stage stage, double resistance_ohm)
    {
        stage.Bench.Hardware.Settle();
        stage.Bench.Pack.PrechargeResistance_ohm = resistance_ohm;
    }

    private static PackContact Contact(Pack pack, Node node) => node.Text("switch") switch
    {
        "charge" => pack.ChargeContact,
        "discharge" => pack.DischargeContact,
        _ => pack.PrechargeContact,
    };
}
