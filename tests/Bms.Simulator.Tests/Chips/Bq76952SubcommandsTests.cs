namespace Bms.Simulator.Tests.Chips;

/// <summary>SLUUBY2B, sections 9.2 and 13.1.</summary>
public class Bq76952SubcommandsTests
{
    private readonly Bq76952Rig _rig = new();

    [Fact]
    public void The_code_is_echoed_when_the_answer_is_there_and_not_before()
    {
        _rig.Write(0x3E, 0x57, 0x00);
        Assert.Equal(0xFFFF, _rig.ReadWord(0x3E));
        _rig.Wait_us(605);
        Assert.Equal(0x0057, _rig.ReadWord(0x3E));
    }

    [Fact]
    public void The_device_number_has_two_bytes_and_so_the_length_6() // 12.4
    {
        Assert.Equal([0x95, 0x76], _rig.Ask(0x0001));
        Assert.Equal(6, _rig.Read(0x61, 1)[0]);
    }

    [Fact]
    public void Data_memory_is_read_in_blocks_of_32() => Assert.Equal(32, _rig.Ask(0x9275).Length);

    /// <summary>The manual's own example: 0x307A to 0x9180, checksum 0x44, length 6.</summary>
    [Fact]
    public void The_manual_s_example_of_a_write_is_taken_in_config_update()
    {
        _rig.Command(0x0090);
        _rig.Write(0x3E, 0x80, 0x91, 0x7A, 0x30);
        _rig.Write(0x60, 0x44, 0x06);
        _rig.Wait_ms(1);
        Assert.Equal([0x7A, 0x30], _rig.Ask(0x9180)[..2]);
    }

    [Fact]
    public void Outside_config_update_data_memory_does_not_change()
    {
        _rig.Put(0x9180, 0x7A, 0x30);
        Assert.Equal([0x00, 0x00], _rig.Ask(0x9180)[..2]);
        Assert.Equal(1, _rig.Chip.RefusedWrites);
    }

    [Theory]
    [InlineData(0x45, 0x06)]
    [InlineData(0x44, 0x05)]
    public void A_wrong_checksum_or_length_commits_nothing(int checksum, int length)
    {
        _rig.Command(0x0090);
        _rig.Write(0x3E, 0x80, 0x91, 0x7A, 0x30);
        _rig.Write(0x60, (byte)checksum, (byte)length);
        _rig.Wait_ms(1);
        Assert.Equal([0x00, 0x00], _rig.Ask(0x9180)[..2]);
    }
}
