using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>
/// Register numbers and codes are from Texas Instruments SBOS448G: shunt 10 uV, bus 4 mV from bit 3, CAL = 0.04096 / (LSB x R).
/// With 10 milliohm and CAL 8192 the current register counts 0.5 mA.
/// </summary>
public class Ina219CurrentSensorTests
{
    private const int Ready = 2;
    private const int Overflow = 1;

    private readonly DriverBench _bench = new();
    private readonly RegisterChip _chip = new();
    private readonly Ina219CurrentSensor _sensor;

    public Ina219CurrentSensorTests()
    {
        _chip[0x00] = 0x399F;
        _chip[0x02] = Bus(16_000);
        RegisterPort port = _bench.Attach(0x40, _chip);
        _sensor = _bench.Build(() => new Ina219CurrentSensor(port));
        _sensor.ReadCurrent(out _); // finds the reset values and configures
        _chip.Written.Clear();
    }

    [Fact]
    public void The_chip_is_set_to_32_V_160_mV_and_32_averages_continuously_before_anything_counts()
    {
        var chip = new RegisterChip();
        chip[0x00] = 0x399F;
        chip[0x02] = Bus(16_000);
        RegisterPort port = _bench.Attach(0x41, chip);
        Ina219CurrentSensor fresh = _bench.Build(() => new Ina219CurrentSensor(port));
        Assert.Empty(chip.Written); // a constructor that wrote could fail unseen
        Assert.Equal(Quality.BusError, fresh.ReadCurrent(out _));
        Assert.Equal((0x00, 0b0_0_1_10_1101_1101_111), chip.Written[0]);
        Assert.Equal((0x05, 8192), chip.Written[1]);
        Assert.Equal(Quality.Good, fresh.ReadCurrent(out _));
    }

    [Theory]
    [InlineData(0x0000, 0)]
    [InlineData(0x2710, 5_000)]
    [InlineData(0xD8F0, -5_000)] // discharge
    [InlineData(0x7CFD, 15_998)] // 31,997: the last code below full scale
    [InlineData(0x8303, -15_998)]
    public void The_current_is_signed_and_positive_for_charge(int register, int expected_mA)
    {
        _chip[0x04] = register;
        Assert.Equal(Quality.Good, _sensor.ReadCurrent(out int current_mA));
        Assert.Equal(expected_mA, current_mA);
    }

    [Theory]
    [InlineData(0x7D00)] // 16 A: 160 mV on 10 milliohm
    [InlineData(0x7CFE)]
    [InlineData(0x8300)]
    [InlineData(0x8302)]
    public void The_end_of_the_range_is_a_fault_and_never_a_value(int register)
    {
        _chip[0x04] = register;
        Assert.Equal(Quality.Saturated, _sensor.ReadCurrent(out _));
    }

    [Fact]
    public void An_arithmetic_overflow_is_saturation()
    {
        _chip[0x04] = 0x0100;
        _chip[0x02] = Bus(16_000) | Overflow;
        Assert.Equal(Quality.Saturated, _sensor.ReadCurrent(out _));
    }

    [Fact]
    public void An_overflow_that_a_second_read_does_not_show_is_a_disturbed_read()
    {
        _chip[0x04] = 0x0100;
        _chip[0x02] = Bus(16_000) | Overflow;
        _chip.OnRead = register => _chip[0x02] = register == 0x04 ? Bus(16_000) : _chip[0x02];
        Assert.Equal(Quality.BusError, _sensor.ReadCurrent(out _));
    }

    [Theory]
    [InlineData(0x5D98 | 2, 11_980)] // the datasheet's worked example
    [InlineData(0x7FFA, 16_380)]
    [InlineData(0x8002, 16_384)] // from here on the package turns negative
    [InlineData(0x8342, 16_800)] // a full pack of four cells
    [InlineData(0xCB22, 26_000)] // the pin's limit
    [InlineData(0x0002, 0)]
    public void The_bus_voltage_is_right_on_both_sides_of_16_384_V(int register, int expected_mV)
    {
        _chip[0x02] = register;
        Assert.Equal(Quality.Good, _sensor.ReadBus(out int bus_mV));
        Assert.Equal(expected_mV, bus_mV);
    }

