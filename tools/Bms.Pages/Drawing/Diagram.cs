using Bms.Pages.Bench;

namespace Bms.Pages.Drawing;

/// <summary>A wiring diagram: nets between blocks that have their places, on a sheet.</summary>
public sealed class Diagram
{
    private const double FlagSize = 11, FlagHeight = 16, Stub = 7;

    private readonly Sheet _sheet;
    private readonly IReadOnlyDictionary<string, double> _lanes;
    private readonly Dictionary<string, (Block Block, Pin[] Pins)> _pins;

    /// <summary>
    /// Draws the blocks. <paramref name="lanes"/>: where a wire turns that cannot go straight or with one corner, by the name of its net.
    /// </summary>
    public Diagram(Sheet sheet, IReadOnlyList<(Block Block, double TitleY, string Fill)> blocks, IReadOnlyDictionary<string, double> lanes)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(blocks);
        _sheet = sheet;
        _lanes = lanes;
        _pins = blocks.SelectMany(b => b.Block.Pins.Select(pin => (b.Block, Pin: pin)))
            .GroupBy(p => $"{p.Block.Key}.{p.Pin.Name}")
            .ToDictionary(group => group.Key, group => (group.First().Block, group.Select(p => p.Pin).ToArray()));
        foreach ((Block block, double titleY, string fill) in blocks)
        {
            block.Draw(sheet, fill, titleY);
        }
    }

    /// <summary>
    /// Draws nets; <paramref name="flagText"/> says what the flags of one show, <paramref name="isWired"/> which of a pin's places are
    /// for lines.
    /// </summary>
    /// <exception cref="ArgumentException">A net names a pin that no block has, or a wire has no way.</exception>
    public void Draw(IEnumerable<Net> nets, Func<Net, string> flagText, Func<Block, Pin, bool> isWired)
    {
        ArgumentNullException.ThrowIfNull(nets);
        ArgumentNullException.ThrowIfNull(flagText);
        foreach (Net net in nets)
        {
            if (net.Flag)
            {
                Flags(net, flagText(net), isWired);
            }
            else
            {
                Lines(net);
            }
        }
    }

    /// <summary>What the colours of blocks stand for, and below what the lines are made of.</summary>
    public void Legend(double x, double y, IReadOnlyList<(string Fill, string Meaning)> blocks, IEnumerable<Net> nets)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        foreach (((string fill, string meaning), int row) in blocks.Select((entry, row) => (entry, row)))
        {
            _sheet.Fill(new Box(x, y + (24 * row), 26, 16), fill, "#566573", 4);
            _sheet.Write(meaning, x + 36, y + (24 * row) + 12, 12);
        }

        double below = y + (24 * blocks.Count) + 22;
        IEnumerable<WireKind> kinds = nets.Where(net => !net.Flag).Select(net => net.Kind).Distinct();
        foreach ((WireKind kind, int row) in kinds.Select((kind, row) => (kind, row)))
        {
            double at = below + (22 * row);
            _sheet.Wires.Add(new Wire("legend", [(x, at), (x + 26, at)], kind.Stroke, kind.Width));
            _sheet.Write($"{kind.Colour}, {kind.Size}", x + 36, at + 4, 12);
        }
    }

    private void Lines(Net net)
    {
        foreach (string other in net.Pins.Skip(1))
        {
            _sheet.Wires.Add(new Wire(net.Name, Way(net.Name, net.Pins[0], other), net.Kind.Stroke, net.Kind.Width));
        }
    }

    // Of the places that a pin has on its block, the two between which the way has the fewest corners.
    private (double X, double Y)[] Way(string net, string from, string to)
    {
        (Block a, Pin[] starts) = Find(from);
        (Block b, Pin[] ends) = Find(to);
        return starts.SelectMany(start => ends.Select(end => Way(net, a, start, b, end))).Where(way => way.Length > 0)
            .OrderBy(way => way.Length).FirstOrDefault() ?? throw new ArgumentException($"{net}: no way from {from} to {to}", nameof(net));
    }

    private (double X, double Y)[] Way(string net, Block a, Pin start, Block b, Pin end)
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
            return _lanes.TryGetValue(net, out double x) ? [p, (x, p.Y), (x, q.Y), q] : [];
        }

        return level && !endLevel ? [p, (q.X, p.Y), q] : !level && endLevel ? [p, (p.X, q.Y), q] : [];
    }

    private void Flags(Net net, string text, Func<Block, Pin, bool> isWired)
    {
        foreach (string name in net.Pins)
        {
            (Block block, Pin[] places) = Find(name);
            Pin pin = places.First(p => p.Side is Side.Left or Side.Right && !isWired(block, p));
            Flag(text, net, block.Place(pin), pin.Side == Side.Left ? -1 : 1);
        }
    }

    private void Flag(string text, Net net, (double X, double Y) at, int direction)
    {
        double width = (text.Length * FlagSize * 0.62) + 8;
        double left = direction > 0 ? at.X + Stub : at.X - Stub - width;
        _sheet.Wires.Add(new Wire(net.Name, [at, (at.X + (direction * Stub), at.Y)], net.Kind.Stroke, net.Kind.Width));
        _sheet.Fill(new Box(left, at.Y - (FlagHeight / 2), width, FlagHeight), net.Kind.Stroke, net.Kind.Stroke, 4);
        _sheet.Write(text, left + (width / 2), at.Y + 4, FlagSize, "middle", "#ffffff");
    }

    private (Block Block, Pin[] Pins) Find(string name) =>
        _pins.TryGetValue(name, out var found) ? found : throw new ArgumentException($"no block has the pin {name}", nameof(name));
}
