using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class Bq76952ProbeTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new();

    [Theory]
    [InlineData(2982, 250, Quality.Good)] // 298.2 K
    [InlineData(2732, 0, Quality.Good)]
    [InlineData(2332, -400, Quality.Good)]
    [InlineData(2331, -401, Quality.OutOfRange)]
    [InlineData(3983, 1251, Quality.OutOfRange)]
    [InlineData(0, -2732, Quality.OutOfRange)] // a pin that is no thermistor
    public void Tenths_of_a_kelvin_become_tenths_of_a_degree(int raw, int temperature_ddegC, Quality quality)
    {
        _chip.SetWord(0x70, raw);
        var probe = new Bq76952Probe(_bench.AttachCrc(0x08, _chip), 0x70);
        Assert.Equal(quality, probe.Read(out int read_ddegC));
        Assert.Equal(temperature_ddegC, read_ddegC);
    }

    [Fact]
    public void A_bus_that_fails_is_a_bus_error()
    {
        _chip.FlippedReads = int.MaxValue;
        Assert.Equal(Quality.BusError, new Bq76952Probe(_bench.AttachCrc(0x08, _chip), 0x70).Read(out _));
    }
}
