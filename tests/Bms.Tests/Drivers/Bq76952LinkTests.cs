using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Codes, checksums and lengths are those of SLUUBY2B, chapters 9, 12 and 13.</summary>
public class Bq76952LinkTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new();
    private readonly Bq76952Link _link;

    public Bq76952LinkTests()
    {
        _link = new Bq76952Link(_bench.AttachCrc(0x08, _chip), _bench);
    }

    /// <summary>Section 13.1: 0x307A to the gain of cell 1 at 0x9180 has the checksum 0x44 and the length 6.</summary>
    [Fact]
    public void The_manual_s_example_of_a_write_to_data_memory_goes_out_as_printed()
    {
        Assert.True(_link.TryWrite(0x9180, 2, 0x307A));
        Assert.Equal(2, _chip.Written.Count);
        Assert.Equal(0x3E, _chip.Written[0].Register);
        Assert.Equal([0x80, 0x91, 0x7A, 0x30], _chip.Written[0].Data);
        Assert.Equal(0x60, _chip.Written[1].Register);
        Assert.Equal([0x44, 0x06], _chip.Written[1].Data);
    }

    [Fact]
    public void One_and_four_bytes_are_written_as_well()
    {
        Assert.True(_link.TryWrite(0x0097, 1, 0x0F));
        Assert.True(_link.TryWrite(0x91A8, 4, 0x40EF41F2));
        Assert.Equal((0x0097, 1), (_chip.Committed[0].Code, _chip.Committed[0].Data.Length));
        Assert.Equal([0xF2, 0x41, 0xEF, 0x40], _chip.Committed[1].Data);
    }

    [Fact]
    public void The_device_number_is_asked_for_and_read_in_one_transfer()
    {
        _chip.Answers(0x0001, 0x95, 0x76);
        Assert.True(_link.TryAsk(0x0001));
        Assert.Equal(0x7695, _link.Word(0));
        Assert.Equal(2, _link.AnswerLength);
        Assert.Equal(1, _chip.Reads);
    }

    [Fact]
    public void An_answer_that_takes_longer_is_waited_for_but_not_for_ever()
    {
        _chip.Answers(0x0001, 0x95, 0x76);
        _chip.BusyReads = 5;
        long start_us = _bench.Machine.Clock.Now_us;
        Assert.True(_link.TryAsk(0x0001));
        Assert.InRange(_bench.Machine.Clock.Now_us - start_us, 6 * 700, 20_000);
        _chip.BusyReads = 1000;
        Assert.False(_link.TryAsk(0x0001));
    }

    [Theory]
    [InlineData(0x60)] // the checksum
    [InlineData(0x61)] // the length
    [InlineData(0x40)] // the data
    public void An_answer_that_does_not_fit_its_checksum_is_no_answer(int register)
    {
        _chip.Answers(0x0083, 0x05, 0x80);
        Assert.True(_link.TryAsk(0x0083));
        var spoilt = new CrcChip();
        var link = new Bq76952Link(_bench.AttachCrc(0x09, spoilt), _bench);
        spoilt.SetWord(0x3E, 0x0083);
        spoilt.SetWord(0x40, 0x8005);
        spoilt[0x60] = unchecked((byte)~(0x83 + 0x05 + 0x80));
        spoilt[0x61] = 6;
        spoilt[register] ^= 0x40;
        Assert.False(link.TryAsk(0x0083));
    }

    [Fact]
    public void Values_of_one_two_and_four_bytes_are_picked_out_of_an_answer()
    {
        _chip.Answers(0x9180, [0x7A, 0x30, 0x00, 0x80, 0xF2, 0x41, 0xEF, 0x40, .. new byte[24]]);
        Assert.True(_link.TryAsk(0x9180));
        Assert.Equal(0x307A, _link.Value(0, 2));
        Assert.Equal(0x80, _link.Value(3, 1));
        Assert.Equal(0x8000, _link.Value(2, 2));
        Assert.Equal(0x40EF41F2, _link.Value(4, 4));
    }

    [Fact]
    public void A_command_gives_the_chip_its_time()
    {
        long start_us = _bench.Machine.Clock.Now_us;
        Assert.True(_link.TryCommand(0x0095));
        Assert.True(_bench.Machine.Clock.Now_us - start_us >= 550);
        Assert.Equal([0x95, 0x00], _chip.Written[0].Data);
    }
}
