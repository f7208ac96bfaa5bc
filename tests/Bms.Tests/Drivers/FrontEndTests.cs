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
        var limits = new FrontLimits { Cells = 15, Thermistors = 2 };
        foreach (FrontChip chip in (FrontChip[])[new Bq76952Front(), new Bq76940Front()])
        {
            FrontEnd front = Join(chip, limits);
            Assert.Equal(15, front.Cells.CellCount);
            Assert.NotNull(front.Switches);
            Assert.NotNull(front.Protector);
            Assert.Equal(chip.Bleed_mA, front.Balancer.Current_mA);
            Assert.Equal(6, front.Balancer.MostAtOnce);
            Assert.NotNull(front.Held);
            Assert.Equal(2, front.Probes.Length);
        }
    }

    [Fact]
    public void Precharge_is_there_when_it_is_asked_for_and_the_chip_has_it()
    {
        var limits = new FrontLimits { PrechargeDelta_mV = 1000 };
        Assert.NotNull(Join(new Bq76952Front(), limits).Precharge);
        Assert.Null(Join(new Bq76940Front(), limits).Precharge);
        limits.PrechargeDelta_mV = 0;
        Assert.Null(Join(new Bq76952Front(), limits).Precharge);
    }

    private FrontEnd Join(FrontChip chip, FrontLimits limits)
    {
        I2cDevice device = _bench.Build(() => I2cDevice.Create(new I2cConnectionSettings(1, chip.Address, I2cBusSpeed.FastMode)));
        return chip.Join(_bench.Guard, device, _bench, limits, 6);
    }
}
