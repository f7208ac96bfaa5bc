using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>The bus side and the modes; SLUUBY2B, chapters 7, 9 and 12.</summary>
public class Bq76952ChipTests
{
    private readonly Bq76952Rig _rig = new();

    [Fact]
    public void A_byte_with_a_wrong_crc_is_refused_and_so_is_the_rest()
    {
        I2cOutcome outcome = _rig.Bus.Write(0x08, [0x62, 0xFF, 0x00, 0xFF, 0x00]);
        Assert.Equal(I2cEnd.Partial, outcome.End);
        Assert.Equal(2, outcome.Bytes);
        Assert.Equal(1, _rig.Chip.RefusedWrites);
    }

    /// <summary>SLUAA11B: 0x22 written to 0x3E at address 0x10 has the CRC 0x63, the zero behind it 0x00.</summary>
    [Fact]
    public void The_maker_s_example_of_a_write_is_taken()
    {
        Assert.Equal(I2cEnd.Complete, _rig.Bus.Write(0x08, [0x3E, 0x22, 0x63, 0x00, 0x00]).End);
    }

    /// <summary>SLUAA11B: cell 1 at 0x0B68 mV reads as 68 33 0B 31.</summary>
    [Fact]
    public void The_maker_s_example_of_a_read_has_its_crc()
    {
        _rig.Change(() => _rig.Cell_V[0] = 0x0B68 * 1e-3);
        _rig.Wait_ms(200);
        var wire = new byte[4];
        _rig.Bus.Write(0x08, [0x14], stop: false);
        _rig.Bus.Read(0x08, wire);
        Assert.Equal([0x68, 0x33, 0x0B, 0x31], wire);
    }

    [Fact]
    public void A_reset_is_told_until_config_update_is_left()
    {
        Assert.Equal(0x0008, _rig.ReadWord(0x12) & 0x0009);
        _rig.Command(0x0090);
        Assert.Equal(0x0009, _rig.ReadWord(0x12) & 0x0009);
        _rig.Command(0x0092);
        Assert.Equal(0x0000, _rig.ReadWord(0x12) & 0x0009);
        _rig.Command(0x0012);
        Assert.Equal(0x0008, _rig.ReadWord(0x12) & 0x0009);
    }

    [Fact]
    public void In_config_update_nothing_is_measured_and_nothing_protected()
    {
        _rig.Configure((0x9343, 2, 0x0050));
        _rig.Wait_ms(200);
        _rig.Command(0x0090);
        _rig.Change(() => _rig.Cell_V[0] = 4.5);
        _rig.Wait_ms(5_000);
        Assert.Equal(3600, _rig.ReadWord(0x14));
        Assert.Equal(0, _rig.Read(0x03, 1)[0]);
        _rig.Command(0x0092);
        _rig.Wait_ms(400);
        Assert.Equal(0x08, _rig.Read(0x03, 1)[0]);
    }

    [Fact]
    public void Entering_config_update_takes_two_milliseconds()
    {
        _rig.Write(0x3E, 0x90, 0x00);
        _rig.Wait_us(1_700);
        Assert.Equal(0, _rig.ReadWord(0x12) & 1);
        _rig.Wait_us(300);
        Assert.Equal(1, _rig.ReadWord(0x12) & 1);
    }

    [Fact]
    public void It_sleeps_when_little_flows_and_wakes_when_more_does()
    {
        _rig.Change(() => _rig.Current_A = -0.01);
        _rig.Wait_ms(11_000);
        Assert.Equal(0x8004, _rig.ReadWord(0x12) & 0x8004);
        _rig.Change(() => _rig.Current_A = -0.6); // 500 mA wake it
        _rig.Wait_ms(100);
        Assert.Equal(0x0004, _rig.ReadWord(0x12) & 0x8004);
    }

    [Fact]
    public void It_does_not_sleep_when_that_is_forbidden()
    {
        _rig.Command(0x009A);
        _rig.Wait_ms(60_000);
        Assert.Equal(0, _rig.ReadWord(0x12) & 0x8004);
    }

    [Theory]
    [InlineData(0x05, 1.234, 1234)] // 1 mA a step
    [InlineData(0x06, -50, -5000)] // 10 mA
    [InlineData(0x05, 40, 32767)]
    public void Current_is_read_in_user_amps_charge_positive(int configuration, double current_A, int shown)
    {
        _rig.Configure((0x9303, 1, configuration));
        _rig.Change(() => _rig.Current_A = current_A);
        Assert.Equal(shown, (short)_rig.ReadWord(0x3A));
    }

    [Fact]
    public void A_charge_that_has_passed_is_counted_in_milliampere_hours()
    {
        _rig.Command(0x0082);
        _rig.Change(() => _rig.Current_A = 36);
        _rig.Wait_ms(1_000);
        Assert.Equal(10, BitConverter.ToInt32(_rig.Ask(0x0076), 0)); // 36 As = 10 mAh
    }

    [Fact]
    public void Others_hear_of_a_switch_before_and_after_it_moves()
    {
        _rig.Configure((0x9343, 2, 0x0050));
        var heard = new List<bool>();
        _rig.Chip.Changing = () => heard.Add(_rig.Chip.Chg);
        _rig.Chip.Changed = () => heard.Add(_rig.Chip.Chg);
        _rig.Command(0x0094);
        Assert.Equal([true, false], heard);
    }
}