    [Theory]
    [InlineData(0xCB2A)] // 26,004 mV
    [InlineData(0xFA02)] // the end of the range, 32 V
    [InlineData(0xFFFF)]
    public void More_than_the_pin_may_see_is_no_bus_voltage(int register)
    {
        _chip[0x02] = register;
        Assert.Equal(Quality.OutOfRange, _sensor.ReadBus(out _));
    }

    [Fact]
    public void A_dead_bus_is_a_bus_error_and_never_1024_codes()
    {
        _chip.AnswersLeft = 0;
        Assert.Equal(Quality.BusError, _sensor.ReadCurrent(out _));
        Assert.Equal(Quality.BusError, _sensor.ReadBus(out _));
    }

    [Fact]
    public void One_lost_transfer_of_a_current_reading_never_gives_a_wrong_value()
    {
        _chip[0x04] = 0x2710;
        CheckEveryLostTransfer(() => (_sensor.ReadCurrent(out int value), value), 5_000);
    }

    [Fact]
    public void One_lost_transfer_of_a_bus_reading_never_gives_a_wrong_value()
    {
        _chip[0x02] = Bus(16_800);
        CheckEveryLostTransfer(() => (_sensor.ReadBus(out int value), value), 16_800);
    }

    [Fact]
    public void A_bus_that_dies_at_any_transfer_never_gives_a_wrong_value()
    {
        _chip[0x04] = 0x2710;
        for (int answers = 0; answers < 30; answers++)
        {
            _chip.AnswersLeft = answers;
            Quality quality = _sensor.ReadCurrent(out int current_mA);
            Assert.True(quality != Quality.Good || current_mA == 5_000, $"{answers} answers gave {current_mA} mA");
        }
    }

    [Fact]
    public void A_conversion_that_ends_during_the_reading_is_read_again()
    {
        _chip[0x04] = 0x2710;
        int reads = 0;
        _chip.OnRead = register => _chip[0x04] = register == 4 && ++reads == 2 ? 0x2774 : _chip[0x04];
        Assert.Equal(Quality.Good, _sensor.ReadCurrent(out int current_mA));
        Assert.Equal(5_050, current_mA);
    }

    [Fact]
    public void A_bit_flipped_on_the_bus_is_outvoted_by_a_second_pair_of_readings()
    {
        int reads = 0;
        _chip.OnRead = register => _chip[0x04] = register == 4 && ++reads == 2 ? 0x2710 ^ 0x0400 : 0x2710;
        Assert.Equal(Quality.Good, _sensor.ReadCurrent(out int current_mA));
        Assert.Equal(5_000, current_mA);
    }

    [Fact]
    public void Two_readings_that_never_agree_are_a_bus_error()
    {
        int reads = 0;
        _chip.OnRead = register => (_chip[0x04], _chip[0x02]) = (++reads, register == 2 ? _chip[0x02] ^ 0x2000 : _chip[0x02]);
        Assert.Equal(Quality.BusError, _sensor.ReadBus(out _)); // 4.096 V apart
        Assert.Equal(Quality.BusError, _sensor.ReadCurrent(out _));
    }

    [Fact]
    public void Without_a_new_conversion_the_value_is_frozen()
    {
        _chip.OnRead = register => _chip[0x02] = register == 3 ? _chip[0x02] & ~Ready : _chip[0x02];
        Assert.Equal(Quality.Good, _sensor.ReadCurrent(out _));
        Assert.Equal(Quality.Frozen, _sensor.ReadCurrent(out _));
        _chip[0x02] |= Ready;
        Assert.Equal(Quality.Good, _sensor.ReadCurrent(out _));
    }

    [Fact]
    public void A_brown_out_is_noticed_and_repaired_and_its_zeros_are_not_believed()
    {
        BrownOut();
        Assert.Equal(Quality.BusError, _sensor.ReadCurrent(out _));
        Assert.Equal(Quality.Frozen, _sensor.ReadBus(out _));
        Assert.Equal([(0x00, 0x36EF), (0x05, 8192)], _chip.Written);
        _chip[0x02] = Bus(16_800);
        Assert.Equal(Quality.Good, _sensor.ReadCurrent(out _));
        Assert.Equal(Quality.Good, _sensor.ReadBus(out _));
    }

