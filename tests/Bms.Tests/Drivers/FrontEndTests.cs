using System.Device.I2c;
using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class FrontEndTests
{
    private readonly DriverBench _bench = new();

    [Fact]
    public void Both_makers_fill_the_same_ports()
    {
        var limits = new Bq76952Limits { Cells = 16, Thermistors = 2 };
        I2cDevice device = _bench.Build(() => I2cDevice.Create(new I2cConnectionSettings(1, 0x08, I2cBusSpeed.FastMode)));
        foreach (FrontEnd front in (FrontEnd[])
            [FrontEnd.Bq76952(_bench.Guard, device, _bench, limits, 50, 8), FrontEnd.Bq76940(_bench.Guard, device, limits, 50, 6)])
        {
            Assert.NotNull(front.Cells);
            Assert.NotNull(front.Switches);
            Assert.NotNull(front.Protector);
            Assert.NotNull(front.Balancer);
            Assert.NotNull(front.Held);
            Assert.Equal(2, front.Probes.Length);
        }
    }

    [Fact]
    public void Precharge_is_there_when_it_is_asked_for_and_the_chip_has_it()
    {
        var limits = new Bq76952Limits { PrechargeDelta_mV = 1000 };
        I2cDevice device = _bench.Build(() => I2cDevice.Create(new I2cConnectionSettings(1, 0x08, I2cBusSpeed.FastMode)));
        Assert.NotNull(FrontEnd.Bq76952(_bench.Guard, device, _bench, limits, 50, 8).Precharge);
        Assert.Null(FrontEnd.Bq76940(_bench.Guard, device, limits, 50, 6).Precharge);
        limits.PrechargeDelta_mV = 0;
        Assert.Null(FrontEnd.Bq76952(_bench.Guard, device, _bench, limits, 50, 8).Precharge);
    }
}
