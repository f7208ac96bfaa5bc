namespace Bms.Simulator.Tests.Chips;

/// <summary>SLUUBY2B, section 5.2.3; status bits of table 12-21, control bits of table 12-29.</summary>
public class Bq76952FetsTests
{
    private readonly Bq76952Rig _rig = new();

    [Fact]
    public void After_a_reset_the_switches_are_in_test_mode_and_open()
    {
        _rig.Command(0x0096);
        Assert.Equal(0, _rig.Read(0x7F, 1)[0]);
        _rig.Command(0x0022); // FET_ENABLE toggles
        Assert.Equal(0x05, _rig.Read(0x7F, 1)[0]);
        Assert.Equal(0x50, _rig.Ask(0x0057)[0]);
    }

    [Theory]
    [InlineData(0x01, 0x01)] // DSG_OFF leaves CHG
    [InlineData(0x04, 0x04)] // CHG_OFF leaves DSG
    [InlineData(0x0F, 0x00)]
    [InlineData(0x00, 0x05)]
    public void The_host_holds_a_switch_open_by_its_bit(int control, int status)
    {
        Enable();
        _rig.Put(0x0097, (byte)control);
        Assert.Equal(status, _rig.Read(0x7F, 1)[0]);
    }

    [Theory]
    [InlineData(0x0093, 0x01)]
    [InlineData(0x0094, 0x04)]
    [InlineData(0x0095, 0x00)]
    public void Subcommands_hold_open_until_all_is_allowed_again(int code, int status)
    {
        Enable();
        _rig.Command(code);
        Assert.Equal(status, _rig.Read(0x7F, 1)[0]);
        _rig.Command(0x0096);
        Assert.Equal(0x05, _rig.Read(0x7F, 1)[0]);
    }

    [Fact]
    public void Switches_may_wait_for_the_host_after_a_start()
    {
        _rig.Configure((0x9308, 1, 0x2F), (0x9343, 2, 0x0050));
        _rig.Wait_ms(1000);
        Assert.Equal(0, _rig.Read(0x7F, 1)[0]);
        _rig.Put(0x0097, 0x00);
        Assert.Equal(0x05, _rig.Read(0x7F, 1)[0]);
    }

    [Fact]
    public void An_open_switch_whose_diode_carries_current_is_closed_until_it_does_not()
    {
        Enable();
        _rig.Put(0x0097, 0x04);
        _rig.Change(() => _rig.Current_A = -0.06); // threshold 50 mA
        _rig.Wait_ms(300);
        Assert.Equal(0x05, _rig.Read(0x7F, 1)[0]);
        _rig.Change(() => _rig.Current_A = -0.04);
        _rig.Wait_ms(300);
        Assert.Equal(0x04, _rig.Read(0x7F, 1)[0]);
    }

    [Fact]
    public void With_both_open_no_current_closes_one()
    {
        Enable();
        _rig.Put(0x0097, 0x0F);
        _rig.Change(() => _rig.Current_A = -5);
        _rig.Wait_ms(1000);
        Assert.Equal(0, _rig.Read(0x7F, 1)[0]);
    }

    [Fact]
    public void Precharge_comes_first_and_ends_when_the_load_is_near_the_stack()
    {
        _rig.Configure((0x9308, 1, 0x1D), (0x930E, 1, 0), (0x930F, 1, 100), (0x9343, 2, 0x0050));
        Assert.True(_rig.Chip.Pdsg && !_rig.Chip.Dsg);
        _rig.Wait_ms(5_000);
        Assert.True(_rig.Chip.Pdsg && !_rig.Chip.Dsg);
        _rig.Change(() => _rig.Load_V = 56.7); // 57.6 less 1.0
        Assert.InRange(_rig.Until_us(() => _rig.Chip.Dsg && !_rig.Chip.Pdsg, 1_000_000), 0, 250_000);
    }

    [Fact]
    public void Precharge_ends_by_time_as_well_if_it_has_one()
    {
        _rig.Configure((0x9308, 1, 0x1D), (0x930E, 1, 100), (0x9343, 2, 0x0050));
        _rig.Wait_ms(900);
        Assert.False(_rig.Chip.Dsg);
        _rig.Wait_ms(400);
        Assert.True(_rig.Chip.Dsg);
    }

    [Fact]
    public void Pins_open_the_switches_at_once_when_they_are_configured_to()
    {
        Enable();
        _rig.Chip.DrivePins(chargeOff: true, dischargeOff: true);
        Assert.True(_rig.Chip.Chg && _rig.Chip.Dsg);
        _rig.Configure((0x92FA, 1, 0x02), (0x92FB, 1, 0x02), (0x9343, 2, 0x0050));
        Assert.False(_rig.Chip.Chg || _rig.Chip.Dsg);
        _rig.Chip.DrivePins(chargeOff: false, dischargeOff: true);
        Assert.True(_rig.Chip.Chg && !_rig.Chip.Dsg);
    }

    [Fact]
    public void Config_update_opens_everything()
    {
        Enable();
        _rig.Command(0x0090);
        Assert.Equal(0, _rig.Read(0x7F, 1)[0]);
    }

    private void Enable()
    {
        _rig.Configure((0x9343, 2, 0x0050));
        Assert.Equal(0x05, _rig.Read(0x7F, 1)[0]);
    }
}
