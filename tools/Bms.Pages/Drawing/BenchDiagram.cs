using Bms.Pages.Bench;

namespace Bms.Pages.Drawing;

/// <summary>The wiring diagram of bench-4s: the nets of <see cref="BenchWiring"/> between the blocks of the layout.</summary>
public static class BenchDiagram
{
    private const double FlagSize = 11, FlagHeight = 16, Stub = 7;

    private static readonly Dictionary<string, (Block Block, Pin[] Pins)> s_pins = BenchLayout.Blocks
        .SelectMany(b => b.Block.Pins.Select(pin => (b.Block, Pin: pin)))
        .GroupBy(p => $"{p.Block.Key}.{p.Pin.Name}")
        .ToDictionary(group => group.Key, group => (group.First().Block, group.Select(p => p.Pin).ToArray()));

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
        foreach ((Block block, double titleY, string fill) in BenchLayout.Blocks)
        {
            block.Draw(sheet, fill, titleY);
        }

        foreach (Net net in BenchWiring.Nets)
        {
            if (net.Flag)
            {
                Flags(sheet, net);
            }
            else
            {
                Lines(sheet, net);
            }
        }

        DrawLegend(sheet);
        return sheet;
    }

    private static void Lines(Sheet sheet, Net net)
    {
        foreach (string other in net.Pins.Skip(1))
        {
            sheet.Wires.Add(new Wire(net.Name, Way(net.Name, net.Pins[0], other), net.Kind.Stroke, net.Kind.Width));
        }
    }

    // Of the places that a pin has on its block, the two between which the way has the fewest corners.
    private static (double X, double Y)[] Way(string net, string from, string to)
    {
        (Block a, Pin[] starts) = Find(from);
        (Block b, Pin[] ends) = Find(to);
        return starts.SelectMany(start => ends.Select(end => Way(net, a, start, b, end))).Where(way => way.Length > 0)
            .OrderBy(way => way.Length).FirstOrDefault() ?? throw new ArgumentException($"{net}: no way from {from} to {to}", nameof(net));
    }

    private static (double X, double Y)[] Way(string net, Block a, Pin start, Block b, Pin end)
    {
        (double X, double Y) p = a.Place(start);
        (double X, double Y) q = b.Place(end);
        bool level = start.Side is Side.Left or Side.Right;
        bool endLevel = end.Side is Side.Left or Side.Right;
        if (level == endLevel && (level ? p.Y == q.Y : Math.Abs(p.X - q.X) < 6))
        {
            return level ? [p, q] : [p, (p.X, q.Y)];
        }

        if (level && endLevel)
        {
            return BenchLayout.Lanes.TryGetValue(net, out double x) ? [p, (x, p.Y), (x, q.Y), q] : [];
        }

        return level && !endLevel ? [p, (q.X, p.Y), q] : !level && endLevel ? [p, (p.X, q.Y), q] : [];
    }

    private static void Flags(Sheet sheet, Net net)
    {
        string text = net.Name.StartsWith("protector", StringComparison.Ordinal) ? "J2 C" + net.Name[^1] : net.Name;
        foreach (string name in net.Pins)
        {
            (Block block, Pin[] places) = Find(name);
            Pin pin = places.First(p => p.Side is Side.Left or Side.Right && !IsWired(block, p));
            Flag(sheet, text, net, block.Place(pin), pin.Side == Side.Left ? -1 : 1);
        }
    }

    // The minus terminal has three places: two for its wires, one for its flag.
    private static bool IsWired(Block block, Pin pin) => block.Key == "X1" && pin.Side == Side.Left;

    private static void Flag(Sheet sheet, string text, Net net, (double X, double Y) at, int direction)
    {
        double width = (text.Length * FlagSize * 0.62) + 8;
        double left = direction > 0 ? at.X + Stub : at.X - Stub - width;
        sheet.Wires.Add(new Wire(net.Name, [at, (at.X + (direction * Stub), at.Y)], net.Kind.Stroke, net.Kind.Width));
        sheet.Fill(new Box(left, at.Y - (FlagHeight / 2), width, FlagHeight), net.Kind.Stroke, net.Kind.Stroke, 4);
        sheet.Write(text, left + (width / 2), at.Y + 4, FlagSize, "middle", "#ffffff");
    }

    private static void DrawLegend(Sheet sheet)
    {
        double x = 1330;
        foreach (((string fill, string meaning), int row) in BenchLayout.Legend.Select((entry, row) => (entry, row)))
        {
            double y = 780 + (24 * row);
            sheet.Fill(new Box(x, y, 26, 16), fill, "#566573", 4);
            sheet.Write(meaning, x + 36, y + 12, 12);
        }

        IEnumerable<WireKind> kinds = BenchWiring.Nets.Where(net => !net.Flag).Select(net => net.Kind).Distinct();
        foreach ((WireKind kind, int row) in kinds.Select((kind, row) => (kind, row)))
        {
            double y = 946 + (22 * row);
            sheet.Wires.Add(new Wire("legend", [(x, y), (x + 26, y)], kind.Stroke, kind.Width));
            sheet.Write($"{kind.Colour}, {kind.Size}", x + 36, y + 4, 12);
        }
    }

    private static (Block Block, Pin[] Pins) Find(string name) =>
        s_pins.TryGetValue(name, out var found) ? found : throw new ArgumentException($"no block has the pin {name}", nameof(name));
}
