using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>Register numbers are raw on purpose: they are the datasheet's (SLUSDV2B), not a driver's.</summary>
public class Bq25798ChipTests
{
    private readonly Bq25798Rig _rig = new();

    private RawBus Bus => _rig.Bus;

    [Theory]
    [InlineData(0x00, 0x26)] // VSYSMIN 12 V
    [InlineData(0x05, 0x24)]
    [InlineData(0x08, 0xC3)]
    [InlineData(0x09, 0x05)]
    [InlineData(0x0A, 0xE3)] // four cells
    [InlineData(0x0D, 0x4B)]
    [InlineData(0x0E, 0x3D)]
    [InlineData(0x0F, 0xA2)] // EN_CHG = 1
    [InlineData(0x10, 0x85)] // WATCHDOG 40 s
    [InlineData(0x11, 0x40)]
    [InlineData(0x12, 0x00)]
    [InlineData(0x14, 0x16)]
    [InlineData(0x15, 0xAA)]
    [InlineData(0x16, 0xC0)]
    [InlineData(0x17, 0x7A)]
    [InlineData(0x18, 0x54)]
    [InlineData(0x2E, 0x30)]
    [InlineData(0x48, 0x19)]
    public void Bytes_after_power_up_are_those_of_the_datasheet(int register, int expected)
    {
        Assert.Equal(expected, Bus.Read(register, 1)[0]);
    }

    [Theory]
    [InlineData(0x01, 0x0690)] // 16.8 V
    [InlineData(0x03, 0x0064)] // 1 A
    [InlineData(0x06, 0x012C)]
    [InlineData(0x0B, 0x00DC)]
    public void Words_after_power_up_are_those_of_the_datasheet(int register, int expected)
    {
        Assert.Equal(expected, Bus.ReadWord(register));
    }

    [Fact]
    public void Charges_by_itself_when_nobody_told_it_not_to()
    {
        _rig.PlugInAndEnable();
        Assert.True(_rig.Output.Enabled);
        Assert.Equal(16.8, _rig.Output.Voltage_V, 6);
        Assert.Equal(1.0, _rig.Output.Current_A, 6);
        Assert.Equal(0x20, Bus.Read(0x1B, 1)[0] & 0x20);
    }

    [Fact]
    public void CE_high_forbids_charging_at_once()
    {
        _rig.PlugInAndEnable();
        _rig.Chip.ChipEnableHigh = true;
        Assert.False(_rig.Output.Enabled);
        Assert.Equal(0, Bus.Read(0x1C, 1)[0] >> 5);
    }

    [Fact]
    public void EN_CHG_cleared_stops_charging_at_once()
    {
        _rig.PlugInAndEnable();
        Bus.Write(0x0F, 0x82);
        Assert.False(_rig.Output.Enabled);
    }

    [Fact]
    public void Settings_reach_the_output()
    {
        _rig.PlugInAndEnable();
        Bus.WriteWord(0x01, 1640);
        Bus.WriteWord(0x03, 250);
        Assert.Equal(16.4, _rig.Output.Voltage_V, 6);
        Assert.Equal(2.5, _rig.Output.Current_A, 6);
    }

    [Fact]
    public void Without_its_host_it_goes_back_to_its_defaults_after_40_s_and_charges()
    {
        _rig.PlugInAndEnable();
        Bus.WriteWord(0x03, 250);
        Bus.Write(0x0F, 0x82);
        _rig.Run_s(39.5);
        Assert.False(_rig.Output.Enabled);
        Assert.True(_rig.Chip.HostMode);
        _rig.Run_s(2);
        Assert.True(_rig.Output.Enabled);
        Assert.Equal(1.0, _rig.Output.Current_A, 6);
        Assert.Equal(0x20, Bus.Read(0x1B, 1)[0] & 0x20);
        Assert.Equal(0x20, Bus.Read(0x22, 1)[0] & 0x20);
        Assert.Equal(0x00, Bus.Read(0x22, 1)[0] & 0x20);
    }

