using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Register numbers and codes are from Texas Instruments SNOSD82D, table 7-1 among them.</summary>
public class Tmp117Tests
{
    private readonly DriverBench _bench = new();
    private readonly RegisterChip _chip = new();
    private readonly Tmp117 _probe;

    public Tmp117Tests()
    {
        _chip[0x0F] = 0x0117;
        _chip[0x01] = 0x2120;
        _probe = new Tmp117(_bench.Attach(0x48, _chip));
    }

    [Theory]
    [InlineData(0x0C80, 250)] // 25 degC
    [InlineData(0x3200, 1000)]
    [InlineData(0x0080, 10)]
    [InlineData(0x0001, 0)] // 0.0078
    [InlineData(0x0007, 1)] // 0.0547 rounds to 0.1
    [InlineData(0x0000, 0)]
    [InlineData(0xFFFF, 0)]
    [InlineData(0xFF80, -10)]
    [InlineData(0xF380, -250)]
    [InlineData(0xEC00, -400)]
    [InlineData(0x3E80, 1250)]
    public void Codes_are_two_s_complement_of_7_8125_millidegrees(int code, int expected_ddegC)
    {
        _chip[0x00] = code;
        Assert.Equal(Quality.Good, _probe.Read(out int temperature_ddegC));
        Assert.Equal(expected_ddegC, temperature_ddegC);
    }

    [Theory]
    [InlineData(0x3F00)] // 126 degC
    [InlineData(0xEB80)] // -41
    public void Beyond_minus_40_and_125_degrees_nothing_is_believed(int code)
    {
        _chip[0x00] = code;
        Assert.Equal(Quality.OutOfRange, _probe.Read(out _));
    }

    [Fact]
    public void A_chip_with_its_power_up_settings_is_configured_and_its_value_refused()
    {
        _chip[0x01] = 0x0220;
        Assert.Equal(Quality.Frozen, _probe.Read(out _));
        Assert.Equal((0x01, 0x0120), _chip.Written[^1]);
    }

    [Fact]
    public void Without_a_new_conversion_there_is_no_new_value()
    {
        _chip[0x01] = 0x0120;
        Assert.Equal(Quality.Frozen, _probe.Read(out _));
        Assert.Empty(_chip.Written);
    }

    [Fact]
    public void Minus_256_degrees_is_the_word_for_no_conversion_yet()
    {
        _chip[0x00] = 0x8000;
        Assert.Equal(Quality.BusError, _probe.Read(out _));
    }

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0xFFFF)]
    [InlineData(0x0116)]
    public void Another_chip_or_a_stuck_line_is_refused(int device)
    {
        _chip[0x0F] = device;
        Assert.Equal(Quality.BusError, _probe.Read(out _));
        _chip[0x0F] = 0x1117; // any revision will do
        Assert.Equal(Quality.Good, _probe.Read(out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Any_transfer_without_an_answer_is_a_bus_error(int answers)
    {
        _chip.AnswersLeft = answers;
        Assert.Equal(Quality.BusError, _probe.Read(out _));
    }

    [Fact]
    public void A_conversion_is_never_counted_twice() => Assert.InRange(_probe.Conversion_ms, 250 * 175 / 155, 300);
}
