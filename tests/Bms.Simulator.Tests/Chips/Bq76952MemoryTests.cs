using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

/// <summary>Defaults as SLUUBY2B, table 13-37, prints them.</summary>
public class Bq76952MemoryTests
{
    [Theory]
    [InlineData(0x9234, 0x2982)]
    [InlineData(0x926D, 0xF800)]
    [InlineData(0x9276, 74)]
    [InlineData(0x92B2, 60)]
    [InlineData(0x9343, 0x0040)]
    [InlineData(0x9273, 50)]
    public void Words_start_at_their_defaults(int address, int value) => Assert.Equal(value, new Bq76952Memory().U2(address));

    [Fact]
    public void Gains_are_floats_and_temperatures_have_a_sign()
    {
        var memory = new Bq76952Memory();
        Assert.Equal(7.4768, memory.F4(0x91A8), 4);
        Assert.Equal(2230042.463, memory.F4(0x91AC), 0.2);
        Assert.Equal(-20, memory.I1(0x92AC));
        Assert.Equal(-4000, memory.I2(0x928A));
    }

    [Fact]
    public void A_reset_takes_every_change_back()
    {
        var memory = new Bq76952Memory { [0x9278] = 80 };
        memory.Reset();
        Assert.Equal(86, memory[0x9278]);
        memory[0x8000] = 1;
        Assert.Equal(0, memory[0x8000]);
    }
}
