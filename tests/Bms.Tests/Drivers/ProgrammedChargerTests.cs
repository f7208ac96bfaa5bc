using System.Device.I2c;
using Bms.Drivers;
using Bms.Twins;
using Xunit;

namespace Bms.Tests.Drivers;

public class ProgrammedChargerTests
{
    private const int Off = 27, Supply = 36, Output = 39;

    private readonly DriverBench _bench = new();
    private readonly DacChip _dac = new();
    private readonly List<(int Pin, bool Level)> _written = [];
    private readonly ProgrammedCharger _charger;

    public ProgrammedChargerTests()
    {
        _bench.Bus.Attach(0x60, _dac);
        Pins.PullFromBoard(Off, true);
        Pins.Written = (pin, level) => _written.Add((pin, level));
        _charger = _bench.BuildOnPins(gpio => new ProgrammedCharger(
            new Mcp4728(_bench.Guard, I2cDevice.Create(new I2cConnectionSettings(1, 0x60, I2cBusSpeed.FastMode))),
            gpio, Off, Supply, Output, 81_920, 40_960));
    }

    private GpioBank Pins => _bench.Machine.Gpio;

    [Fact]
    public void The_output_stays_off_through_the_start_without_a_pulse()
    {
        Assert.True(Pins[Off]);
        Assert.DoesNotContain((Off, false), _written);
    }

    [Theory]
    [InlineData(66_400, 25_000, 3320, 2500)] // 20 mV and 10 mA a step
    [InlineData(66_419, 25_009, 3320, 2500)] // rounded down
    [InlineData(200_000, 200_000, 4095, 4095)] // no more than it has
    public void Voltage_and_current_are_steps_of_their_full_scale(int voltage_mV, int current_mA, int a, int b)
    {
        Assert.True(_charger.TryApply(voltage_mV, current_mA));
        Assert.Equal((a, b), (Code(0), Code(1)));
        Assert.False(Pins[Off]);
    }

    [Theory]
    [InlineData(66_400, 9)]
    [InlineData(19, 25_000)]
    [InlineData(66_400, 0)]
    public void Less_than_a_step_is_off(int voltage_mV, int current_mA)
    {
        _charger.TryApply(66_400, 25_000);
        Assert.True(_charger.TryApply(voltage_mV, current_mA));
        Assert.True(Pins[Off]);
        Assert.Equal((0, 0), (Code(0), Code(1)));
    }

    [Fact]
    public void Settings_that_do_not_read_back_leave_it_off()
    {
        _charger.TryApply(66_400, 25_000);
        _dac.Forgets = true;
        Assert.False(_charger.TryApply(60_000, 25_000));
        Assert.True(Pins[Off]);
    }

    [Fact]
    public void The_pin_needs_no_bus()
    {
        _charger.TryApply(66_400, 25_000);
        _bench.LineIsStuck = true;
        Assert.False(_charger.TryDisable());
        Assert.True(Pins[Off]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Mains_and_output_are_two_lines(bool supply, bool output)
    {
        Pins.DriveFromOutside(Supply, supply);
        Pins.DriveFromOutside(Output, output);
        Assert.True(_charger.TryReadSupply(out bool present));
        Assert.True(_charger.TryReadDelivering(out bool delivering));
        Assert.Equal((supply, output), (present, delivering));
    }

    private int Code(int channel) => ((_dac.Channels[channel, 0] & 0x0F) << 8) | _dac.Channels[channel, 1];
}
