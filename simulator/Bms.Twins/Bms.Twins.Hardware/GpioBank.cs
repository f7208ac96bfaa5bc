namespace Bms.Twins;

/// <summary>How the firmware has set a pin.</summary>
public enum GpioRole
{
    /// <summary>Input without a pull of its own; also the state after reset.</summary>
    Input,

    /// <summary>Input with the controller's pull-down.</summary>
    InputPullDown,

    /// <summary>Input with the controller's pull-up.</summary>
    InputPullUp,

    /// <summary>Output that drives both levels.</summary>
    Output,
}

/// <summary>
/// The pins of the controller. What a reader sees comes, strongest first, from outside, from the firmware's output, from a pull
/// inside the controller, from a resistor on the board, and is low when there is none of them.
/// </summary>
public sealed class GpioBank
{
    /// <summary>Pins 0 to PinCount - 1 exist.</summary>
    public const int PinCount = 256;

    private readonly GpioRole[] _role = new GpioRole[PinCount];
    private readonly bool[] _latch = new bool[PinCount];
    private readonly bool?[] _outside = new bool?[PinCount];
    private readonly bool[] _boardPull = new bool[PinCount];

    /// <summary>Told whenever the firmware changes what it does to a pin (write, mode), with the level that the pin then shows.</summary>
    public Action<int, bool>? Written { get; set; }

    /// <summary>Level that a reader of the pin sees: true = high.</summary>
    public bool this[int pin] => _outside[pin] ?? _role[pin] switch
    {
        GpioRole.Output => _latch[pin],
        GpioRole.InputPullDown => false,
        GpioRole.InputPullUp => true,
        _ => _boardPull[pin],
    };

    /// <summary>How the firmware has set the pin.</summary>
    public GpioRole Role(int pin) => _role[pin];

    /// <summary>Something outside holds the pin at a level, harder than the firmware can.</summary>
    public void DriveFromOutside(int pin, bool level) => _outside[pin] = level;

    /// <summary>Nothing outside holds the pin any more.</summary>
    public void Release(int pin) => _outside[pin] = null;

    /// <summary>A resistor on the board pulls the pin while nobody drives it.</summary>
    public void PullFromBoard(int pin, bool level) => _boardPull[pin] = level;

    /// <summary>The firmware sets the pin's role; an output starts at the level last written, low at first.</summary>
    public void SetRole(int pin, GpioRole role)
    {
        _role[pin] = role;
        Written?.Invoke(pin, this[pin]);
    }

    /// <summary>The firmware writes the pin's output latch; it shows once the pin is an output.</summary>
    public void Write(int pin, bool level)
    {
        _latch[pin] = level;
        Written?.Invoke(pin, this[pin]);
    }

    /// <summary>The firmware lets go of the pin: it is what it was after reset.</summary>
    public void Close(int pin)
    {
        _latch[pin] = false;
        SetRole(pin, GpioRole.Input);
    }
}
