using System.Device.Gpio;
using Xunit;

namespace Bms.Twins.Tests;

public sealed class GpioControllerTests : IDisposable
{
    private readonly VirtualMachine _machine = new();
    private readonly GpioController _controller;

    public GpioControllerTests()
    {
        using (VirtualMachine.Enter(_machine))
        {
            _controller = new GpioController();
        }
    }

    public void Dispose() => _controller.Dispose();

    [Fact]
    public void An_output_drives_the_machines_pin()
    {
        GpioPin pin = _controller.OpenPin(25, PinMode.Output);
        pin.Write(PinValue.High);
        Assert.True(_machine.Gpio[25]);
        pin.Toggle();
        Assert.False(_machine.Gpio[25]);
        _controller.Write(25, true);
        Assert.True((bool)_controller.Read(25));
    }

    [Fact]
    public void An_input_sees_what_is_outside_and_drops_what_is_written_to_it()
    {
        GpioPin pin = _controller.OpenPin(34, PinMode.Input);
        _machine.Gpio.DriveFromOutside(34, true);
        Assert.Equal(PinValue.High, pin.Read());
        _machine.Gpio.Release(34);
        pin.Write(PinValue.High);
        pin.SetPinMode(PinMode.Output);
        Assert.Equal(PinValue.Low, pin.Read());
    }

    [Fact]
    public void A_pin_is_opened_once_and_free_again_when_closed()
    {
        _controller.OpenPin(25, PinMode.Output).Write(PinValue.High);
        Assert.Throws<InvalidOperationException>(() => _controller.OpenPin(25));
        _controller.ClosePin(25);
        Assert.False(_controller.IsPinOpen(25));
        Assert.False(_machine.Gpio[25]);
        Assert.Equal(PinMode.Input, _controller.OpenPin(25).GetPinMode());
        Assert.Throws<InvalidOperationException>(() => _controller.Read(26));
    }

    [Fact]
    public void A_disposed_controller_lets_go_of_every_pin()
    {
        GpioPin pin = _controller.OpenPin(25, PinMode.Output);
        pin.Write(PinValue.High);
        _controller.Dispose();
        Assert.Equal(GpioRole.Input, _machine.Gpio.Role(25));
        Assert.Throws<ObjectDisposedException>(() => pin.Write(PinValue.High));
    }

    [Fact]
    public void A_pin_mode_without_a_twin_is_refused_not_guessed()
    {
        Assert.Throws<ArgumentException>(() => _controller.OpenPin(25, PinMode.OutputOpenDrain));
    }

    [Fact]
    public void Pin_values_convert_as_on_the_board()
    {
        Assert.Equal(1, (int)PinValue.High);
        Assert.Equal(0, (byte)PinValue.Low);
        Assert.True(PinValue.High == 7);
        Assert.True(PinValue.Low != true);
        Assert.Equal("Low", PinValue.Low.ToString());
    }
}
