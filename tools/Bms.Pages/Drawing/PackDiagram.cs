using Bms.Pages.Packs;

namespace Bms.Pages.Drawing;

/// <summary>The wiring diagram of pack-16s: the nets of <see cref="PackNets"/> between the blocks of the layout.</summary>
public static class PackDiagram
{
    /// <summary>The drawing.</summary>
    public static string Draw() => Compose().ToSvg("Wiring of pack-16s",
        "Blocks, fuse, two switches with the precharge beside the second, and terminals in one line; the chip at the cells, clamps,"
        + " watchdog, sensors and controller below.");

    /// <summary>The drawing as data.</summary>
    /// <exception cref="ArgumentException">A net names a pin that no block has, or a wire has no way.</exception>
    public static Sheet Compose()
    {
        var sheet = new Sheet(PackLayout.Width, PackLayout.Height);
        sheet.Fill(sheet.Size, "#ffffff", "none", 0);
        sheet.Fill(new Box(1078, 470, 34, 345), "#eef6fb", "#aed6f1", 6);
        sheet.Write("pack-16s", 40, 50, 26, bold: true);
        sheet.Write("wiring; a line is a wire, a flag is a net that many blocks share", 185, 50, 15, fill: "#566573");
        sheet.Write("isolators", 1095, 462, 12, "middle", "#2471a3");
        sheet.Write("clamps", 970, 645, 14, "middle", bold: true);
        var diagram = new Diagram(sheet, PackLayout.Blocks, new Dictionary<string, double>());
        diagram.Draw(PackNets.Nets, net => net.Name, (_, _) => false);
        diagram.Legend(1150, 880, BenchLayout.Legend, PackNets.Nets.Take(0));
        diagram.Legend(1400, 862, [], PackNets.Nets);
        sheet.Write("U1 stands on the foot of the cells: its SDA and SCL pass an isolator as well.", 400, 950, 13, fill: "#566573");
        sheet.Write("pack-15s: a BQ76940 in place of U1, fifteen blocks, no Q3 and no RP1.", 400, 975, 13, fill: "#566573");
        return sheet;
    }
}