    [Theory]
    [InlineData(4, 1)] // before the first reading of the current, before the second
    [InlineData(4, 2)]
    public void A_brown_out_in_the_midst_of_a_reading_is_noticed(int register, int reading)
    {
        _chip[0x04] = 0x2710;
        int reads = 0;
        _chip.OnRead = read =>
        {
            if (read == register && ++reads == reading)
            {
                BrownOut();
            }
        };
        Assert.NotEqual(Quality.Good, _sensor.ReadCurrent(out _));
    }

    [Fact]
    public void A_calibration_lost_alone_is_noticed()
    {
        _chip[0x05] = 0;
        Assert.Equal(Quality.BusError, _sensor.ReadCurrent(out _));
        Assert.Equal(8192, _chip[0x05]);
    }

    /// <summary>Inside the package each transfer on a held line cost a second, four of them before a switch could open.</summary>
    [Fact]
    public void A_line_that_sticks_at_any_transfer_costs_one_time_out_and_opens_the_switches()
    {
        for (int transfer = 1; transfer <= 22; transfer++)
        {
            _bench.Guard.BeginCycle();
            _bench.Switches.Charge = true;
            _bench.SticksAt = transfer;
            long before_us = _bench.Machine.Clock.Now_us;
            _sensor.ReadCurrent(out _);
            _sensor.ReadBus(out _);
            Assert.InRange(_bench.Machine.Clock.Now_us - before_us, 1_000_000, 1_003_000);
            Assert.True(_bench.Switches.IsOpen, $"transfer {transfer} stuck and the switches stayed closed");
            _bench.LineIsStuck = false;
        }
    }

    [Fact]
    public void A_brown_out_on_a_line_that_then_sticks_costs_one_time_out_as_well()
    {
        for (int transfer = 1; transfer <= 8; transfer++)
        {
            _bench.LineIsStuck = false;
            _bench.Guard.BeginCycle();
            _sensor.ReadCurrent(out _);
            BrownOut();
            _bench.SticksAt = transfer;
            long before_us = _bench.Machine.Clock.Now_us;
            _sensor.ReadCurrent(out _);
            Assert.InRange(_bench.Machine.Clock.Now_us - before_us, 1_000_000, 1_003_000);
        }
    }

    [Fact]
    public void A_stuck_line_costs_one_time_out_and_opens_the_switches()
    {
        _bench.Switches.Charge = true;
        _bench.LineIsStuck = true;
        long before_us = _bench.Machine.Clock.Now_us;
        Assert.Equal(Quality.BusError, _sensor.ReadCurrent(out _));
        Assert.Equal(Quality.BusError, _sensor.ReadBus(out _));
        Assert.InRange(_bench.Machine.Clock.Now_us - before_us, 1_000_000, 1_001_000);
        Assert.True(_bench.Switches.IsOpen);
    }

    [Fact]
    public void A_reading_takes_its_transfers_and_no_wait_for_a_conversion()
    {
        long before_us = _bench.Machine.Clock.Now_us;
        _sensor.ReadCurrent(out _);
        _sensor.ReadBus(out _);
        Assert.InRange(_bench.Machine.Clock.Now_us - before_us, 500, 3_000);
    }

    private static int Bus(int voltage_mV) => (voltage_mV / 4 << 3) | Ready;

    private void BrownOut()
    {
        _chip[0x00] = 0x399F;
        _chip[0x02] = 0;
        _chip[0x04] = 0;
        _chip[0x05] = 0;
    }

    private void CheckEveryLostTransfer(Func<(Quality Quality, int Value)> read, int expected)
    {
        int refused = 0;
        for (int lost = 1; lost <= 25; lost++)
        {
            read(); // whatever the one before has left behind is repaired
            _chip.Transfers = 0;
            _chip.DeafAt = lost;
            (Quality quality, int value) = read();
            _chip.DeafAt = 0;
            refused += quality == Quality.Good ? 0 : 1;
            Assert.True(quality != Quality.Good || value == expected, $"transfer {lost} lost gave {value}");
        }

        Assert.Equal(0, refused); // each was tried again
    }
}
