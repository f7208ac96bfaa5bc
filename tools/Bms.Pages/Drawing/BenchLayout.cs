using Bms.Boards;
using Bms.Pages.Bench;
using static Bms.Pages.Drawing.Side;

namespace Bms.Pages.Drawing;

/// <summary>Where each block of bench-4s stands on the diagram, and on which side each of its pins.</summary>
internal static class BenchLayout
{
    internal const double Width = 1680, Height = 1130;

    /// <summary>The blocks with the height of their title below their upper edge and their colour.</summary>
    internal static IReadOnlyList<(Block Block, double TitleY, string Fill)> Blocks { get; } =
    [
        (new("BT", new(40, 110, 150, 230), "BT1 ... BT4", "four NMC cells\n21700, 5 Ah",
            [new("B+", Right, 140), new("B-", Right, 310), .. Protected(Right),
            .. Enumerable.Range(0, 5).Select(tap => new Pin($"C{tap}", Bottom, 170 - (25 * tap)))]), 95, Cells),
        (new("TC1", new(255, 115, 85, 50), "TC1-4", "73 degC", new("in", Left, 140, ""), new("out", Right, 140, "")), 22, Second),
        (new("F1", new(385, 115, 75, 50), "F1", "10 A", new("in", Left, 140, ""), new("out", Right, 140, "")), 22, Second),
        (new("U1", new(540, 110, 150, 230), "U1", "protector\nS-8254A",
            [new("B+", Left, 140), new("B-", Left, 310), .. Protected(Left), new("P+", Right, 140), new("P-", Right, 310)]), 95, Second),
        (new("RS1", new(750, 115, 110, 50), "RS1", "10 mohm", new("cells", Left, 140, ""), new("pack", Right, 140, ""),
            new("k-", Bottom, 775), new("k+", Bottom, 835)), 18, Measure),
        (new("Q2", new(935, 115, 110, 50), "Q2", "discharge", new("S", Left, 140), new("D", Right, 140), new("S", Bottom, 960, ""),
            new("G", Bottom, 1020)), 18, Switch),
        (new("Q1", new(1110, 115, 110, 50), "Q1", "charge", new("D", Left, 140), new("S", Right, 140), new("G", Bottom, 1135),
            new("S", Bottom, 1195, "")), 18, Switch),
        (new("X1", new(1330, 110, 120, 230), "X1", "terminals\nload, D1, D2", new("+", Left, 140), new("-", Left, 310),
            new("+", Bottom, 1360), new("-", Bottom, 1420), new("-", Right, 310)), 95, Outside),

        (new("DIV", new(40, 430, 190, 160), "DIV", "dividers and filters",
            [.. Enumerable.Range(0, 5).Select(tap => new Pin($"C{tap}", Top, 170 - (25 * tap))),
            .. Enumerable.Range(0, 4).Select(tap => new Pin($"A{tap}", Right, 535 - (25 * tap))), new("G", Right, 560), new("RG", Left,
                560)]),
            70, Measure),
        (new("U2", new(310, 430, 150, 160), "U2", $"ADS1115\n{BenchBus.Hex(Bench4s.CellsAddress)}",
            [.. Enumerable.Range(0, 4).Select(tap => new Pin($"A{tap}", Left, 535 - (25 * tap))), new("GND", Left, 560),
            new("VDD", Right, 485), new("SDA", Right, 510), new("SCL", Right, 535)]), 70, Measure),
        (new("U3", new(740, 430, 150, 160), "U3", $"INA219\n{BenchBus.Hex(Bench4s.CurrentAddress)}", new("VIN-", Top, 775), new("VIN+",
            Top, 835), new("3V3", Left, 485),
            new("GND", Left, 510), new("SDA", Left, 535), new("SCL", Left, 560)), 70, Measure),
        (new("DRV", new(935, 430, 295, 160), "DRV", "gate drivers Q3, Q4, return Q5\ngate watchers OK1, OK2",
            new("source D", Top, 965), new("gate D", Top, 1020), new("gate C", Top, 1135), new("source C", Top, 1195),
            new("GATE C", Bottom, 965), new("GATE D", Bottom, 1020), new("STATE C", Bottom, 1075), new("STATE D", Bottom, 1132),
            new("enable", Right, 570), new("3V3", Right, 485), new("GND", Right, 510)), 70, Switch),
        (new("U5", new(1330, 430, 200, 280), "U5", $"charger BQ25798\n{BenchBus.Hex(Bench4s.ChargerAddress)}", new("BAT", Top, 1360),
            new("PGND", Top, 1420), new("CE", Left, 480),
            new("REGN", Left, 510), new("VBUS", Right, 480), new("TS", Right, 565), new("SDA", Right, 620), new("SCL", Right, 645),
            new("GND", Right, 670)), 100, Outside),
        (new("X2", new(1580, 450, 75, 60), "X2", "20 V, D5", new Pin("+", Left, 480, "")), 24, Outside),
        (new("RT1", new(1580, 535, 75, 60), "RT1", "on cell 2", new Pin("1", Left, 565, "")), 24, Outside),

        .. Enumerable.Range(0, 4).Select(probe => (new Block($"U4.{probe + 1}", new(100 + (135 * probe), 720, 85, 130), $"U4.{probe + 1}",
            $"cell {probe + 1}, {BenchBus.Hex(Bench4s.FirstProbeAddress + probe)}", new("3V3", Left, 775), new("GND", Left, 795),
                new("SDA", Left, 815), new("SCL", Left, 835)), 20.0, Measure)),
        (new("S", new(480, 945, 110, 90), "S1, S2", "", new("1", Right, 975, "charge"), new("2", Right, 1010, "discharge"),
            new("3V3", Left, 992)), 18, Outside),
        (new("MCU", new(690, 710, 190, 340), "MCU", "ESP32 DevKit or\nSTM32F769I-DISCO", new("3V3", Left, 810), new("GND", Left, 835),
            Esp("SDA", Left, 860), Esp("SCL", Left, 885), Esp("ASK C", Left, 975), Esp("ASK D", Left, 1010), Esp("GATE C", Right, 780),
            Esp("GATE D", Right, 805), Esp("STATE C", Right, 830), Esp("STATE D", Right, 855), Esp("BEAT", Right, 905), Esp("CE", Right,
                1010)),
            24, Brain),
        (new("U6", new(1150, 855, 100, 100), "U6", "watchdog", new("A", Left, 905), new("Q", Right, 875), new("3V3", Right, 905),
            new("GND", Right, 930)), 25, Second),
        (new("U7", new(1150, 985, 100, 105), "U7", "", new("LV1", Left, 1010), new("LV", Left, 1040), new("HV1", Right, 1010),
            new("HV", Right, 1040), new("GND", Right, 1070)), 20, Switch),
    ];

