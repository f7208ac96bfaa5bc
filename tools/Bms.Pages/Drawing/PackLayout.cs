using Bms.Boards;
using Bms.Config;
using Bms.Pages.Bench;
using Bms.Pages.Packs;
using static Bms.Pages.Drawing.Side;

namespace Bms.Pages.Drawing;

/// <summary>Where each block of pack-16s stands on the diagram, and on which side each of its pins.</summary>
internal static class PackLayout
{
    internal const double Width = 1690, Height = 1070;

    private static readonly PackConfig s_pack = Pack16s.Pack();

    /// <summary>The blocks with the height of their title below their upper edge and their colour.</summary>
    internal static IReadOnlyList<(Block Block, double TitleY, string Fill)> Blocks { get; } =
    [
        (new("BT", new(40, 110, 150, 300), $"blocks 1 ... {s_pack.CellCount}", "50 Ah each,\nF2 ... F18 at the taps,\ndisconnect 8 | 9",
            new("+", Right, 150), new("-", Right, 380), new("taps", Bottom, 115)), 120, BenchLayout.Cells),
        (new("F1", new(260, 125, 80, 60), "F1", "", new("in", Left, 150, ""), new("out", Right, 150, ""), new("stack", Right, 174, "")),
            20, BenchLayout.Second),
        (new("Q1", new(430, 125, 110, 50), "Q1", "charge", new("D", Left, 150), new("S", Right, 150), new("G", Bottom, 485, ""),
            new("S", Bottom, 525, "")), 18, BenchLayout.Switch),
        (new("Q2", new(640, 125, 110, 50), "Q2", "discharge", new("S", Left, 150), new("D", Right, 150), new("G", Bottom, 665, "")), 18,
            BenchLayout.Switch),
        (new("PC", new(705, 230, 110, 50), "Q3, RP1", "fills the load", new("in", Left, 255, ""), new("out", Right, 255, ""),
            new("G", Bottom, 755, "")), 18, BenchLayout.Switch),
        (new("RS1", new(250, 350, 110, 70), "RS1", Units.Ohm(Pack16s.Shunt_uohm / 1e6), new("cells", Left, 380, ""),
            new("load", Right, 380, ""), new("k-", Left, 404, ""), new("k+", Right, 404, "")), 20, BenchLayout.Measure),
        (new("X1", new(1000, 110, 120, 300), "X1", "terminals,\nload", new("+", Left, 150), new("-", Left, 380),
            new("filled", Left, 255, "+"), new("c+", Right, 150, "+"), new("c-", Right, 380, "-")), 120, BenchLayout.Outside),
        (new("CH", new(1290, 110, 340, 300), "charger", "80 V, 40 A,\ntold by two voltages", new("+", Left, 150), new("-", Left, 380),
            new("OFF", Bottom, 1390), new("MAINS", Bottom, 1432), new("GIVES", Bottom, 1478), new("V", Bottom, 1545),
            new("I", Bottom, 1595)), 120, BenchLayout.Outside),

        (new("RT", new(40, 620, 100, 50), "RT1 ... RT3", "on 2, 8, 14", new Pin("1", Right, 645, "")), 20, BenchLayout.Outside),
        (new("U1", new(400, 480, 420, 190), "U1",
            $"{Pack16s.Front().Name} {BenchBus.Hex(Pack16s.Front().Address)}\nmeasures, drives, protects",
            new("CHG", Top, 485), new("DSG", Top, 665), new("PDSG", Top, 755), new("CHG", Right, 520, ""), new("DSG", Right, 550, ""),
            new("VC0-16", Left, 560), new("SRP", Left, 590), new("SRN", Left, 615), new("TS1-3", Left, 645), new("SDA", Right, 600),
            new("SCL", Right, 625)), 90, BenchLayout.Second),
        (new("CL", new(900, 480, 140, 190), "", "", new("gate C", Left, 520), new("gate D", Left, 550), new("CLAMP C", Right, 510),
            new("CLAMP D", Right, 540), new("STATE C", Right, 570), new("STATE D", Right, 600), new("enable", Bottom, 970)), 145,
            BenchLayout.Second),
        (new("MCU", new(1190, 480, 180, 360), "MCU", "ESP32 DevKit or\nSTM32F769I-DISCO", Esp("CLAMP C", Left, 510),
            Esp("CLAMP D", Left, 540),
            Esp("STATE C", Left, 570), Esp("STATE D", Left, 600), new("3V3", Left, 640), new("GND", Left, 665), Esp("SDA", Left, 690),
            Esp("SCL", Left, 715), Esp("BEAT", Left, 770), Esp("OFF", Right, 510), Esp("MAINS", Right, 540), Esp("GIVES", Right, 570),
            Esp("ASK C", Right, 725), Esp("ASK D", Right, 760)), 320, BenchLayout.Brain),
        (new("U4", new(1500, 480, 130, 160), "U4", $"MCP4728\n{BenchBus.Hex(Pack16s.ChargerAddress)}", new("A", Top, 1545),
            new("B", Top, 1595),
            new("3V3", Right, 550), new("GND", Right, 572), new("SDA", Right, 594), new("SCL", Right, 616)), 80, BenchLayout.Measure),
        (new("S", new(1500, 695, 110, 95), "S1, S2", "", new("1", Left, 725, "charge"), new("2", Left, 760, "discharge"),
            new("3V3", Right, 742)), 18, BenchLayout.Outside),
        (new("U2", new(220, 720, 150, 160), "U2", $"INA228\n{BenchBus.Hex(Pack16s.CurrentAddress)}", new("IN+", Left, 770),
            new("IN-", Left, 795), new("VBUS", Left, 820), new("3V3", Right, 770), new("GND", Right, 795), new("SDA", Right, 820),
            new("SCL", Right, 845)), 24, BenchLayout.Measure),
        .. Enumerable.Range(0, s_pack.ProbeCount).Select(probe => (new Block($"U3.{probe + 1}", new(450 + (120 * probe), 720, 80, 160),
            $"U3.{probe + 1}", $"TMP117\nblock {(4 * probe) + 1}\n{BenchBus.Hex(Pack16s.FirstProbeAddress + probe)}", new("3V3", Left, 790),
                new("GND", Left, 812), new("SDA", Left, 834), new("SCL", Left, 856)), 22.0, BenchLayout.Measure)),
        (new("U5", new(920, 725, 110, 95), "U5", "watchdog", new("RESET", Top, 970), new("3V3", Right, 745), new("WDI", Right, 770),
            new("GND", Right, 797)), 50, BenchLayout.Second),
    ];

    private static Pin Esp(string signal, Side side, double at)
    {
        int gpio = PackWiring.Signals.Single(each => each.Name == signal).Esp32;
        return new Pin(signal, side, at, side == Left ? $"IO{gpio} {signal}" : $"{signal} IO{gpio}");
    }
}
