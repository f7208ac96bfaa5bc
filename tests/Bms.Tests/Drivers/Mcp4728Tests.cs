using System.Device.I2c;
using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Bytes are from Microchip DS22187E, figures 5-8 and 5-15.</summary>
public class Mcp4728Tests
{
    private readonly DriverBench _bench = new();
    private readonly DacChip _chip = new();
    private readonly Mcp4728 _dac;

    public Mcp4728Tests()
    {
        _bench.Bus.Attach(0x60, _chip);
        _dac = _bench.Build(() => new Mcp4728(_bench.Guard, I2cDevice.Create(new I2cConnectionSettings(1, 0x60, I2cBusSpeed.FastMode))));
    }

    [Fact]
    public void Two_outputs_are_six_bytes_at_the_doubled_internal_reference()
    {
        Assert.True(_dac.TrySet(1500, 0xABC));
        Assert.Equal([0x40, 0x95, 0xDC, 0x42, 0x9A, 0xBC], _chip.Written);
    }

    [Fact]
    public void A_chip_that_kept_another_value_is_noticed()
    {
        _chip.Forgets = true;
        Assert.False(_dac.TrySet(1500, 100));
    }

    [Fact]
    public void A_transfer_that_is_not_acknowledged_is_tried_again_and_then_fails()
    {
        _chip.DeafFor = 2;
        Assert.True(_dac.TrySet(1500, 100));
        _chip.DeafFor = 3;
        Assert.False(_dac.TrySet(1500, 100));
    }

    [Fact]
    public void A_line_that_is_held_fails_at_once_and_stays_off_the_bus()
    {
        _bench.LineIsStuck = true;
        Assert.False(_dac.TrySet(1500, 100));
        long transfers = _bench.Bus.Transfers;
        Assert.False(_dac.TrySet(1500, 100));
        Assert.Equal(transfers, _bench.Bus.Transfers);
    }
}