    /// <summary>Where a wire turns that cannot go straight or with one corner.</summary>
    internal static IReadOnlyDictionary<string, double> Lanes { get; } = new Dictionary<string, double>
    {
        ["watchdog allows"] = 1265, ["CE"] = 1302, ["charger's 5 V"] = 1316,
    };

    /// <summary>Colours of the blocks, with what they stand for.</summary>
    internal static IReadOnlyList<(string Fill, string Meaning)> Legend { get; } =
    [
        (Second, "works without the firmware"), (Switch, "switches and drivers"), (Measure, "measures"), (Brain, "controller"),
        (Cells, "cells"), (Outside, "terminals, charger, people"),
    ];

    internal const string Cells = "#fdf2d8", Second = "#fadbd8", Measure = "#d6eaf8", Switch = "#ebdef0", Brain = "#d5f5e3",
        Outside = "#eaecee";

    private static IEnumerable<Pin> Protected(Side side) => Enumerable.Range(0, 5).Select(tap => new Pin($"C{tap}", side,
        270 - (20 * tap)));

    private static Pin Esp(string signal, Side side, double at)
    {
        int gpio = BenchPins.Of(signal).Esp32;
        return new Pin(signal, side, at, side == Left ? $"IO{gpio} {signal}" : $"{signal} IO{gpio}");
    }
}
