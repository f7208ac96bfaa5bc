using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Register numbers, widths and steps are those of Texas Instruments SLYS021A.</summary>
public class Ina228CurrentSensorTests
{
    private readonly DriverBench _bench = new();
    private readonly WideChip _chip = new();
    private readonly Ina228CurrentSensor _sensor;

    public Ina228CurrentSensorTests()
    {
        _chip.Set(0x00, 2, 0);
        _chip.Set(0x01, 2, 0xBB6A);
        _chip.Set(0x02, 2, 4096);
        _chip.Set(0x05, 3, 0);
        _chip.Set(0x07, 3, 0);
        _chip.Set(0x0A, 5, 0);
        _chip.Set(0x0B, 2, 0x8003);
        _chip.Set(0x3F, 2, 0x2281);
        _sensor = new Ina228CurrentSensor(_bench.Attach(0x40, _chip), 1000);
    }

    /// <summary>20 bits above four unused ones; 312.5 nV over 1 mohm is 312.5 uA a step.</summary>
    [Theory]
    [InlineData(0x000010, 0)] // one step, 0.3 mA
    [InlineData(0x000040, 1)] // four steps, 1.25 mA
    [InlineData(0x0C3500, 15625)] // 50,000 steps
    [InlineData(0xF3CB00, -15625)]
    [InlineData(0xFFFFF0, 0)]
    [InlineData(0x7FFF70, 163837)] // the last before the edge, 524,279 steps
    public void Current_is_a_two_s_complement_of_twenty_bits(int raw, int expected_mA)
    {
        _chip.Set(0x07, 3, raw);
        Assert.Equal(Quality.Good, _sensor.ReadCurrent(out int current_mA));
        Assert.Equal(expected_mA, current_mA);
    }

    /// <summary>The datasheet's example, section 8.2: 6 A in 16.2 mohm are 97.2 mV, 311,040 steps of the shunt voltage.</summary>
    [Fact]
    public void Six_amperes_of_the_maker_s_example_are_six_amperes()
    {
        var sensor = new Ina228CurrentSensor(_bench.Attach(0x41, _chip), 16200);
        _chip.Set(0x07, 3, 311040 << 4);
        Assert.Equal(Quality.Good, sensor.ReadCurrent(out int current_mA));
        Assert.Equal(6000, current_mA);
    }

    [Fact]
    public void Forty_eight_volt_of_the_maker_s_example_are_48_volt()
    {
        _sensor.ReadCurrent(out _);
        _chip.Set(0x05, 3, 245760 << 4); // x 195.3125 uV
        Assert.Equal(Quality.Good, _sensor.ReadBus(out int bus_mV));
        Assert.Equal(48_000, bus_mV);
    }

    [Theory]
    [InlineData(0x7FFFF0)]
    [InlineData(0x800000)]
    public void The_end_of_the_range_is_saturation(int raw)
    {
        _chip.Set(0x07, 3, raw);
        Assert.Equal(Quality.Saturated, _sensor.ReadCurrent(out _));
    }

    [Fact]
    public void So_is_an_arithmetic_overflow()
    {
        _chip.Set(0x0B, 2, 0x8203);
        Assert.Equal(Quality.Saturated, _sensor.ReadCurrent(out _));
    }

    /// <summary>The register of flags has no checksum: noise on the bus sets one of its bits in one reading.</summary>
    [Fact]
    public void An_overflow_that_only_one_reading_shows_is_none()
    {
        _chip.Set(0x07, 3, 40 << 4);
        _chip.Set(0x0B, 2, 0x8203);
        _chip.OnRead = register =>
        {
            if (register == 0x07)
            {
                _chip.Set(0x0B, 2, 0x8001);
            }
        };
        Assert.Equal(Quality.Good, _sensor.ReadCurrent(out int current_mA));
        Assert.Equal(12, current_mA);
    }

    [Fact]
    public void Without_a_new_conversion_nothing_is_new()
    {
        _chip.Set(0x0B, 2, 0x8001);
        Assert.Equal(Quality.Frozen, _sensor.ReadCurrent(out _));
    }

    [Fact]
    public void A_chip_that_has_lost_its_trim_is_not_believed()
    {
        _chip.Set(0x0B, 2, 0x8002);
        Assert.Equal(Quality.BusError, _sensor.ReadCurrent(out _));
    }

