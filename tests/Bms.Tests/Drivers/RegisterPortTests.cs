using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class RegisterPortTests
{
    private readonly DriverBench _bench = new();
    private readonly RegisterChip _words = new();
    private readonly RegisterPort _port;

    public RegisterPortTests()
    {
        _port = _bench.Attach(0x40, _words);
    }

    [Fact]
    public void Words_travel_with_the_high_byte_first_and_without_a_sign()
    {
        _words[3] = 0xFF80;
        Assert.True(_port.TryRead16(3, out int value));
        Assert.Equal(0xFF80, value);
        Assert.True(_port.TryWrite16(5, -2));
        Assert.Equal(0xFFFE, _words[5]);
    }

    [Theory]
    [InlineData(new byte[] { 0x00, 0x00, 0x00, 0x00, 0x01 }, 1)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, -1)]
    [InlineData(new byte[] { 0x80, 0x00, 0x00, 0x00, 0x00 }, -549755813888)]
    [InlineData(new byte[] { 0x7F, 0xFF, 0xFF, 0xFF, 0xFF }, 549755813887)]
    [InlineData(new byte[] { 0xFF, 0x00, 0x00, 0x00, 0x00 }, -4294967296)]
    public void Forty_bits_have_a_sign_and_the_first_twenty_four_have_none(byte[] bytes, long expected)
    {
        var chip = new RegisterChip(1);
        RegisterPort port = _bench.Attach(0x41, chip);
        for (int i = 0; i < 5; i++)
        {
            chip[0x0A + i] = bytes[i];
        }

        Assert.True(port.TryRead40(0x0A, out long value));
        Assert.Equal(expected, value);
        Assert.True(port.TryRead24(0x0A, out int first));
        Assert.Equal((bytes[0] << 16) | (bytes[1] << 8) | bytes[2], first);
    }

    [Fact]
    public void Bytes_travel_alone()
    {
        var chip = new RegisterChip(1);
        RegisterPort bytes = _bench.Attach(0x6B, chip);
        Assert.True(bytes.TryWrite8(0x0F, 0x1A5));
        Assert.Equal((0x0F, 0xA5), chip.Written[0]);
        Assert.True(bytes.TryRead8(0x0F, out int value));
        Assert.Equal(0xA5, value);
    }

    [Theory]
    [InlineData(0)] // the pointer is not acknowledged
    [InlineData(1)] // the read is not
    public void A_read_that_nobody_answers_is_false_and_zero(int answers)
    {
        _words[3] = 0x1234;
        _words.AnswersLeft = answers;
        Assert.False(_port.TryRead16(3, out int value));
        Assert.Equal(0, value);
        Assert.Equal(3, _bench.Guard.Failures);
    }

    [Fact]
    public void A_write_that_nobody_answers_is_false()
    {
        _words.AnswersLeft = 0;
        Assert.False(_port.TryWrite16(3, 1));
        Assert.False(_port.TryWrite8(3, 1));
    }

    /// <summary>One transfer in a hundred refused tripped the row of the lost current sensor several times an hour.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_transfer_that_is_not_acknowledged_is_tried_again_twice(int refused, bool comesThrough)
    {
        _words[3] = 0x1234;
        _words.DeafFor = refused;
        Assert.Equal(comesThrough, _port.TryRead16(3, out int value));
        Assert.Equal(comesThrough ? 0x1234 : 0, value);
        _words.DeafFor = refused;
        Assert.Equal(comesThrough, _port.TryWrite16(4, 77));
        Assert.Equal(comesThrough ? 77 : 0, _words[4]);
        Assert.Equal(2 * Math.Min(refused, 2), _bench.Guard.Retries);
    }

    [Fact]
    public void A_cycle_has_24_retries_and_no_more()
    {
        _words.AnswersLeft = 0;
        _bench.Guard.BeginCycle();
        for (int i = 0; i < 100; i++)
        {
            _port.TryRead16(3, out _);
        }

        Assert.Equal((24, 124), (_bench.Guard.Retries, _bench.Guard.Failures));
        _bench.Guard.BeginCycle();
        _port.TryRead16(3, out _);
        Assert.Equal(26, _bench.Guard.Retries);
    }

    [Fact]
    public void A_stuck_bus_is_left_alone_for_the_rest_of_the_cycle()
    {
        _bench.LineIsStuck = true;
        Assert.False(_port.TryRead16(3, out _));
        long transfers = _bench.Bus.Transfers;
        Assert.False(_port.TryRead16(3, out _));
        Assert.False(_port.TryRead8(3, out _));
        Assert.False(_port.TryWrite16(3, 1));
        Assert.False(_port.TryWrite8(3, 1));
        Assert.Equal(transfers, _bench.Bus.Transfers);
    }

    [Fact]
    public void Reading_and_writing_allocate_nothing()
    {
        _words.Written.Capacity = 512;
        _port.TryWrite16(5, 1);
        _port.TryRead16(5, out _);
        _words.Written.Clear();
        Assert.Equal(0, Allocated.Least_bytes(() =>
        {
            for (int i = 0; i < 30; i++)
            {
                _port.TryRead16(3, out _);
                _port.TryRead8(3, out _);
                _port.TryWrite16(5, i);
                _port.TryWrite8(5, i);
            }
        }));
    }
}
