using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class Bq76940SwitchesTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new() { ReadsAlone = true };
    private readonly Bq76940Switches _switches;

    public Bq76940SwitchesTests()
    {
        _switches = new Bq76940Switches(new Bq76940Link(_bench.AttachCrc(0x08, _chip, readsAlone: true)));
        _chip[0x0B] = 0x19;
    }

    [Theory]
    [InlineData(false, false, 0x40)]
    [InlineData(true, false, 0x41)] // CHG_ON is bit 0
    [InlineData(false, true, 0x42)]
    [InlineData(true, true, 0x43)]
    public void Switches_are_two_bits_beside_the_coulomb_counter(bool charge, bool discharge, int value)
    {
        Assert.True(_switches.TrySet(charge, discharge));
        Assert.Equal((0x05, value), (_chip.Written[0].Register, (int)_chip.Written[0].Data[0]));
        Assert.True(_switches.TryReadBack(out bool chargeClosed, out bool dischargeClosed));
        Assert.Equal((charge, discharge), (chargeClosed, dischargeClosed));
    }

    [Fact]
    public void A_chip_that_was_reset_is_not_told_to_close_until_its_settings_are_back()
    {
        _chip[0x0B] = 0x00;
        Assert.False(_switches.TrySet(true, true));
        Assert.Equal(0x40, _chip[0x05]);
        Assert.True(_switches.TrySet(false, false));
        _chip[0x0B] = 0x19;
        Assert.True(_switches.TrySet(true, true));
        Assert.Equal(0x43, _chip[0x05]);
    }

    [Fact]
    public void Nothing_is_known_on_a_bus_that_fails()
    {
        _chip.FlippedReads = int.MaxValue;
        Assert.False(_switches.TryReadBack(out _, out _));
    }
}
