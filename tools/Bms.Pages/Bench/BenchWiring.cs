namespace Bms.Pages.Bench;

/// <summary>What a wire is made of: colour and size in the table, and its look on the diagram.</summary>
/// <param name="Colour">Colour of the insulation.</param>
/// <param name="Size">Size.</param>
/// <param name="Stroke">Colour on the diagram.</param>
/// <param name="Width">Width on the diagram.</param>
public sealed record WireKind(string Colour, string Size, string Stroke, double Width);

/// <summary>A net: pins that are one point electrically. Pins are written BLOCK.PIN.</summary>
/// <param name="Name">Name of the net.</param>
/// <param name="Kind">Its wire.</param>
/// <param name="Flag">True when the diagram shows a flag at each pin instead of a line.</param>
/// <param name="Pins">Its pins; the table goes from the first to each of the others, or along them when it is a bus.</param>
public sealed record Net(string Name, WireKind Kind, bool Flag, params IReadOnlyList<string> Pins);

/// <summary>Every connection of bench-4s: the table and the diagram are drawn from it.</summary>
public static class BenchWiring
{
    private static readonly WireKind s_plus = new("red", "2.5 mm2 (AWG 14)", "#c0392b", 5);
    private static readonly WireKind s_minus = new("black", "2.5 mm2 (AWG 14)", "#2c3e50", 5);
    private static readonly WireKind s_supply = new("red", "1.5 mm2 (AWG 16)", "#c0392b", 3.5);
    private static readonly WireKind s_tap = new("yellow", "0.25 mm2 (AWG 24)", "#c98a00", 2);
    private static readonly WireKind s_sense = new("white, twisted", "0.25 mm2 (AWG 24)", "#7f8c8d", 2);
    private static readonly WireKind s_gate = new("violet", "0.14 mm2 (AWG 26)", "#8e44ad", 2);
    private static readonly WireKind s_logic = new("blue", "0.14 mm2 (AWG 26)", "#2471a3", 2);
    private static readonly WireKind s_data = new("green", "0.14 mm2 (AWG 26)", "#1e8449", 2);
    private static readonly WireKind s_clock = new("white", "0.14 mm2 (AWG 26)", "#5d6d7e", 2);
    private static readonly WireKind s_3V3 = new("orange", "0.25 mm2 (AWG 24)", "#d35400", 2);
    private static readonly WireKind s_ground = new("black", "0.25 mm2 (AWG 24)", "#2c3e50", 2);
    private static readonly WireKind s_own = new("as the module has them", "0.25 mm2 (AWG 24)", "#c98a00", 2);

    private static readonly string[] s_chips = ["U2", "U3", "U4.1", "U4.2", "U4.3", "U4.4", "U5"];
    private static readonly string[] s_fed = ["U2", "U3", "U4.1", "U4.2", "U4.3", "U4.4", "U6", "U7", "DRV", "S"];
    private static readonly string[] s_grounded = ["U3", "U4.1", "U4.2", "U4.3", "U4.4", "U5", "U6", "U7", "DRV"];

    /// <summary>The nets.</summary>
    public static IReadOnlyList<Net> Nets { get; } =
    [
        new("pack +", s_plus, false, "BT.B+", "TC1.in"),
        new("cut-off to fuse", s_plus, false, "TC1.out", "F1.in"),
        new("fuse to protector", s_plus, false, "F1.out", "U1.B+"),
        new("protector to shunt", s_plus, false, "U1.P+", "RS1.cells"),
        new("shunt to switches", s_plus, false, "RS1.pack", "Q2.S"),
        new("between the switches", s_plus, false, "Q2.D", "Q1.D"),
        new("terminal +", s_plus, false, "Q1.S", "X1.+"),
        new("charger +", s_plus, false, "X1.+", "U5.BAT"),
        new("pack -", s_minus, false, "BT.B-", "U1.B-"),
        new("terminal -", s_minus, false, "U1.P-", "X1.-"),
        new("charger -", s_minus, false, "X1.-", "U5.PGND"),
        new("charger's supply", s_supply, false, "X2.+", "U5.VBUS"),
        .. Enumerable.Range(0, 5).Select(tap => new Net($"protector's tap {tap}", s_own, true, $"BT.C{tap}", $"U1.C{tap}")),
        .. Enumerable.Range(1, 4).Select(tap => new Net($"tap {tap}", s_tap, false, $"BT.C{tap}", $"DIV.C{tap}")),
        new("tap 0 = ground of the cells", s_tap, false, "BT.C0", "DIV.C0"),
        .. Enumerable.Range(1, 4).Select(tap => new Net($"divided tap {tap}", s_sense, false, $"DIV.A{tap - 1}", $"U2.A{tap - 1}")),
        new("ground of the converter", s_sense, false, "DIV.G", "U2.GND"),
        new("shunt, cells' side", s_sense, false, "RS1.k-", "U3.VIN-"),
        new("shunt, terminals' side", s_sense, false, "RS1.k+", "U3.VIN+"),
        new("gate C command", s_gate, false, "MCU.GATE C", "DRV.GATE C"),
        new("gate D command", s_gate, false, "MCU.GATE D", "DRV.GATE D"),
        new("gate C", s_gate, false, "DRV.gate C", "Q1.G"),
        new("gate D", s_gate, false, "DRV.gate D", "Q2.G"),
        new("source C", s_gate, false, "Q1.S", "DRV.source C"),
        new("source D", s_gate, false, "Q2.S", "DRV.source D"),
        new("state C", s_logic, false, "DRV.STATE C", "MCU.STATE C"),
        new("state D", s_logic, false, "DRV.STATE D", "MCU.STATE D"),
        new("heartbeat", s_logic, false, "MCU.BEAT", "U6.A"),
        new("watchdog allows", s_gate, false, "U6.Q", "DRV.enable"),
        new("CE command", s_logic, false, "MCU.CE", "U7.LV1"),
        new("CE", s_logic, false, "U7.HV1", "U5.CE"),
        new("charger's 5 V", s_logic, false, "U5.REGN", "U7.HV"),
        new("asks for charge", s_logic, false, "S.1", "MCU.ASK C"),
        new("asks for discharge", s_logic, false, "S.2", "MCU.ASK D"),
        new("thermistor", s_sense, false, "RT1.1", "U5.TS"),
        new("SDA", s_data, true, ["MCU.SDA", .. s_chips.Select(chip => chip + ".SDA")]),
        new("SCL", s_clock, true, ["MCU.SCL", .. s_chips.Select(chip => chip + ".SCL")]),
        new("3V3", s_3V3, true, ["MCU.3V3", .. s_fed.Select(Fed)]),
        new("GND", s_ground, true, ["X1.-", "DIV.RG", "MCU.GND", .. s_grounded.Select(chip => chip + ".GND")]),
    ];

    /// <summary>The table of the wires: a row from pin to pin.</summary>
    public static string Table()
    {
        Table table = new("wire", "net", "from", "to", "colour", "size");
        int number = 0;
        foreach (Net net in Nets)
        {
            bool bus = net.Name is "SDA" or "SCL";
            for (int i = 1; i < net.Pins.Count; i++)
            {
                table.Row($"{++number}", net.Name, net.Pins[bus ? i - 1 : 0], net.Pins[i], net.Kind.Colour, net.Kind.Size);
            }
        }

        return table.ToString();
    }

    private static string Fed(string chip) => chip switch { "U7" => "U7.LV", "U2" => "U2.VDD", _ => chip + ".3V3" };
}
