using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>Bytes are raw on purpose: they are those of DS22187E.</summary>
public class Mcp4728ChipTests
{
    private readonly Mcp4728Chip _chip = new(new VirtualClock());

    [Fact]
    public void It_begins_at_0_V() => Assert.Equal(0, _chip.Output_V(0));

    [Theory]
    [InlineData(0x98, 0x00, 2.048)] // internal reference doubled, half of the scale
    [InlineData(0x88, 0x00, 1.024)] // not doubled
    [InlineData(0x08, 0x00, 1.65)] // the supply is the reference
    [InlineData(0x9F, 0xFF, 4.095)]
    [InlineData(0xB8, 0x00, 0)] // powered down
    public void An_output_is_its_code_times_the_reference(int upper, int lower, double expected_V)
    {
        _chip.Write([0x42, (byte)upper, (byte)lower]);
        Assert.Equal(expected_V, _chip.Output_V(1), 6);
        Assert.Equal(0, _chip.Output_V(0));
    }

    [Fact]
    public void A_multi_write_sets_several_channels_and_a_read_shows_them()
    {
        _chip.Write([0x40, 0x95, 0xDC, 0x46, 0x91, 0x02]);
        byte[] read = new byte[24];
        _chip.Read(read);
        Assert.Equal([0xC0, 0x95, 0xDC, 0xC0, 0x90, 0x00], read[..6]);
        Assert.Equal([0xF0, 0x91, 0x02], read[18..21]);
    }

    [Fact]
    public void A_fast_write_keeps_reference_and_gain()
    {
        _chip.Write([0x08, 0x00, 0x04, 0x00]);
        Assert.Equal((2.048, 1.024), (_chip.Output_V(0), _chip.Output_V(1)));
    }

    [Fact]
    public void A_brown_out_ends_at_0_V_and_a_write_to_its_memory_is_misuse()
    {
        _chip.Write([0x40, 0x98, 0x00]);
        _chip.PowerOnReset();
        Assert.Equal(0, _chip.Output_V(0));
        _chip.Write([0x58, 0x98, 0x00]);
        Assert.Equal(1, _chip.ReservedAccesses);
        Assert.Equal(0, _chip.Output_V(0));
    }
}
