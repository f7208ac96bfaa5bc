using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>The words that go out around a change of data memory; SLUUBY2B, sections 7.4.3 and 7.6.</summary>
public class Bq76952ConfigUpdateTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new();

    /// <summary>Battery status bits 9:8: 3 sealed, 2 unsealed, 1 full access.</summary>
    [Theory]
    [InlineData(3, new[] { 0x0414, 0x3672, 0xFFFF, 0xFFFF, 0x0090 })]
    [InlineData(2, new[] { 0xFFFF, 0xFFFF, 0x0090 })]
    [InlineData(1, new[] { 0x0090 })]
    public void A_chip_is_opened_as_far_as_it_is_closed_before_its_memory_changes(int level, int[] words)
    {
        _chip.SetWord(0x12, level << 8);
        Assert.False(Write(out bool held)); // this chip never enters the mode
        Assert.False(held);
        Assert.Equal([.. words, 0x0092], Codes());
    }

    /// <summary>In CONFIG_UPDATE nothing is protected: it is left whatever became of the rows.</summary>
    [Fact]
    public void The_mode_is_left_also_when_a_row_could_not_be_written()
    {
        _chip.SetWord(0x12, 0x0101);
        Assert.False(Write(out bool held));
        Assert.False(held); // nothing can be read back
        Assert.Equal(0x0090, Codes()[0]);
        Assert.Equal(0x0092, Codes()[^1]);
        Assert.NotEmpty(_chip.Committed);
    }

    private bool Write(out bool held)
    {
        CrcPort port = _bench.AttachCrc(0x08, _chip);
        var status = new CrcRead(0x12, 2);
        Assert.True(port.TryRead(status));
        var update = new Bq76952ConfigUpdate(new Bq76952Link(port, _bench), new Bq76952Settings(new FrontLimits()), status);
        return update.TryWrite(0, 2, out held);
    }

    private int[] Codes() => [.. _chip.Written.Where(block => block.Register == 0x3E && block.Data.Length == 2)
        .Select(block => block.Data[0] | (block.Data[1] << 8))];
}
