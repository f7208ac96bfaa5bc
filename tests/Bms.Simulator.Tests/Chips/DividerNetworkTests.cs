using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

public class DividerNetworkTests
{
    private static readonly Divider[] s_dividers = [new(10_000, 10_000), new(20_000, 10_000), new(35_000, 10_000), new(50_000, 10_000)];

    private double _temperature_C = 25;

    private DividerNetwork Network(
        ulong seed = 1, double load_ohm = double.PositiveInfinity, double tolerance = DividerNetwork.Tolerance) =>
        new(new NoiseSource(seed, "dividers"), s_dividers, tap => 4.0 * (tap + 1), () => _temperature_C, load_ohm, tolerance);

    [Fact]
    public void Ideal_resistors_divide_by_2_3_4_5_and_6()
    {
        DividerNetwork network = Network(tolerance: 0);
        Assert.Equal([1 / 2.0, 1 / 3.0, 1 / 4.5, 1 / 6.0], Enumerable.Range(0, 4).Select(network.Ratio), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(8.0 / 3, network.Pin_V(1), 9);
    }

    [Fact]
    public void Tolerance_moves_a_ratio_by_at_most_0_2_percent()
    {
        double worst = 0;
        for (ulong seed = 1; seed <= 500; seed++)
        {
            worst = Math.Max(worst, Math.Abs((Network(seed).Ratio(3) * 6) - 1));
        }

        Assert.InRange(worst, 0.0012, 2 * 0.001 * 50 / 60);
    }

    [Fact]
    public void Drift_over_25_K_stays_within_its_resistors_limits()
    {
        double worst = 0;
        for (ulong seed = 1; seed <= 500; seed++)
        {
            DividerNetwork network = Network(seed);
            _temperature_C = 25;
            double cold = network.Ratio(3);
            _temperature_C = 50;
            worst = Math.Max(worst, Math.Abs((network.Ratio(3) / cold) - 1));
        }

        Assert.InRange(worst, 0.000_6, 2 * 25e-6 * 25 * 50 / 60);
    }

    [Fact]
    public void Input_impedance_loads_the_divider()
    {
        // 50/10 kohm is a source of 8.33 kohm; with 6 Mohm behind it the pin falls by 8.33 / 6008.33.
        double ideal = Network(tolerance: 0).Ratio(3);
        double loaded = Network(tolerance: 0, load_ohm: 6e6).Ratio(3);
        Assert.Equal(1 - (8333.333 / 6_008_333.3), loaded / ideal, 8);
    }

    [Fact]
    public void Same_seed_same_network()
    {
        Assert.Equal(Network(5).Ratio(2), Network(5).Ratio(2));
        Assert.NotEqual(Network(5).Ratio(2), Network(6).Ratio(2));
    }

    [Fact]
    public void Broken_wire_broken_resistor_and_swapped_wires()
    {
        DividerNetwork network = Network(tolerance: 0);
        network.SetFault(1, TapFault.OpenWire);
        Assert.Equal(0, network.Pin_V(1));
        network.SetFault(1, TapFault.OpenBottom);
        Assert.Equal(8, network.Pin_V(1), 9);
        network.SetFault(1, TapFault.None);
        network.Swap(0, 1);
        Assert.Equal(8 / 2.0, network.Pin_V(0), 9);
        Assert.Equal(4 / 3.0, network.Pin_V(1), 9);
        network.Clear();
        Assert.Equal(4 / 2.0, network.Pin_V(0), 9);
    }
}