    [Fact]
    public void Only_WD_RST_feeds_the_watchdog_in_host_mode()
    {
        _rig.PlugInAndEnable();
        Bus.Write(0x0F, 0x82);
        _rig.Run_s(30);
        Bus.WriteWord(0x03, 250);
        _rig.Run_s(11);
        Assert.False(_rig.Chip.HostMode);
        Bus.Write(0x10, 0x8D);
        Assert.Equal(0x85, Bus.Read(0x10, 1)[0]);
        _rig.Run_s(30);
        Bus.Write(0x10, 0x8D);
        _rig.Run_s(30);
        Assert.True(_rig.Chip.HostMode);
    }

    [Fact]
    public void STOP_WD_CHG_lets_the_expired_watchdog_stop_charging()
    {
        _rig.PlugInAndEnable();
        Bus.Write(0x09, 0x25);
        _rig.Run_s(41);
        Assert.False(_rig.Output.Enabled);
        Assert.Equal(0x00, Bus.Read(0x0F, 1)[0] & 0x20);
    }

    [Fact]
    public void A_watchdog_of_zero_never_expires()
    {
        _rig.PlugInAndEnable();
        Bus.Write(0x10, 0x80);
        _rig.Run_s(400);
        Assert.True(_rig.Chip.HostMode);
    }

    [Fact]
    public void A_watchdog_of_half_a_second_does()
    {
        _rig.PlugInAndEnable();
        Bus.Write(0x10, 0x81);
        _rig.Run_s(0.4);
        Assert.True(_rig.Chip.HostMode);
        _rig.Run_s(0.2);
        Assert.False(_rig.Chip.HostMode);
    }

    [Fact]
    public void An_undefined_register_is_not_acknowledged()
    {
        Assert.Equal(I2cEnd.Partial, Bus.Write(0x49).End);
        Assert.Equal(1, _rig.Chip.ReservedAccesses);
    }

    [Fact]
    public void A_read_runs_on_across_registers()
    {
        byte[] bytes = Bus.Read(0x00, 5);
        Assert.Equal([0x26, 0x06, 0x90, 0x00, 0x64], bytes);
    }

    [Fact]
    public void Supply_shows_in_status_and_flag()
    {
        Assert.Equal(0, Bus.Read(0x1B, 1)[0] & 0x0B);
        _rig.Output.SupplyPresent = true;
        Assert.Equal(0x0B, Bus.Read(0x1B, 1)[0] & 0x0B);
        Assert.Equal(0x09, Bus.Read(0x22, 1)[0] & 0x09);
    }

    [Fact]
    public void ADC_once_measures_battery_voltage_current_and_supply()
    {
        _rig.PlugInAndEnable();
        (_rig.Battery_V, _rig.Current_A) = (15.123, 0.987);
        Bus.Write(0x2E, 0xC0);
        _rig.Run_s(0.3);
        Assert.Equal(0x40, Bus.Read(0x2E, 1)[0]);
        Assert.Equal(15_123, Bus.ReadWord(0x3B), 1.0);
        Assert.Equal(987, Bus.ReadWord(0x33), 1.0);
        Assert.Equal(20_000, Bus.ReadWord(0x35));
    }

    [Fact]
    public void A_brown_out_forgets_what_the_host_wrote()
    {
        _rig.PlugInAndEnable();
        Bus.Write(0x0F, 0x82);
        Bus.WriteWord(0x01, 1500);
        _rig.Chip.PowerOnReset();
        _rig.Run_s(2);
        Assert.Equal(0x0690, Bus.ReadWord(0x01));
        Assert.True(_rig.Output.Enabled);
    }

    [Fact]
    public void Others_are_told_before_the_output_changes()
    {
        bool enabledWhenTold = true;
        _rig.Chip.Changing = () => enabledWhenTold = _rig.Output.Enabled;
        _rig.PlugInAndEnable();
        Assert.False(enabledWhenTold);
        Assert.True(_rig.Output.Enabled);
    }
}
