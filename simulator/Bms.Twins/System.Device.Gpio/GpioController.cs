using Bms.Twins;

namespace System.Device.Gpio;

public sealed class GpioController : IDisposable
{
    private readonly GpioBank _bank = VirtualMachine.Current.Gpio;
    private readonly GpioPin[] _open = new GpioPin[GpioBank.PinCount];

    public GpioController()
    {
    }

    public void ClosePin(int pinNumber)
    {
        Opened(pinNumber).Dispose();
        _open[pinNumber] = null;
    }

    public void Dispose()
    {
        for (int pin = 0; pin < _open.Length; pin++)
        {
            _open[pin]?.Dispose();
            _open[pin] = null;
        }
    }

    public PinMode GetPinMode(int pinNumber) => Opened(pinNumber).GetPinMode();

    public bool IsPinOpen(int pinNumber) => _open[pinNumber] != null;

    public GpioPin OpenPin(int pinNumber) => OpenPin(pinNumber, PinMode.Input);

    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        if (pinNumber < 0 || pinNumber >= _open.Length || _open[pinNumber] != null)
        {
            throw new InvalidOperationException($"Pin {pinNumber} does not exist or is open already.");
        }

        var pin = new GpioPin(_bank, pinNumber);
        pin.SetPinMode(mode);
        _open[pinNumber] = pin;
        return pin;
    }

    public PinValue Read(int pinNumber) => Opened(pinNumber).Read();

    public void SetPinMode(int pinNumber, PinMode mode) => Opened(pinNumber).SetPinMode(mode);

    public void Write(int pinNumber, PinValue value) => Opened(pinNumber).Write(value);

    private GpioPin Opened(int pinNumber) =>
        _open[pinNumber] ?? throw new InvalidOperationException($"Pin {pinNumber} is not open.");
}
