using Bms.Boards;
using Bms.Pages.Bench;

namespace Bms.Pages.Packs;

/// <summary>The connections of pack-16s that its diagram shows.</summary>
public static class PackNets
{
    private static readonly WireKind s_plus = new("red", "35 mm2 (AWG 2)", "#c0392b", 6);
    private static readonly WireKind s_minus = new("black", "35 mm2 (AWG 2)", "#2c3e50", 6);
    private static readonly WireKind s_fill = new("red", "1.5 mm2 (AWG 16)", "#c0392b", 3.5);
    private static readonly WireKind s_taps = new("yellow, seventeen", "0.5 mm2 (AWG 20)", "#c98a00", 5);
    private static readonly WireKind s_sense = new("white, twisted", "0.25 mm2 (AWG 24)", "#7f8c8d", 2);
    private static readonly WireKind s_gate = new("violet", "0.25 mm2 (AWG 24)", "#8e44ad", 2);
    private static readonly WireKind s_logic = new("blue", "0.14 mm2 (AWG 26)", "#2471a3", 2);
    private static readonly WireKind s_data = new("green", "0.14 mm2 (AWG 26)", "#1e8449", 2);
    private static readonly WireKind s_clock = new("white", "0.14 mm2 (AWG 26)", "#5d6d7e", 2);
    private static readonly WireKind s_3V3 = new("orange", "0.25 mm2 (AWG 24)", "#d35400", 2);
    private static readonly WireKind s_ground = new("black", "0.25 mm2 (AWG 24)", "#2c3e50", 2);

    private static readonly string[] s_probes = [.. Enumerable.Range(1, Pack16s.Pack().ProbeCount).Select(probe => $"U3.{probe}")];

    // U1 lives on the cells and has its own supply; behind the isolators everything is on 3.3 V.
    private static readonly string[] s_onBus = ["U1", "U2", .. s_probes, "U4"];
    private static readonly string[] s_fed = ["U2", .. s_probes, "U4", "U5", "S"];

    /// <summary>The nets.</summary>
    public static IReadOnlyList<Net> Nets { get; } =
    [
        new("pack +", s_plus, false, "BT.+", "F1.in"),
        new("fuse to switches", s_plus, false, "F1.out", "Q1.D"),
        new("between the switches", s_plus, false, "Q1.S", "Q2.S"),
        new("terminal +", s_plus, false, "Q2.D", "X1.+"),
        new("charger +", s_plus, false, "X1.c+", "CH.+"),
        new("pack -", s_minus, false, "BT.-", "RS1.cells"),
        new("terminal -", s_minus, false, "RS1.load", "X1.-"),
        new("charger -", s_minus, false, "X1.c-", "CH.-"),
        new("to the filling", s_fill, false, "Q1.S", "PC.in"),
        new("filled", s_fill, false, "PC.out", "X1.filled"),
        new("taps", s_taps, false, "BT.taps", "U1.VC0-16"),
        new("thermistors", s_sense, false, "RT.1", "U1.TS1-3"),
        new("RS1 k+", s_sense, true, "RS1.k+", "U1.SRP", "U2.IN+"),
        new("RS1 k-", s_sense, true, "RS1.k-", "U1.SRN", "U2.IN-"),
        new("STACK", s_sense, true, "F1.stack", "U2.VBUS"),
        new("gate C", s_gate, false, "U1.CHG", "Q1.G", "CL.gate C"),
        new("gate D", s_gate, false, "U1.DSG", "Q2.G", "CL.gate D"),
        new("gate of the filling", s_gate, false, "U1.PDSG", "PC.G"),
        new("clamp C", s_logic, false, "MCU.CLAMP C", "CL.CLAMP C"),
        new("clamp D", s_logic, false, "MCU.CLAMP D", "CL.CLAMP D"),
        new("state C", s_logic, false, "CL.STATE C", "MCU.STATE C"),
        new("state D", s_logic, false, "CL.STATE D", "MCU.STATE D"),
        new("heartbeat", s_logic, false, "MCU.BEAT", "U5.WDI"),
        new("watchdog allows", s_gate, false, "U5.RESET", "CL.enable"),
        new("charger off", s_logic, false, "MCU.OFF", "CH.OFF"),
        new("charger has mains", s_logic, false, "MCU.MAINS", "CH.MAINS"),
        new("charger gives", s_logic, false, "MCU.GIVES", "CH.GIVES"),
        new("asked voltage", s_sense, false, "U4.A", "CH.V"),
        new("asked current", s_sense, false, "U4.B", "CH.I"),
        new("asks for charge", s_logic, false, "S.1", "MCU.ASK C"),
        new("asks for discharge", s_logic, false, "S.2", "MCU.ASK D"),
        new("SDA", s_data, true, ["MCU.SDA", .. s_onBus.Select(chip => chip + ".SDA")]),
        new("SCL", s_clock, true, ["MCU.SCL", .. s_onBus.Select(chip => chip + ".SCL")]),
        new("3V3", s_3V3, true, ["MCU.3V3", .. s_fed.Select(chip => chip + ".3V3")]),
        new("GND", s_ground, true, ["MCU.GND", "U2.GND", .. s_probes.Select(chip => chip + ".GND"), "U4.GND", "U5.GND"]),
    ];
}