    [Fact]
    public void A_reset_is_found_counted_and_mended()
    {
        Assert.Equal(Quality.Good, _sensor.ReadCurrent(out _));
        _chip.Set(0x01, 2, 0xFB68); // as after power-up
        Assert.Equal(Quality.BusError, _sensor.ReadCurrent(out _));
        Assert.Equal(1, _sensor.Resets);
        Assert.Contains((0x00, 0x4000), _chip.Written);
        Assert.Contains((0x02, 4096), _chip.Written);
        Assert.Equal((0x01, 0xBB6A), _chip.Written[^1]);
        Assert.Equal(Quality.Frozen, _sensor.ReadBus(out _));
        Assert.False(_sensor.TryReadCharge(out _));
    }

    /// <summary>SLYS021A tables 7-5 and 7-7: another range is read four times too high, another calibration by its share.</summary>
    [Theory, InlineData(0x00, 0x0010), InlineData(0x02, 2048)]
    public void A_register_that_changes_alone_is_found_and_mended(int register, int value)
    {
        Assert.Equal(Quality.Good, _sensor.ReadCurrent(out _));
        _chip.Set(register, 2, value);
        Assert.Equal(Quality.BusError, _sensor.ReadCurrent(out _));
        Assert.Equal(1, _sensor.Resets);
        Assert.Contains((0x02, 4096), _chip.Written);
    }

    [Fact]
    public void A_bit_that_turns_over_in_every_second_reading_is_no_current()
    {
        int reads = 0;
        _chip.OnRead = register => _chip.Set(0x07, 3, register == 0x07 && ++reads % 2 == 0 ? 0x400000 : 0);
        Assert.Equal(Quality.BusError, _sensor.ReadCurrent(out _));
    }

    /// <summary>Charge steps are current steps for a second: 21,600 As over 312.5 uAs.</summary>
    [Theory]
    [InlineData(69_120_000L, 21_600_000_000L)]
    [InlineData(-69_120_000L, -21_600_000_000L)]
    public void Charge_is_counted_both_ways_in_forty_bits(long steps, long expected_uAs)
    {
        _sensor.ReadCurrent(out _);
        _chip.Set(0x0A, 5, steps);
        Assert.True(_sensor.TryReadCharge(out long charge_uAs));
        Assert.Equal(expected_uAs, charge_uAs);
    }

    /// <summary>A shunt that is 1 % larger than its mark shows 1 % more than flows.</summary>
    [Theory]
    [InlineData(10_000, 99_009, 99_009_900)]
    [InlineData(-10_000, 101_010, 101_010_101)]
    [InlineData(0, 100_000, 100_000_000)]
    public void A_shunt_measured_on_the_board_corrects_current_and_charge(int shunt_ppm, int current_mA, long charge_uAs)
    {
        var sensor = new Ina228CurrentSensor(_bench.Attach(0x46, _chip), 1000, shunt_ppm);
        _chip.Set(0x07, 3, 320_000 << 4); // 100 mV
        _chip.Set(0x0A, 5, 320_000);
        Assert.Equal(Quality.Good, sensor.ReadCurrent(out int read_mA));
        Assert.InRange(read_mA, current_mA - 1, current_mA + 1);
        Assert.True(sensor.TryReadCharge(out long read_uAs));
        Assert.InRange(read_uAs, charge_uAs - 1, charge_uAs + 1);
    }

    [Fact]
    public void Charge_that_jumps_between_two_readings_is_not_believed()
    {
        _sensor.ReadCurrent(out _);
        int reads = 0;
        _chip.OnRead = register => _chip.Set(0x0A, 5, register == 0x0A && ++reads % 2 == 0 ? 1L << 30 : 0);
        Assert.False(_sensor.TryReadCharge(out _));
    }

    [Fact]
    public void Another_chip_at_the_address_is_never_written_to()
    {
        _chip.Set(0x3F, 2, 0x2381);
        _chip.Set(0x01, 2, 0xFB68);
        Assert.Equal(Quality.BusError, _sensor.ReadCurrent(out _));
        Assert.Empty(_chip.Written);
    }

    [Theory]
    [InlineData(1000, 163_837)]
    [InlineData(500, 327_675)]
    public void The_range_follows_from_the_shunt(int shunt_uohm, int range_mA) =>
        Assert.Equal(range_mA, new Ina228CurrentSensor(_bench.Attach(0x45, new WideChip()), shunt_uohm).Range_mA);
}
