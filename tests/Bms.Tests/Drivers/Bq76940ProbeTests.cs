using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Resistances are those of Semitec's table of the 103AT; the divider is that of SLUSBK2I, section 8.3.1.1.4.</summary>
public class Bq76940ProbeTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new() { ReadsAlone = true };

    [Theory]
    [InlineData(188_500, -400)]
    [InlineData(27_280, 0)]
    [InlineData(10_000, 250)]
    [InlineData(5_827, 400)]
    [InlineData(3_020, 600)]
    [InlineData(597.5, 1200)]
    public void A_resistance_is_a_temperature_within_half_a_kelvin(double resistance_ohm, int expected_ddegC)
    {
        Set(3.3 * resistance_ohm / (resistance_ohm + 10_000) / 382e-6);
        Assert.Equal(Quality.Good, Read(out int temperature_ddegC));
        Assert.InRange(temperature_ddegC, expected_ddegC - 5, expected_ddegC + 5);
    }

    [Theory]
    [InlineData(8600)] // a broken wire
    [InlineData(0)] // a short
    public void A_broken_or_shorted_wire_is_no_temperature(int code)
    {
        Set(code);
        Assert.Equal(Quality.OutOfRange, Read(out _));
    }

    private void Set(double code)
    {
        _chip[0x2C] = (byte)((int)Math.Round(code) >> 8);
        _chip[0x2D] = (byte)(int)Math.Round(code);
    }

    private Quality Read(out int temperature_ddegC) =>
        new Bq76940Probe(_bench.AttachCrc(0x08, _chip, readsAlone: true), 1).Read(out temperature_ddegC);
}
