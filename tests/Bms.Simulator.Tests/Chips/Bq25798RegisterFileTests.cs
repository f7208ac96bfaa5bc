namespace Bms.Simulator.Tests.Chips;

/// <summary>Rules for writing of sections 9.3.2 and 9.5, seen through the chip.</summary>
public class Bq25798RegisterFileTests
{
    private readonly RawBus _bus = new Bq25798Rig().Bus;

    [Theory]
    [InlineData(0x23, 420, 4)]
    [InlineData(0x63, 840, 18)]
    [InlineData(0xA3, 1260, 26)]
    public void Writing_CELL_resets_what_table_9_2_says(int recharge, int regulation, int minimum)
    {
        _bus.WriteWord(0x03, 300);
        _bus.Write(0x0A, (byte)recharge);
        Assert.Equal(regulation, _bus.ReadWord(0x01));
        Assert.Equal(100, _bus.ReadWord(0x03));
        Assert.Equal(minimum, _bus.Read(0x00, 1)[0]);
    }

    [Fact]
    public void Writing_the_same_CELL_resets_nothing()
    {
        _bus.WriteWord(0x03, 300);
        _bus.Write(0x0A, 0xE0);
        Assert.Equal(300, _bus.ReadWord(0x03));
    }

    [Theory]
    [InlineData(1399, 1680)]
    [InlineData(1400, 1400)]
    [InlineData(1880, 1880)]
    [InlineData(1881, 1680)]
    public void A_voltage_outside_the_range_of_CELL_is_ignored(int written, int kept)
    {
        _bus.WriteWord(0x01, written);
        Assert.Equal(kept, _bus.ReadWord(0x01));
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(5, 5)]
    [InlineData(500, 500)]
    [InlineData(501, 500)]
    public void The_current_stays_within_50_mA_and_5_A(int written, int kept)
    {
        _bus.WriteWord(0x03, written);
        Assert.Equal(kept, _bus.ReadWord(0x03));
    }

    [Fact]
    public void REG_RST_restores_defaults_but_keeps_CELL_and_the_input_voltage_limit()
    {
        _bus.Write(0x05, 0x50);
        _bus.Write(0x0A, 0xA3);
        _bus.WriteWord(0x01, 1100);
        _bus.Write(0x0F, 0x82);
        _bus.Write(0x09, 0x45);
        Assert.Equal(1260, _bus.ReadWord(0x01));
        Assert.Equal(0xA2, _bus.Read(0x0F, 1)[0]);
        Assert.Equal(0xA3, _bus.Read(0x0A, 1)[0]);
        Assert.Equal(0x50, _bus.Read(0x05, 1)[0]);
        Assert.Equal(0x05, _bus.Read(0x09, 1)[0]);
    }

    [Theory]
    [InlineData(0x48)]
    [InlineData(0x1B)]
    [InlineData(0x3B)]
    public void Read_only_registers_ignore_writes(int register)
    {
        byte before = _bus.Read(register, 1)[0];
        _bus.Write((byte)register, (byte)~before);
        Assert.Equal(before & 0xDF, _bus.Read(register, 1)[0] & 0xDF); // the write itself ends default mode: WD_STAT
    }

    [Fact]
    public void A_write_runs_on_across_registers()
    {
        _bus.Write(0x01, 0x06, 0x40, 0x00, 0x96);
        Assert.Equal(1600, _bus.ReadWord(0x01));
        Assert.Equal(150, _bus.ReadWord(0x03));
    }
}
