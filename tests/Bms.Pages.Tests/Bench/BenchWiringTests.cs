using Bms.Pages.Bench;
using Bms.Pages.Drawing;
using Bms.Simulator.Bench;
using Bms.Twins;
using Bms.World;
using Xunit;

namespace Bms.Pages.Tests.Bench;

public class BenchWiringTests
{
    // A wire each way: the terminals are where the pack's path, the charger and the ground meet, and a FET's source also feeds its watcher.
    private static readonly string[] s_joints = ["X1.+", "X1.-", "Q1.S", "Q2.S", "BT.C0", "BT.C1", "BT.C2", "BT.C3", "BT.C4"];

    private static Net Of(string name) => BenchWiring.Nets.Single(net => net.Name == name);

    [Fact]
    public void No_pin_is_on_two_nets_but_the_joints()
    {
        IEnumerable<string> shared = BenchWiring.Nets.SelectMany(net => net.Pins).GroupBy(pin => pin).Where(g => g.Count() > 1)
            .Select(g => g.Key);
        Assert.Equal(s_joints.Order(StringComparer.Ordinal), shared.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_pin_of_the_diagram_is_wired_and_every_wire_has_its_pins()
    {
        IEnumerable<string> drawn = BenchLayout.Blocks.SelectMany(b => b.Block.Pins.Select(pin => $"{b.Block.Key}.{pin.Name}")).Distinct();
        IEnumerable<string> wired = BenchWiring.Nets.SelectMany(net => net.Pins).Distinct();
        Assert.Equal(wired.Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_chip_of_the_simulated_board_is_on_both_lines_of_the_bus()
    {
        int chips = new Bench4sHardware(new VirtualMachine(), new Pack(new PackSpec()), new BenchOptions()).Chips.Count;
        Assert.Equal(1 + chips, Of("SDA").Pins.Count);
        Assert.Equal(Of("SDA").Pins.Select(pin => pin.Split('.')[0]), Of("SCL").Pins.Select(pin => pin.Split('.')[0]));
    }

    [Fact]
    public void The_current_passes_every_part_of_the_second_level_and_both_switches_before_it_reaches_the_terminals()
    {
        string at = "BT.B+";
        List<string> passed = [];
        while (at != "X1.+")
        {
            Net net = BenchWiring.Nets.First(n => n.Kind.Width == 5 && n.Pins[0] == at);
            string block = net.Pins[1].Split('.')[0];
            passed.Add(block);
            bool Leaves(Net n) => n.Kind.Width == 5 && n.Pins[0].StartsWith(block + ".", StringComparison.Ordinal);
            at = block == "X1" ? "X1.+" : BenchWiring.Nets.First(Leaves).Pins[0];
        }

        Assert.Equal(["TC1", "F1", "U1", "RS1", "Q2", "Q1", "X1"], passed);
    }

    [Fact]
    public void The_converter_has_its_ground_at_the_cells_and_not_behind_the_protector()
    {
        Assert.Contains("U2.GND", Of("ground of the converter").Pins);
        Assert.DoesNotContain("U2.GND", Of("GND").Pins);
        Assert.Contains("DIV.RG", Of("GND").Pins);
    }
}
