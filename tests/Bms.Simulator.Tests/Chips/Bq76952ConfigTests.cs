using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

public class Bq76952ConfigTests
{
    private readonly Bq76952Memory _memory = new();

    [Fact]
    public void Defaults_are_the_values_that_the_manual_prints_beside_the_codes()
    {
        var config = new Bq76952Config(_memory, 1);
        Assert.Equal(4.352, config.Over_V, 3);
        Assert.Equal(2.530, config.Under_V, 3);
        Assert.Equal(250_800, config.Over.Delay_us);
        Assert.Equal(19_800, config.Charge.Delay_us);
        Assert.Equal(9_900, config.Discharge1.Delay_us);
        Assert.Equal(29_700, config.Discharge2.Delay_us);
        Assert.Equal(0.010, config.Short_V, 6);
        Assert.Equal(15, config.Short.Delay_us);
        Assert.Equal(60_000_000, config.HostSilent_us);
    }

    /// <summary>Section 4.1.1: 18 slots of 3 ms without a thermistor, 21 with three; slower by 2, 4, 8.</summary>
    [Theory]
    [InlineData(0, 0x2982, 54)]
    [InlineData(1, 0x2982, 57)]
    [InlineData(3, 0x2982, 63)]
    [InlineData(3, 0x2986, 126)]
    [InlineData(3, 0x298E, 504)]
    [InlineData(3, 0x29C2, 31.5)] // FASTADC
    public void A_loop_lasts_as_long_as_its_slots(int thermistors, int power, double loop_ms)
    {
        for (int pin = 0; pin < 3; pin++)
        {
            _memory[0x92FD + pin] = (byte)(pin < thermistors ? 0x07 : 0);
        }

        _memory[0x9234] = (byte)power;
        _memory[0x9235] = (byte)(power >> 8);
        Assert.Equal((long)(loop_ms * 1000), new Bq76952Config(_memory, 1).Loop_us(bleeding: false));
    }

    [Theory]
    [InlineData(0x07, true)] // measurement type 1
    [InlineData(0x0B, false)] // type 2 is reported and protects nothing
    [InlineData(0x0F, false)] // type 3 is for FETs
    [InlineData(0x03, false)]
    public void Only_one_measurement_type_protects_cells(int pin, bool watches)
    {
        _memory[0x92FD] = (byte)pin;
        Assert.Equal(watches, new Bq76952Config(_memory, 1).WatchesCells(0));
    }
}
