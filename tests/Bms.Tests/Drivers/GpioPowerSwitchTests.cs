using Bms.Drivers;
using Bms.Twins;
using Xunit;

namespace Bms.Tests.Drivers;

public class GpioPowerSwitchTests
{
    private readonly DriverBench _bench = new();
    private readonly List<(int Pin, bool Level)> _written = [];
    private readonly GpioPowerSwitch _switch;

    public GpioPowerSwitchTests()
    {
        Pins.Written = (pin, level) => _written.Add((pin, level));
        _switch = _bench.BuildOnPins(gpio => new GpioPowerSwitch(gpio, 25, 26, 34, 35));
    }

    private GpioBank Pins => _bench.Machine.Gpio;

    [Fact]
    public void Both_gates_are_low_outputs_from_the_start_without_a_pulse()
    {
        Assert.Equal(GpioRole.Output, Pins.Role(25));
        Assert.Equal(GpioRole.Output, Pins.Role(26));
        Assert.DoesNotContain(_written, w => w.Level);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Each_gate_follows_its_own_command(bool charge, bool discharge)
    {
        Assert.True(_switch.TrySet(charge, discharge));
        Assert.Equal(charge, Pins[25]);
        Assert.Equal(discharge, Pins[26]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void The_read_back_is_the_FETs_state_and_not_the_command(bool charge, bool discharge)
    {
        _switch.TrySet(!charge, !discharge);
        Pins.DriveFromOutside(34, charge);
        Pins.DriveFromOutside(35, discharge);
        Assert.True(_switch.TryReadBack(out bool chargeClosed, out bool dischargeClosed));
        Assert.Equal(charge, chargeClosed);
        Assert.Equal(discharge, dischargeClosed);
    }
}
