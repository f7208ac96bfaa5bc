using Bms.Twins;

namespace Bms.Simulator.Chips;

/// <summary>
/// Microchip MCP9808, temperature sensor, after its datasheet DS25095. Input 0 is the temperature of the chip in degC. Until the first
/// conversion has ended the temperature register reads 0 degC. Not modelled: the Alert pin and its status and interrupt bits, the
/// SMBus time-out.
/// </summary>
public sealed class Mcp9808Chip : VirtualChip
{
    private const int ManufacturerId = 0x0054, DeviceId = 0x0400; // 5.1.4, 5.1.5
    private const int Shutdown = 0x0100, CriticalLock = 0x0080, WindowLock = 0x0040; // 5.1.1
    private const int LimitMask = 0x1FFC, ConfigMask = 0x07CF;
    private const double Step_C = 0.0625;

    // 5.2.4: typical conversion time of each resolution, 0.5, 0.25, 0.125 and 0.0625 degC, in us.
    private static readonly int[] s_conversion_us = [30_000, 65_000, 130_000, FinestConversion_us];

    /// <summary>Typical time of a conversion at the finest resolution, which the chip has after power-up, in us.</summary>
    public const int FinestConversion_us = 250_000;

    private readonly Func<double> _temperature_C;
    private readonly NoiseSource _noise;
    private readonly Mcp9808Errors _errors;

    private int _pointer, _config, _upper, _lower, _critical, _resolution, _steps, _flags;
    private long _end_us;

    public Mcp9808Chip(VirtualClock clock, NoiseSource noise, Func<double> temperature_C, Mcp9808Errors errors)
        : base(clock, inputs: 1)
    {
        _noise = noise;
        _temperature_C = temperature_C;
        _errors = errors;
        PowerOnReset();
    }

    /// <inheritdoc/>
    public override void PowerOnReset()
    {
        _pointer = _config = _upper = _lower = _critical = _steps = _flags = 0;
        _resolution = 3;
        _end_us = Clock.Now_us + Conversion_us;
    }

    private long Conversion_us => (long)(s_conversion_us[_resolution] * _errors.ClockFactor);

    /// <inheritdoc/>
    public override void CatchUp()
    {
        long behind_us = Clock.Now_us - _end_us;
        if (behind_us < 0)
        {
            return;
        }

        // Of many conversions of an unchanged input only the last leaves a trace.
        _end_us += behind_us / Conversion_us * Conversion_us;
        if ((_config & Shutdown) == 0)
        {
            Convert();
        }

        _end_us += Conversion_us;
    }

    /// <inheritdoc/>
    protected override int Receive(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            _pointer = bytes[0] & 0x0F; // 5.1: the upper half of the pointer is not used
        }

        if ((Register)_pointer == Register.Resolution && bytes.Length == 2)
        {
            _resolution = bytes[1] & 3;
            _end_us = Clock.Now_us + Conversion_us;
        }
        else if (bytes.Length >= 3)
        {
            WriteWord((bytes[1] << 8) | bytes[2]);
        }

        return bytes.Length;
    }

    /// <inheritdoc/>
    protected override void Send(Span<byte> bytes)
    {
        // The resolution register has eight bits only and comes first.
        int word = (Register)_pointer == Register.Resolution ? (_resolution << 8) | 0xFF : ReadWord();
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = i < 2 ? (byte)(word >> (8 - (8 * i))) : (byte)0xFF;
        }
    }

    private int ReadWord()
    {
        switch ((Register)_pointer)
        {
            case Register.Config: return _config;
            case Register.Upper: return _upper;
            case Register.Lower: return _lower;
            case Register.Critical: return _critical;
            case Register.Ambient: return _flags | (_steps & 0x1FFF);
            case Register.Manufacturer: return ManufacturerId;
            case Register.Device: return DeviceId;
            default:
                ReservedAccesses++;
                return 0;
        }
    }

    private void WriteWord(int value)
    {
        bool windowLocked = (_config & WindowLock) != 0;
        switch ((Register)_pointer)
        {
            case Register.Config: Configure(value & ConfigMask); break;
            case Register.Upper when !windowLocked: _upper = value & LimitMask; break;
            case Register.Lower when !windowLocked: _lower = value & LimitMask; break;
            case Register.Critical when (_config & CriticalLock) == 0: _critical = value & LimitMask; break;
            case Register.Reserved or > Register.Resolution: ReservedAccesses++; break;
        }
    }

    /// <summary>A lock holds until the power goes; while one is set, shutdown cannot be entered (5.1.1).</summary>
    private void Configure(int value)
    {
        int locks = _config & (CriticalLock | WindowLock);
        if (locks != 0)
        {
            value &= ~Shutdown;
        }

        bool wakes = (_config & Shutdown) != 0 && (value & Shutdown) == 0;
        _config = value | locks;
        if (wakes)
        {
            _end_us = Clock.Now_us + Conversion_us;
        }
    }

    private void Convert()
    {
        InputFault fault = Faults[0];
        if (!fault.Frozen)
        {
            double value = fault.Apply(_temperature_C(), _end_us) + _errors.Offset_C;
            value += _noise.Gaussian() * _errors.Noise_C * fault.NoiseFactor;
            int unused = (1 << (3 - _resolution)) - 1;
            _steps = Quantise(value, Step_C, -4096, 4095) & ~unused; // 5.2.4: bits below the resolution stay 0
        }

        UpdateFlags();
    }

    /// <summary>Bits 15 to 13 of the temperature register; the hysteresis counts only while it gets colder (5.2.2, 5.2.3).</summary>
    private void UpdateFlags()
    {
        int hysteresis = ((_config >> 9) & 3) switch { 1 => 24, 2 => 48, 3 => 96, _ => 0 };
        bool critical = _steps >= Steps(_critical) - ((_flags & 0x8000) != 0 ? hysteresis : 0);
        bool above = _steps > Steps(_upper) - ((_flags & 0x4000) != 0 ? hysteresis : 0);
        bool below = _steps < Steps(_lower) - ((_flags & 0x2000) != 0 ? 0 : hysteresis);
        _flags = (critical ? 0x8000 : 0) | (above ? 0x4000 : 0) | (below ? 0x2000 : 0);
    }

    private static int Steps(int limit) => (limit & 0x1000) != 0 ? (limit & 0x1FFF) - 0x2000 : limit;

    private enum Register
    {
        Reserved = 0,
        Config = 1,
        Upper = 2,
        Lower = 3,
        Critical = 4,
        Ambient = 5,
        Manufacturer = 6,
        Device = 7,
        Resolution = 8,
    }
}
