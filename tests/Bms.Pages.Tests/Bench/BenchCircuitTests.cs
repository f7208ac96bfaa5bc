using Bms.Pages.Bench;
using Bms.Pages.Budgets;
using Bms.Simulator.Bench;
using Xunit;

namespace Bms.Pages.Tests.Bench;

public class BenchCircuitTests
{
    // Kirchhoff at the gate: what comes through the LED and the gate-source resistor goes through the gate resistor.
    [Theory]
    [InlineData(10.0)]
    [InlineData(14.4)]
    [InlineData(16.6)]
    public void Currents_at_a_closed_gate_add_up(double source_V)
    {
        double gate_V = BenchCircuit.Gate_V(source_V);
        double in_A = (gate_V / BenchCircuit.GateSource_ohm) + BenchCircuit.LedCurrent_A(source_V);
        Assert.Equal(BenchCircuit.Driver_A(source_V), in_A, 1e-9);
    }

    [Fact]
    public void A_FET_is_well_closed_at_an_empty_pack_and_its_gate_survives_a_full_one()
    {
        Assert.InRange(BenchCircuit.Gate_V(4 * 2.5), 4.5, 20);
        Assert.InRange(BenchCircuit.Gate_V(4 * 4.7), 4.5, 12.0);
        Assert.InRange(BenchCircuit.LedCurrent_A(4 * 2.5), 0.5e-3, 20e-3);
    }

    // PC817: 50 % of the LED's current at least pulls the pin above 2.5 V (3/4 of 3.3 V, ESP32) at an empty pack.
    [Fact]
    public void The_state_pin_is_high_at_an_empty_pack() =>
        Assert.True(0.5 * BenchCircuit.LedCurrent_A(4 * 2.5) * BenchCircuit.StatePullDown_ohm > 2.5);

    // Of 3.3 V at a pin, a base keeps 0.7 V; the driver needs a tenth of its collector current at most.
    [Fact]
    public void A_pin_closes_the_driver_with_room_to_spare()
    {
        double base_A = ((3.3 - 0.7 - 0.3) / BenchCircuit.BaseSeries_ohm) - (1.0 / BenchCircuit.BasePullDown_ohm);
        Assert.True(base_A > BenchCircuit.Driver_A(16.8) / 10);
    }

    [Fact]
    public void The_watchdog_outlives_ten_beats_and_falls_within_the_spread_that_the_simulator_allows() =>
        Assert.InRange(BenchCircuit.Watchdog_s, 1.2, 2.5);

    [Fact]
    public void A_value_is_made_of_what_can_be_ordered()
    {
        Assert.Equal([10_000.0], BenchCircuit.Orderable(10_000));
        Assert.Equal([43_200.0], BenchCircuit.Orderable(43_200));
        Assert.Equal([20_000.0, 15_000.0], BenchCircuit.Orderable(35_000));
        Assert.Equal([30_000.0, 20_000.0], BenchCircuit.Orderable(50_000));
        Assert.Throws<ArgumentException>(() => BenchCircuit.Orderable(33_333));
    }

    [Fact]
    public void Filters_of_all_taps_are_equally_slow_to_a_fifth()
    {
        double[] time_s = [.. Bench4sHardware.NominalDividers.Select(CellBudget.Source_ohm).Select(ohm =>
            ohm * BenchCircuit.Filter_F(ohm))];
        Assert.True(time_s.Max() / time_s.Min() < 1.2);
    }

    [Fact]
    public void The_bus_is_within_what_a_chip_must_sink() => Assert.True(3.3 / BenchCircuit.Bus_ohm < 3e-3);
}
