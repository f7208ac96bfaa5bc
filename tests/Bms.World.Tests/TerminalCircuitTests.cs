using Xunit;

namespace Bms.World.Tests;

public class TerminalCircuitTests
{
    private const double Inner_ohm = 4 * 0.030 + 0.010 + 0.004;
    private static readonly PackSpec s_spec = new() { Cell = TestPacks.FlatCell(), BusbarResistance_ohm = 0 };

    [Theory]
    [InlineData(0.0)]
    [InlineData(5.0)]
    [InlineData(120.0)]
    [InlineData(-80.0)]
    public void A_constant_power_draws_that_power(double power_W)
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.Load.SetPower_W(power_W);
        Assert.Equal(-power_W, pack.Current_A * pack.TerminalVoltage_V, 9);
        pack.AdvanceBy_s(0.25);
        Assert.Equal(-power_W, pack.Current_A * pack.TerminalVoltage_V, 9);
    }

    [Fact]
    public void A_power_beyond_the_reach_of_the_pack_takes_its_maximum()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.Load.SetPower_W(10_000.0);
        Assert.Equal(-14.8 / (2.0 * Inner_ohm), pack.Current_A, 9);
        Assert.Equal(7.4, pack.TerminalVoltage_V, 9);
    }

    [Fact]
    public void A_resistor_obeys_ohms_law()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.Load.SetResistance_ohm(3.0);
        Assert.Equal(-14.8 / (3.0 + Inner_ohm), pack.Current_A, 12);
        Assert.Equal(-pack.Current_A * 3.0, pack.TerminalVoltage_V, 12);
        Assert.Equal(14.8 + pack.Current_A * 0.120, pack.StackVoltage_V, 12);
    }

    [Fact]
    public void A_current_load_cannot_pull_the_terminals_below_zero()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.Load.SetCurrent_A(5000.0);
        Assert.Equal(-14.8 / Inner_ohm, pack.Current_A, 9);
        Assert.Equal(0.0, pack.TerminalVoltage_V, 9);
    }

    // Charge switch, discharge switch, current wanted (positive = charge), current that flows.
    [Theory]
    [InlineData(true, true, -2.0, -2.0)]
    [InlineData(true, true, 2.0, 2.0)]
    [InlineData(false, true, -2.0, -2.0)]
    [InlineData(false, true, 2.0, 0.0)]
    [InlineData(true, false, -2.0, 0.0)]
    [InlineData(true, false, 2.0, 2.0)]
    [InlineData(false, false, -2.0, 0.0)]
    [InlineData(false, false, 2.0, 0.0)]
    public void An_open_switch_blocks_its_direction_only(bool charge, bool discharge, double wanted_A, double flows_A)
    {
        // Once as feedback from the load, once from the charger: the switches do not know the difference.
        Pack pack = TestPacks.Closed(s_spec);
        (pack.ChargeSwitch, pack.DischargeSwitch) = (charge, discharge);
        pack.Load.SetCurrent_A(-wanted_A);
        Assert.Equal(flows_A, pack.Current_A, 12);
        if (wanted_A < 0.0) return;
        pack.Load.SetCurrent_A(0.0);
        pack.Charge(16.8, wanted_A);
        Assert.Equal(flows_A, pack.Current_A, 12);
    }

    [Fact]
    public void Current_through_a_body_diode_costs_its_forward_voltage()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.Load.SetCurrent_A(2.0);
        double closed_V = pack.TerminalVoltage_V;
        pack.ChargeSwitch = false;
        Assert.Equal(closed_V - 0.7, pack.TerminalVoltage_V, 12);
        (pack.ChargeSwitch, pack.DischargeSwitch) = (true, false);
        pack.Load.SetCurrent_A(-2.0);
        Assert.Equal(14.8 + 2.0 * Inner_ohm + 0.7, pack.TerminalVoltage_V, 12);
    }

    [Fact]
    public void A_charger_within_one_forward_voltage_does_not_charge_through_the_diode()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.DischargeSwitch = false;
        pack.Charge(14.8 + 0.6, 2.0);
        Assert.Equal(0.0, pack.Current_A);
        Assert.Equal(15.4, pack.TerminalVoltage_V, 12);
        pack.Charger.Voltage_V = 14.8 + 0.8;
        Assert.Equal(0.1 / Inner_ohm, pack.Current_A, 9);
    }

    [Fact]
    public void Both_switches_open_leave_the_terminals_without_voltage()
    {
        Pack pack = TestPacks.Closed(s_spec);
        (pack.ChargeSwitch, pack.DischargeSwitch) = (false, false);
        Assert.Equal(0.0, pack.TerminalVoltage_V);
        Assert.Equal(14.8, pack.StackVoltage_V, 12);
    }

    [Fact]
    public void Load_and_charger_share_the_node()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.Charge(16.8, 3.0);
        pack.Load.SetCurrent_A(1.0);
        Assert.Equal(2.0, pack.Current_A, 12);
        pack.Load.SetCurrent_A(4.0);
        Assert.Equal(-1.0, pack.Current_A, 12);
        pack.Load.SetResistance_ohm(5.0);
        Assert.Equal(3.0 - pack.TerminalVoltage_V / 5.0, pack.Current_A, 12);
        pack.Load.SetPower_W(20.0);
        Assert.Equal(3.0 - 20.0 / pack.TerminalVoltage_V, pack.Current_A, 9);
        Assert.Equal(3.0, pack.Charger.Output_A, 12);
    }

    [Fact]
    public void A_charger_below_the_stack_never_draws_from_it()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.Charge(12.0, 2.0);
        Assert.Equal(0.0, pack.Current_A);
        Assert.Equal(0.0, pack.Charger.Output_A);
    }

    [Fact]
    public void The_charger_needs_supply_and_enable()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.Charge(16.8, 2.0);
        Assert.Equal(2.0, pack.Current_A, 12);
        pack.Charger.SupplyPresent = false;
        Assert.Equal(0.0, pack.Current_A);
        (pack.Charger.SupplyPresent, pack.Charger.Enabled) = (true, false);
        Assert.Equal(0.0, pack.Current_A);
    }
}
