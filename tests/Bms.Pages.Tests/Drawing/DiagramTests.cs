using Bms.Pages.Bench;
using Bms.Pages.Drawing;
using Bms.Pages.Packs;
using Xunit;

namespace Bms.Pages.Tests.Drawing;

/// <summary>The diagrams can be read: nothing lies on anything else.</summary>
public abstract class DiagramTests(Sheet sheet, IReadOnlyList<Net> nets)
{
    private readonly Sheet _sheet = sheet;

    [Fact]
    public void No_text_lies_on_another()
    {
        foreach (Label label in _sheet.Labels)
        {
            Assert.DoesNotContain(_sheet.Labels, other => other != label && other.Room.Overlaps(label.Room)
                && Fail($"'{label.Text}' at {label.X}, {label.Y} lies on '{other.Text}'"));
        }
    }

    [Fact]
    public void No_wire_lies_on_a_text()
    {
        foreach (Wire wire in _sheet.Wires)
        {
            Assert.DoesNotContain(_sheet.Labels, label => Segments(wire).Any(s => s.Overlaps(label.Room))
                && Fail($"wire {wire.Net} lies on '{label.Text}'"));
        }
    }

    [Fact]
    public void No_wire_passes_a_block()
    {
        foreach (Wire wire in _sheet.Wires)
        {
            Assert.DoesNotContain(_sheet.Blocks, block => Segments(wire).Any(s => s.Overlaps(Inside(block))) && Fail($"wire {wire.Net}"));
        }
    }

    [Fact]
    public void No_two_wires_of_different_nets_run_along_each_other()
    {
        Wire[] wires = [.. _sheet.Wires];
        foreach (Wire wire in wires)
        {
            Assert.DoesNotContain(wires, other => other.Net != wire.Net && Parallel(wire, other) && Fail($"{wire.Net} and {other.Net}"));
        }
    }

    [Fact]
    public void Every_net_is_drawn_with_all_of_its_pins()
    {
        Assert.All(nets, net =>
            Assert.Equal(net.Flag ? net.Pins.Count : net.Pins.Count - 1, _sheet.Wires.Count(wire => wire.Net == net.Name)));
    }

    [Fact]
    public void Everything_is_on_the_sheet()
    {
        Assert.All(_sheet.Blocks.Concat(_sheet.Labels.Select(label => label.Room)), box =>
        {
            Assert.InRange(box.X, 0, _sheet.Size.Width - box.Width);
            Assert.InRange(box.Y, 0, _sheet.Size.Height - box.Height);
        });
    }

    [Fact]
    public void The_check_sees_an_overlap()
    {
        Assert.True(new Box(0, 0, 10, 10).Overlaps(new Box(9, 9, 10, 10)));
        Assert.False(new Box(0, 0, 10, 10).Overlaps(new Box(10, 0, 10, 10)));
    }

    private static bool Fail(string what) => throw new Xunit.Sdk.XunitException(what);

    private static Box Inside(Box block) => new(block.X + 1, block.Y + 1, block.Width - 2, block.Height - 2);

    private static IEnumerable<Box> Segments(Wire wire) => wire.Points.Zip(wire.Points.Skip(1)).Select(ends =>
    {
        double half = wire.Width / 2;
        double x = Math.Min(ends.First.X, ends.Second.X);
        double y = Math.Min(ends.First.Y, ends.Second.Y);
        double dx = Math.Abs(ends.First.X - ends.Second.X);
        double dy = Math.Abs(ends.First.Y - ends.Second.Y);
        return dx > dy ? new Box(x, y - half, dx, wire.Width) : new Box(x - half, y, wire.Width, dy);
    });

    // Crossing at a right angle shares a small square; running along each other shares a long strip.
    private static bool Parallel(Wire a, Wire b) => Segments(a).Any(s => Segments(b).Any(t => s.Overlaps(t)
        && Math.Max(Shared(s.X, s.Width, t.X, t.Width), Shared(s.Y, s.Height, t.Y, t.Height)) > 8));

    private static double Shared(double a, double aLength, double b, double bLength) =>
        Math.Min(a + aLength, b + bLength) - Math.Max(a, b);
}

public class BenchDiagramTests() : DiagramTests(BenchDiagram.Compose(), BenchWiring.Nets);

public class PackDiagramTests() : DiagramTests(PackDiagram.Compose(), PackNets.Nets)
{
    [Fact]
    public void Every_signal_of_the_controller_is_a_net() => Assert.All(
        PackWiring.Signals, signal => Assert.Single(PackNets.Nets, net => net.Pins.Contains("MCU." + signal.Name)));
}
