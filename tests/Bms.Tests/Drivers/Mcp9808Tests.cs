using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Register numbers and codes are from Microchip DS25095A.</summary>
public class Mcp9808Tests
{
    private readonly DriverBench _bench = new();
    private readonly RegisterChip _chip = new();
    private readonly Mcp9808 _probe;

    public Mcp9808Tests()
    {
        _chip[0x05] = 0xC190;
        _chip[0x06] = 0x0054;
        _chip[0x07] = 0x0400;
        _probe = new Mcp9808(_bench.Attach(0x18, _chip));
    }

    [Theory]
    [InlineData(0xC190, 250)] // 25.0 degC with two alert flags
    [InlineData(0x0191, 251)] // 25.0625 rounds to 25.1
    [InlineData(0x0000, 0)]
    [InlineData(0x1FFF, -1)] // -0.0625 rounds to -0.1
    [InlineData(0x1FF8, -5)]
    [InlineData(0x1E70, -250)] // -25.0
    [InlineData(0xFE70, -250)] // the same with all flags
    [InlineData(0x07D0, 1250)]
    [InlineData(0x1D80, -400)]
    public void The_code_is_thirteen_bits_of_two_s_complement_below_three_flags(int code, int expected_ddegC)
    {
        _chip[0x05] = code;
        Assert.Equal(Quality.Good, _probe.Read(out int temperature_ddegC));
        Assert.Equal(expected_ddegC, temperature_ddegC);
    }

    [Theory]
    [InlineData(0x07D1, true)] // 125.0625 rounds to 125.1
    [InlineData(0x1D7F, true)]
    [InlineData(0x07D0, false)]
    [InlineData(0x1D80, false)]
    public void Beyond_minus_40_and_125_degrees_nothing_is_believed(int code, bool outside)
    {
        _chip[0x05] = code;
        Assert.Equal(outside ? Quality.OutOfRange : Quality.Good, _probe.Read(out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void Any_transfer_without_an_answer_is_a_bus_error(int answers)
    {
        _chip.AnswersLeft = answers;
        Assert.Equal(Quality.BusError, _probe.Read(out _));
    }

    [Theory]
    [InlineData(0x0000)] // a data line stuck low
    [InlineData(0xFFFF)] // or high
    public void A_stuck_data_line_is_no_temperature(int everywhere)
    {
        Assert.Equal(Quality.Good, _probe.Read(out _));
        for (int register = 0; register < 16; register++)
        {
            _chip[register] = everywhere;
        }

        Assert.Equal(Quality.BusError, _probe.Read(out _));
    }

    [Fact]
    public void Another_chip_of_the_same_maker_is_refused()
    {
        _chip[0x07] = 0x0201;
        Assert.Equal(Quality.BusError, _probe.Read(out _));
        _chip[0x07] = 0x0401; // any revision will do
        Assert.Equal(Quality.Good, _probe.Read(out _));
    }

    [Fact]
    public void A_chip_in_shutdown_is_woken_and_its_old_value_refused()
    {
        _chip[0x01] = 0x0100;
        Assert.Equal(Quality.Frozen, _probe.Read(out _));
        Assert.Equal((0x01, 0), _chip.Written[^1]);
        Assert.Equal(Quality.Good, _probe.Read(out _));
    }

    [Fact]
    public void A_conversion_is_never_counted_twice()
    {
        Assert.InRange(_probe.Conversion_ms, 250, 300);
    }
}
