namespace Bms.Twins;

/// <summary>
/// What a board's processor is connected to: a clock, I2C buses and pins. Twins of the board's assemblies take the current machine when
/// they are constructed and keep it, so firmware of several machines can run on several threads.
/// </summary>
public sealed class VirtualMachine
{
    private const int BusCount = 8;

    [ThreadStatic]
    private static VirtualMachine? _current;

    private readonly I2cBus?[] _buses = new I2cBus?[BusCount + 1];

    /// <summary>The machine's time.</summary>
    public VirtualClock Clock { get; } = new();

    /// <summary>The machine's pins.</summary>
    public GpioBank Gpio { get; } = new();

    /// <summary>The machine that this thread has entered.</summary>
    /// <exception cref="InvalidOperationException">The thread has entered none.</exception>
    public static VirtualMachine Current =>
        _current
        ?? throw new InvalidOperationException("No virtual machine on this thread: construct drivers inside VirtualMachine.Enter.");

    /// <summary>Makes a machine this thread's current one until the result is disposed of.</summary>
    public static IDisposable Enter(VirtualMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var visit = new Visit(_current);
        _current = machine;
        return visit;
    }

    /// <summary>The bus of a number, 1 to 8, made when first asked for.</summary>
    public I2cBus Bus(int busId)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(busId, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(busId, BusCount);
        return _buses[busId] ??= new I2cBus(Clock);
    }

    private sealed class Visit(VirtualMachine? before) : IDisposable
    {
        public void Dispose() => _current = before;
    }
}
