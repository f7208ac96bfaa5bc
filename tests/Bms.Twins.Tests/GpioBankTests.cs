using Xunit;

namespace Bms.Twins.Tests;

public class GpioBankTests
{
    private readonly GpioBank _gpio = new();

    [Fact]
    public void A_pin_that_nobody_drives_shows_its_pull_and_is_low_without_one()
    {
        Assert.False(_gpio[27]);
        _gpio.PullFromBoard(27, true);
        Assert.True(_gpio[27]);
        _gpio.SetRole(27, GpioRole.InputPullDown);
        Assert.False(_gpio[27]);
        _gpio.SetRole(27, GpioRole.InputPullUp);
        Assert.True(_gpio[27]);
    }

    [Fact]
    public void An_output_reads_back_its_level_unless_driven_from_outside()
    {
        _gpio.SetRole(25, GpioRole.Output);
        _gpio.Write(25, true);
        Assert.True(_gpio[25]);
        _gpio.DriveFromOutside(25, false);
        Assert.False(_gpio[25]);
        _gpio.Release(25);
        Assert.True(_gpio[25]);
    }

    [Fact]
    public void A_level_written_to_an_input_shows_when_it_becomes_an_output()
    {
        _gpio.Write(25, true);
        Assert.False(_gpio[25]);
        _gpio.SetRole(25, GpioRole.Output);
        Assert.True(_gpio[25]);
    }

    [Fact]
    public void A_closed_pin_falls_back_to_the_boards_pull()
    {
        _gpio.PullFromBoard(27, true);
        _gpio.SetRole(27, GpioRole.Output);
        Assert.False(_gpio[27]);
        _gpio.Close(27);
        Assert.True(_gpio[27]);
    }

    [Fact]
    public void Written_tells_each_change_with_the_level_that_shows()
    {
        var seen = new List<(int, bool)>();
        _gpio.Written = (pin, level) => seen.Add((pin, level));
        _gpio.SetRole(25, GpioRole.Output);
        _gpio.Write(25, true);
        _gpio.Close(25);
        Assert.Equal([(25, false), (25, true), (25, false)], seen);
    }
}
