using Bms.Pages.Bench;

namespace Bms.Pages.Drawing;

/// <summary>The wiring diagram of bench-4s: the nets of <see cref="BenchWiring"/> between the blocks of the layout.</summary>
public static class BenchDiagram
{
    /// <summary>The drawing.</summary>
    public static string Draw() => Compose().ToSvg("Wiring of bench-4s",
        "Cells, thermal cut-offs, fuse, protector, shunt, two switches and terminals in one line, chips and controller below.");

    /// <summary>The drawing as data.</summary>
    /// <exception cref="ArgumentException">A net names a pin that no block has, or a wire has no way.</exception>
    public static Sheet Compose()
    {
        var sheet = new Sheet(BenchLayout.Width, BenchLayout.Height);
        sheet.Fill(sheet.Size, "#ffffff", "none", 0);
        sheet.Fill(new Box(243, 78, 462, 278), "#fef5f4", "#e6b0aa", 10);
        sheet.Write("bench-4s", 40, 50, 26, bold: true);
        sheet.Write("wiring; a line is a wire, a flag is a net that many blocks share", 185, 50, 15, fill: "#566573");
        sheet.Write("second level: opens without the firmware", 474, 97, 12, "middle", "#943126");
        var diagram = new Diagram(sheet, BenchLayout.Blocks, BenchLayout.Lanes);
        diagram.Draw(BenchWiring.Nets, FlagText, IsWired);
        diagram.Legend(1330, 780, BenchLayout.Legend, BenchWiring.Nets);
        return sheet;
    }

    private static string FlagText(Net net) =>
        net.Name.StartsWith("protector", StringComparison.Ordinal) ? "J2 C" + net.Name[^1] : net.Name;

    // The minus terminal has three places: two for its wires, one for its flag.
    private static bool IsWired(Block block, Pin pin) => block.Key == "X1" && pin.Side == Side.Left;
}
