using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class CrcPortTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new();
    private readonly CrcPort _port;

    public CrcPortTests()
    {
        _port = _bench.AttachCrc(0x08, _chip);
    }

    /// <summary>Worked examples of Texas Instruments SLUAA11B: a write to 0x3E, a read of cell 1, and a byte that stands alone.</summary>
    [Theory]
    [InlineData(new byte[] { 0x10, 0x3E, 0x22 }, 0x63)]
    [InlineData(new byte[] { 0x00 }, 0x00)]
    [InlineData(new byte[] { 0x10, 0x14, 0x11, 0x68 }, 0x33)]
    [InlineData(new byte[] { 0x0B }, 0x31)]
    [InlineData(new byte[] { 0x44, 0x55 }, 0xA3)]
    public void The_crc_is_that_of_the_maker_s_examples(byte[] bytes, int expected)
    {
        int crc = 0;
        foreach (byte value in bytes)
        {
            crc = CrcPort.NextCrc(crc, value);
        }

        Assert.Equal(expected, crc);
    }

    /// <summary>The check value of CRC-8 with polynomial 0x07, start 0, over the digits 1 to 9 is 0xF4.</summary>
    [Fact]
    public void The_crc_of_the_digits_1_to_9_is_F4()
    {
        int crc = 0;
        foreach (char digit in "123456789")
        {
            crc = CrcPort.NextCrc(crc, digit);
        }

        Assert.Equal(0xF4, crc);
    }

    [Fact]
    public void A_block_is_written_in_one_transfer()
    {
        var block = new CrcWrite(0x3E, 3);
        block.SetWord(0, 0x0097);
        block.Data[2] = 0x0F;
        Assert.True(_port.TryWrite(block));
        (int register, byte[] data) = Assert.Single(_chip.Written);
        Assert.Equal(0x3E, register);
        Assert.Equal([0x97, 0x00, 0x0F], data);
    }

    [Fact]
    public void Words_are_little_endian_with_and_without_a_sign()
    {
        _chip.SetWord(0x14, 0x0B68);
        _chip.SetWord(0x16, 0xFF38);
        var block = new CrcRead(0x14, 4);
        Assert.True(_port.TryRead(block));
        Assert.Equal(0x0B68, block.Word(0));
        Assert.Equal(0xFF38, block.Word(2));
        Assert.Equal(-200, block.SignedWord(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(7)]
    public void A_bit_that_turned_over_anywhere_costs_a_retry_and_is_counted(int at)
    {
        _chip.SetWord(0x14, 3600);
        var block = new CrcRead(0x14, 4);
        _chip.FlippedByte = at;
        _chip.FlippedReads = 1;
        Assert.True(_port.TryRead(block));
        Assert.Equal(3600, block.Word(0));
        Assert.Equal((1, 1), (_port.CrcErrors, _bench.Guard.CrcErrors));
        Assert.Equal(1, _bench.Guard.Retries);
    }

    [Fact]
    public void A_read_that_stays_wrong_fails_and_leaves_the_old_data()
    {
        _chip.SetWord(0x14, 3600);
        var block = new CrcRead(0x14, 2);
        Assert.True(_port.TryRead(block));
        _chip.SetWord(0x14, 4444);
        _chip.FlippedReads = int.MaxValue;
        Assert.False(_port.TryRead(block));
        Assert.Equal(3600, block.Word(0));
        Assert.Equal(1 + I2cGuard.RetriesPerTransfer, _port.CrcErrors);
    }

    [Fact]
    public void A_noisy_bus_never_spends_more_retries_in_a_cycle_than_the_guard_allows()
    {
        _chip.FlippedReads = int.MaxValue;
        var block = new CrcRead(0x14, 2);
        for (int i = 0; i < 100; i++)
        {
            Assert.False(_port.TryRead(block));
        }

        Assert.Equal(100 + I2cGuard.RetriesPerCycle, _chip.Reads);
    }

    [Fact]
    public void A_write_whose_crc_the_chip_refuses_is_written_again()
    {
        _chip.RefusedWrites = 1;
        var block = new CrcWrite(0x62, 2);
        Assert.True(_port.TryWrite(block));
        Assert.Equal(0x62, Assert.Single(_chip.Written).Register);
        _chip.RefusedWrites = 3;
        Assert.False(_port.TryWrite(block));
    }

    /// <summary>The other family of the maker leaves the write of the register out of a read's CRC.</summary>
    [Fact]
    public void A_port_of_one_family_refuses_the_reads_of_the_other()
    {
        var alone = new CrcChip { ReadsAlone = true };
        alone[0x50] = 0x18;
        var block = new CrcRead(0x50, 1);
        var bench = new DriverBench();
        Assert.True(bench.AttachCrc(0x08, alone, readsAlone: true).TryRead(block));
        Assert.Equal(0x18, block.Byte(0));
        var other = new DriverBench();
        Assert.False(other.AttachCrc(0x08, alone).TryRead(block));
    }

    [Fact]
    public void A_stuck_line_opens_the_switches_and_keeps_the_port_off_the_bus()
    {
        _bench.LineIsStuck = true;
        Assert.False(_port.TryRead(new CrcRead(0x14, 2)));
        Assert.True(_bench.Guard.IsStuck);
        long transfers = _bench.Bus.Transfers;
        Assert.False(_port.TryRead(new CrcRead(0x14, 2)));
        Assert.False(_port.TryWrite(new CrcWrite(0x62, 2)));
        Assert.Equal(transfers, _bench.Bus.Transfers);
    }
}
