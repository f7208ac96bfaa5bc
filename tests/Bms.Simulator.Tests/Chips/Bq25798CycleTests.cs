using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

/// <summary>The cycle of section 9.3.9, seen through the chip.</summary>
public class Bq25798CycleTests
{
    private readonly Bq25798Rig _rig = new();

    [Theory]
    [InlineData(1.5, ChargePhase.Trickle, 0.10)]
    [InlineData(2.3, ChargePhase.Precharge, 0.12)]
    [InlineData(11.9, ChargePhase.Precharge, 0.12)]
    [InlineData(12.1, ChargePhase.Fast, 1.0)] // VBAT_LOWV: 71.4 % of 16.8 V = 11.995 V
    [InlineData(16.5, ChargePhase.Fast, 1.0)]
    public void Battery_voltage_sets_phase_and_current(double battery_V, ChargePhase phase, double current_A)
    {
        _rig.Battery_V = battery_V;
        _rig.PlugInAndEnable();
        Assert.Equal(phase, _rig.Chip.Phase);
        Assert.Equal(current_A, _rig.Output.Current_A, 6);
        Assert.Equal((int)phase, _rig.Bus.Read(0x1C, 1)[0] >> 5);
    }

    [Fact]
    public void Ends_below_200_mA_at_constant_voltage_and_begins_again_200_mV_lower()
    {
        _rig.PlugInAndEnable();
        (_rig.Battery_V, _rig.Current_A) = (16.8, 0.21);
        _rig.Run_s(1);
        Assert.Equal(ChargePhase.Taper, _rig.Chip.Phase);
        _rig.Current_A = 0.19;
        _rig.Run_s(1);
        Assert.Equal(ChargePhase.Done, _rig.Chip.Phase);
        Assert.False(_rig.Output.Enabled);
        (_rig.Battery_V, _rig.Current_A) = (16.61, 0);
        _rig.Run_s(5);
        Assert.Equal(ChargePhase.Done, _rig.Chip.Phase);
        _rig.Battery_V = 16.59;
        _rig.Run_s(0.9); // TRECHG: 1,024 ms
        Assert.Equal(ChargePhase.Done, _rig.Chip.Phase);
        _rig.Run_s(0.4);
        Assert.True(_rig.Output.Enabled);
    }

    [Fact]
    public void Low_current_does_not_end_a_charge_at_constant_current()
    {
        _rig.PlugInAndEnable();
        _rig.Current_A = 0.01;
        _rig.Run_s(10);
        Assert.Equal(ChargePhase.Fast, _rig.Chip.Phase);
    }

    [Fact]
    public void Termination_can_be_switched_off()
    {
        _rig.PlugInAndEnable();
        _rig.Bus.Write(0x10, 0x80);
        _rig.Bus.Write(0x0F, 0xA0);
        (_rig.Battery_V, _rig.Current_A) = (16.8, 0.01);
        _rig.Run_s(60);
        Assert.Equal(ChargePhase.Taper, _rig.Chip.Phase);
    }

    [Theory]
    [InlineData(-0.5, 0.0, 16.8, 8)]
    [InlineData(5.0, 0.2, 16.8, 4)]
    [InlineData(25.0, 1.0, 16.8, 0)]
    [InlineData(50.0, 1.0, 16.4, 2)]
    [InlineData(60.5, 0.0, 16.8, 1)]
    public void Thermistor_limits_current_and_voltage(double thermistor_C, double current_A, double voltage_V, int status)
    {
        _rig.Thermistor_C = thermistor_C;
        _rig.PlugInAndEnable();
        Assert.Equal(current_A > 0, _rig.Output.Enabled);
        Assert.Equal(status, _rig.Bus.Read(0x1F, 1)[0] & 15);
        if (current_A > 0)
        {
            Assert.Equal(current_A, _rig.Output.Current_A, 6);
            Assert.Equal(voltage_V, _rig.Output.Voltage_V, 6);
        }
    }

    [Fact]
    public void Thermistor_can_be_ignored()
    {
        _rig.Thermistor_C = 80;
        _rig.Bus.Write(0x18, 0x55);
        _rig.PlugInAndEnable();
        Assert.True(_rig.Output.Enabled);
        Assert.Equal(0, _rig.Bus.Read(0x1F, 1)[0] & 15);
    }

    [Fact]
    public void Battery_over_voltage_at_104_percent_stops_the_converter()
    {
        _rig.PlugInAndEnable();
        _rig.Battery_V = 17.46;
        _rig.Run_s(0.1);
        Assert.True(_rig.Output.Enabled);
        _rig.Battery_V = 17.48;
        _rig.Run_s(0.1);
        Assert.False(_rig.Output.Enabled);
        Assert.Equal(0x20, _rig.Bus.Read(0x20, 1)[0] & 0x20);
        Assert.Equal(0x20, _rig.Bus.Read(0x26, 1)[0] & 0x20);
    }

    [Fact]
    public void Trickle_gives_up_after_an_hour_until_charging_is_toggled()
    {
        _rig.Battery_V = 1.5;
        _rig.PlugInAndEnable();
        _rig.Run_s(3590);
        Assert.True(_rig.Output.Enabled);
        _rig.Run_s(20);
        Assert.False(_rig.Output.Enabled);
        Assert.Equal(0x04, _rig.Bus.Read(0x1E, 1)[0] & 0x0E);
        _rig.Chip.ChipEnableHigh = true;
        _rig.Chip.ChipEnableHigh = false;
        _rig.Run_s(2);
        Assert.True(_rig.Output.Enabled);
    }

    [Fact]
    public void Fast_charge_gives_up_after_the_hours_of_CHG_TMR()
    {
        _rig.Bus.Write(0x0E, 0x39); // 5 h
        _rig.Bus.Write(0x10, 0x80);
        _rig.PlugInAndEnable();
        _rig.Run_s((5 * 3600) - 10);
        Assert.True(_rig.Output.Enabled);
        _rig.Run_s(20);
        Assert.False(_rig.Output.Enabled);
        Assert.Equal(0x08, _rig.Bus.Read(0x1E, 1)[0] & 0x0E);
    }

    [Fact]
    public void A_full_battery_is_not_charged()
    {
        _rig.Battery_V = 16.7;
        _rig.PlugInAndEnable();
        _rig.Run_s(10);
        Assert.False(_rig.Output.Enabled);
    }
}
