using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>What no good driver sends: wrong register numbers, checksums and lengths; SLUUBY2B, chapters 9 and 13.</summary>
public class Bq76952OddWritesTests
{
    private readonly Bq76952Rig _rig = new();

    [Fact]
    public void A_wrong_crc_on_the_second_byte_takes_the_first_and_refuses_the_rest()
    {
        _rig.Command(0x0090);
        byte good = (byte)Bq76952Rig.Crc(0x10, 0x66, 0x80);
        I2cOutcome outcome = _rig.Bus.Write(0x08, [0x66, 0x80, good, 0x00, 0x01, 0x00, 0x00]);
        Assert.Equal((I2cEnd.Partial, 4), (outcome.End, outcome.Bytes));
        Assert.Equal(0xF880, _rig.ReadWord(0x66));
    }

    [Fact]
    public void A_data_byte_without_its_crc_is_not_taken()
    {
        _rig.Bus.Write(0x08, [0x66, 0x55]);
        Assert.Equal(0xF800, _rig.ReadWord(0x66));
    }

    /// <summary>9.2: behind a STOP the CRC of a read covers its own half; behind a repeated START the write as well.</summary>
    [Fact]
    public void The_crc_of_a_read_covers_what_came_since_the_last_start_that_was_not_repeated()
    {
        var wire = new byte[4];
        _rig.Bus.Write(0x08, [0x12], stop: false);
        _rig.Bus.Read(0x08, wire);
        Assert.Equal(Bq76952Rig.Crc(0x10, 0x12, 0x11, wire[0]), wire[1]);
        _rig.Bus.Write(0x08, [0x12]);
        _rig.Bus.Read(0x08, wire);
        Assert.Equal(Bq76952Rig.Crc(0x11, wire[0]), wire[1]);
        Assert.Equal(Bq76952Rig.Crc(wire[2]), wire[3]);
    }

    [Fact]
    public void A_read_without_a_register_goes_on_where_the_last_one_ended()
    {
        _rig.Change(() => _rig.Cell_V[1] = 4.0);
        _rig.Wait_ms(200);
        _rig.Read(0x14, 2);
        var wire = new byte[4];
        _rig.Bus.Read(0x08, wire);
        Assert.Equal(4000, wire[0] | (wire[2] << 8));
        Assert.Equal(Bq76952Rig.Crc(0x11, wire[0]), wire[1]);
    }

    [Fact]
    public void Addresses_that_the_manual_does_not_name_read_zero_and_change_nothing()
    {
        byte[] before = _rig.Read(0x02, 0x3C);
        foreach (int address in (int[])[0x0C, 0x0D, 0x14, 0x33, 0x3A, 0x68, 0x70, 0x7E, 0x7F, 0x80, 0xC0, 0xFF])
        {
            Assert.Equal(I2cEnd.Complete, _rig.Write(address, 0xA5).End);
        }

        Assert.Equal(before, _rig.Read(0x02, 0x3C));
        Assert.Equal([0, 0, 0], _rig.Read(0x80, 3));
        Assert.Equal(0, _rig.Read(0x0D, 1)[0]);
        Assert.Equal(12, _rig.Chip.ReservedAccesses);
    }

    [Fact]
    public void A_control_status_that_was_written_answers_FFA5_once()
    {
        Assert.Equal(0, _rig.ReadWord(0x00));
        _rig.Write(0x00, 0x34, 0x12);
        Assert.Equal(0xFFA5, _rig.ReadWord(0x00));
        Assert.Equal(0, _rig.ReadWord(0x00));
    }

    [Fact]
    public void A_new_code_ends_the_wait_for_the_last_one()
    {
        _rig.Write(0x3E, 0x57, 0x00);
        _rig.Write(0x3E, 0x01, 0x00);
        Assert.Equal(0xFFFF, _rig.ReadWord(0x3E));
        _rig.Wait_us(400);
        Assert.Equal(0x0001, _rig.ReadWord(0x3E));
        Assert.Equal(0x7695, _rig.ReadWord(0x40));
    }

    [Fact]
    public void Half_a_code_does_nothing()
    {
        _rig.Ask(0x0001);
        _rig.Write(0x3E, 0x90);
        _rig.Wait_ms(3);
        Assert.Equal(0, _rig.ReadWord(0x12) & 1);
        Assert.Equal(0x0001, _rig.ReadWord(0x3E));
    }

    [Theory]
    [InlineData(0)] // no length at all
    [InlineData(4)] // a length without data
    [InlineData(37)] // more than the buffer holds
    [InlineData(255)]
    public void A_length_beyond_the_buffer_commits_nothing(int length)
    {
        _rig.Command(0x0090);
        _rig.Write(0x3E, 0x80, 0x91, 0x7A, 0x30);
        _rig.Write(0x60, 0x44, (byte)length);
        _rig.Wait_ms(1);
        Assert.Equal(1, _rig.Chip.RefusedWrites);
        Assert.Equal([0x00, 0x00], _rig.Ask(0x9180)[..2]);
    }

    [Fact]
    public void Checksum_and_length_may_come_one_by_one_and_the_length_commits()
    {
        _rig.Command(0x0090);
        _rig.Write(0x3E, 0x80, 0x91, 0x7A, 0x30);
        _rig.Write(0x60, 0x44);
        _rig.Write(0x61, 0x06);
        _rig.Wait_ms(1);
        Assert.Equal([0x7A, 0x30], _rig.Ask(0x9180)[..2]);
    }

    [Fact]
    public void What_an_answer_left_in_the_buffer_is_what_a_commit_writes()
    {
        _rig.Command(0x0090);
        byte[] window = _rig.Ask(0x9275); // CUV Threshold: 50
        _rig.Write(0x60, (byte)~(0x75 + 0x92 + window[0]), 5);
        _rig.Wait_ms(1);
        Assert.Equal((50, 0), ((int)_rig.Ask(0x9275)[0], _rig.Chip.RefusedWrites));
    }

    [Fact]
    public void Several_values_go_in_one_commit_and_none_beyond_the_memory()
    {
        _rig.Command(0x0090);
        _rig.Put(0x9275, 60, 0x10, 0x01);
        Assert.Equal([60, 0x10, 0x01], _rig.Ask(0x9275)[..3]);
        _rig.Put(0x93FF, 1, 2, 3);
        byte[] last = _rig.Ask(0x93FF);
        Assert.Equal([1, 0, 0], last[..3]);
    }

    [Fact]
    public void A_code_that_there_is_not_is_echoed_and_leaves_the_buffer()
    {
        _rig.Ask(0x0001);
        _rig.Command(0x1234);
        Assert.Equal(0x1234, _rig.ReadWord(0x3E));
        Assert.Equal(0x7695, _rig.ReadWord(0x40));
    }

    /// <summary>5.2.16: only what the chip has understood feeds the watchdog.</summary>
    [Fact]
    public void A_host_that_only_sends_wrong_crcs_is_silent()
    {
        _rig.Configure((0x9263, 1, 0x02), (0x92B2, 2, 2), (0x9343, 2, 0x0050));
        for (int i = 0; i < 25; i++)
        {
            _rig.Wait_ms(100);
            _rig.Bus.Write(0x08, [0x66, 0x00, 0xFF]);
        }

        Assert.False(_rig.Chip.Chg || _rig.Chip.Dsg);
        _rig.Read(0x12, 1);
        Assert.True(_rig.Chip.Chg && _rig.Chip.Dsg);
    }
}
