using Bms.Simulator.Bench;

namespace Bms.Simulator.Tests.Bench;

public class FlashStoreTests
{
    private readonly FlashStore _flash = new(slotCount: 2, slotSize: 4);
    private readonly byte[] _buffer = new byte[4];

    [Fact]
    public void An_unwritten_slot_cannot_be_read()
    {
        Assert.False(_flash.TryRead(0, _buffer));
    }

    [Fact]
    public void A_written_slot_keeps_its_own_copy()
    {
        byte[] written = [1, 2, 3, 4];
        Assert.True(_flash.TryWrite(0, written));
        written[0] = 9;
        Assert.True(_flash.TryRead(0, _buffer));
        Assert.Equal([1, 2, 3, 4], _buffer);
        Assert.False(_flash.TryRead(1, _buffer));
    }

    [Fact]
    public void A_torn_write_leaves_new_bytes_before_and_ones_behind()
    {
        _flash.TryWrite(0, [1, 2, 3, 4]);
        _flash.TearNextWriteAfter_bytes = 2;
        Assert.False(_flash.TryWrite(0, [5, 6, 7, 8]));
        _flash.TryRead(0, _buffer);
        Assert.Equal([5, 6, 0xFF, 0xFF], _buffer);
        Assert.True(_flash.TryWrite(0, [5, 6, 7, 8]));
    }

    [Fact]
    public void Broken_flash_fails_both_ways_and_keeps_its_content()
    {
        _flash.TryWrite(0, [1, 2, 3, 4]);
        _flash.Broken = true;
        Assert.False(_flash.TryWrite(0, [5, 6, 7, 8]));
        Assert.False(_flash.TryRead(0, _buffer));
        _flash.Broken = false;
        _flash.TryRead(0, _buffer);
        Assert.Equal([1, 2, 3, 4], _buffer);
    }

    [Fact]
    public void Corruption_flips_the_bits_asked_for()
    {
        _flash.TryWrite(1, [0, 0, 0, 0]);
        _flash.Corrupt(1, 2, 0x81);
        _flash.TryRead(1, _buffer);
        Assert.Equal([0, 0, 0x81, 0], _buffer);
    }

    [Theory]
    [InlineData(FlashMedium.Flash, 2, new byte[] { 5, 6, 0xFF, 0xFF }), InlineData(FlashMedium.File, 2, new byte[] { 5, 6, 0, 0 })]
    [InlineData(FlashMedium.InPlace, 2, new byte[] { 5, 6, 3, 4 }), InlineData(FlashMedium.InPlace, 0, new byte[] { 1, 2, 3, 4 })]
    [InlineData(FlashMedium.File, 0, null), InlineData(FlashMedium.Noise, 4, new byte[] { 5, 6, 7, 8 })]
    public void A_cut_leaves_what_its_medium_leaves_in_the_write_that_is_named(FlashMedium medium, int bytes, byte[]? left)
    {
        int cuts = 0;
        _flash.TryWrite(0, [1, 2, 3, 4]);
        _flash.Cut = new FlashCut(2, bytes, medium, () => cuts++);
        Assert.True(_flash.TryWrite(1, [9, 9, 9, 9]));
        Assert.False(_flash.TryWrite(0, [5, 6, 7, 8]));
        Assert.Equal(left, _flash[0]);
        Assert.Equal(1, cuts);
        Assert.True(_flash.TryWrite(0, [5, 6, 7, 8]));
    }
}
