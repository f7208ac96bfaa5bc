using System.Device.I2c;
using Bms.Tests;
using Iot.Device.Adc;
using Xunit;

namespace Bms.Twins.Tests;

/// <summary>Register numbers and codes are from TI SBOS448G; the package's faults are what its source does.</summary>
public sealed class Ina219Tests : IDisposable
{
    private readonly VirtualMachine _machine = new();
    private readonly RegisterChip _chip = new();
    private readonly Ina219 _sensor;

    public Ina219Tests()
    {
        _chip.Register[0] = 0x399F;
        _machine.Bus(1).Attach(0x40, _chip);
        using (VirtualMachine.Enter(_machine))
        {
            _sensor = new Ina219(new I2cConnectionSettings(1, 0x40));
        }
    }

    public void Dispose() => _sensor.Dispose();

    [Theory]
    [InlineData(0x5D98, 11.98)] // the datasheet's worked example: 2995 x 4 mV
    [InlineData(0x7FF8, 16.380)]
    [InlineData(0x8000, -16.384)] // the fault: 16.384 V
    [InlineData(0x8340, -15.968)] // the fault: 16.8 V, a full pack of four cells
    public void Bus_voltages_from_16_384_V_up_come_out_negative(int register, double expected_V)
    {
        _chip.Register[2] = (ushort)register;
        Assert.Equal(expected_V, _sensor.ReadBusVoltage().Volts, 9);
    }

    [Theory]
    [InlineData(0x07D0, 0.020)] // the datasheet's worked example: 20 mV over 2 milliohm
    [InlineData(0x8300, -0.320)]
    public void The_shunt_voltage_is_signed_and_counts_10_uV(int register, double expected_V)
    {
        _chip.Register[1] = (ushort)register;
        Assert.Equal(expected_V, _sensor.ReadShuntVoltage().Volts, 9);
    }

    [Fact]
    public void Current_and_power_follow_the_calibration_which_is_written_before_each()
    {
        _sensor.SetCalibration(0x5000, 0.001f); // SBOS448G, programming example: 1 mA a bit
        _chip.Written.Clear();
        _chip.Register[4] = 0x2710;
        Assert.Equal(10_000, _sensor.ReadCurrent().Milliamperes, 2);
        _chip.Register[3] = 0x1766;
        Assert.Equal(119.8, _sensor.ReadPower().Watts, 1);
        Assert.Equal([(5, 0x5000), (5, 0x5000)], _chip.Written);
    }

    [Fact]
    public void A_dead_bus_reads_as_the_registers_number_in_the_upper_byte()
    {
        _chip.Deaf = true;
        Assert.Equal(0x0400, _sensor.ReadCurrent().Amperes, 6);
        Assert.Equal(0x0100 / 100_000.0, _sensor.ReadShuntVoltage().Volts, 9);
        Assert.Equal((0x0200 >> 3) * 0.004, _sensor.ReadBusVoltage().Volts, 9);
    }

    [Fact]
    public void The_overflow_flag_is_that_of_the_last_bus_voltage()
    {
        _chip.Register[2] = 0x5D99;
        _sensor.ReadBusVoltage();
        Assert.True(_sensor.MathOverflowFlag);
        _chip.Register[2] = 0x5D98;
        Assert.True(_sensor.MathOverflowFlag);
        _sensor.ReadBusVoltage();
        Assert.False(_sensor.MathOverflowFlag);
    }

    [Theory]
    [InlineData(Ina219AdcResolutionOrSamples.Adc9Bit, 84)]
    [InlineData(Ina219AdcResolutionOrSamples.Adc12Bit, 532)]
    [InlineData(Ina219AdcResolutionOrSamples.Adc32Sample, 17_020)]
    [InlineData(Ina219AdcResolutionOrSamples.Adc128Sample, 68_100)]
    public void A_reading_waits_for_its_conversion_in_virtual_time(Ina219AdcResolutionOrSamples samples, long expected_us)
    {
        _sensor.BusAdcResolutionOrSamples = samples;
        long before_us = _machine.Clock.Now_us;
        _sensor.ReadBusVoltage();
        Assert.Equal(expected_us + 122.5, _machine.Clock.Now_us - before_us, 0.5);
    }

    [Fact]
    public void The_settings_go_to_their_fields()
    {
        _sensor.BusVoltageRange = Ina219BusVoltageRange.Range16v;
        Assert.Equal(0x199F, _chip.Register[0]);
        _sensor.PgaSensitivity = Ina219PgaSensitivity.PlusOrMinus160mv;
        Assert.Equal(0x119F, _chip.Register[0]);
        _sensor.BusAdcResolutionOrSamples = Ina219AdcResolutionOrSamples.Adc32Sample;
        Assert.Equal(0x169F, _chip.Register[0]);
        _sensor.OperatingMode = Ina219OperatingMode.ShuntVoltageContinuous;
        Assert.Equal(0x169D, _chip.Register[0]);
        Assert.Equal(Ina219BusVoltageRange.Range16v, _sensor.BusVoltageRange);
        Assert.Equal(Ina219PgaSensitivity.PlusOrMinus160mv, _sensor.PgaSensitivity);
        Assert.Equal(Ina219AdcResolutionOrSamples.Adc32Sample, _sensor.BusAdcResolutionOrSamples);
        Assert.Equal(Ina219AdcResolutionOrSamples.Adc12Bit, _sensor.ShuntAdcResolutionOrSamples);
        Assert.Equal(Ina219OperatingMode.ShuntVoltageContinuous, _sensor.OperatingMode);
    }

    [Fact]
    public void The_shunts_resolution_lands_in_the_field_of_the_bus_voltage()
    {
        _chip.Register[0] = 0x3807;
        _sensor.ShuntAdcResolutionOrSamples = Ina219AdcResolutionOrSamples.Adc32Sample;
        Assert.Equal(0x3E87, _chip.Register[0]);
    }

    [Fact]
    public void Reset_writes_the_reset_bit_and_forgets_the_calibration()
    {
        _sensor.SetCalibration(0x5000, 0.001f);
        _sensor.Reset();
        _chip.Register[4] = 3;
        Assert.Equal((0, 0x8000), _chip.Written[1]);
        Assert.Equal(3, _sensor.ReadCurrent().Amperes);
        Assert.Equal((5, 0), _chip.Written[^1]);
    }

    [Fact]
    public void Each_reading_allocates_as_on_the_board()
    {
        _sensor.ReadCurrent();
        _chip.Written.Capacity = 64;
        Assert.InRange(Allocated.Least_bytes(() => _sensor.ReadCurrent()), 1, 100);
    }
}
