using Bms.Twins;

namespace System.Device.Gpio;

public enum PinMode
{
    Input = 0,
    InputPullDown = 1,
    InputPullUp = 2,
    Output = 3,
    OutputOpenDrain = 4,
    OutputOpenDrainPullUp = 5,
    OutputOpenSource = 6,
    OutputOpenSourcePullDown = 7,
}

public sealed class GpioPin : IDisposable
{
    private readonly GpioBank _bank;
    private PinMode _mode;
    private bool _disposed;

    internal GpioPin(GpioBank bank, int pinNumber)
    {
        _bank = bank;
        PinNumber = pinNumber;
    }

    public int PinNumber { get; }

    public void Dispose()
    {
        if (!_disposed)
        {
            _bank.Close(PinNumber);
            _disposed = true;
        }
    }

    public PinMode GetPinMode() => _mode;

    public PinValue Read() => _bank[PinNumber];

    public void SetPinMode(PinMode value)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _bank.SetRole(PinNumber, value switch
        {
            PinMode.Input => GpioRole.Input,
            PinMode.InputPullDown => GpioRole.InputPullDown,
            PinMode.InputPullUp => GpioRole.InputPullUp,
            PinMode.Output => GpioRole.Output,
            _ => throw new ArgumentException($"Pin mode {value} has no twin; inputs and Output have.", nameof(value)),
        });
        _mode = value;
    }

    public void Toggle() => Write(!_bank[PinNumber]);

    // The board's controller drops what is written to an input.
    public void Write(PinValue value)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_mode == PinMode.Output)
        {
            _bank.Write(PinNumber, (bool)value);
        }
    }
}
