using Bms.Twins;

namespace Bms.Simulator.Chips;

/// <summary>
/// TI TMP117, temperature sensor, after its datasheet SNOSD82D. Input 0 is the temperature of the chip in degC. Until the first conversion
/// has ended the result reads -256 degC. Not modelled: the EEPROM (its registers read 0), the ALERT pin, therm mode,
/// the general-call reset.
/// </summary>
public sealed class Tmp117Chip : WordChip
{
    private const int PowerUp = 0x0220, NoConversion = 0x8000; // 7.6.1
    private const int High = 0x8000, Low = 0x4000, Ready = 0x2000, Settings = 0x0FFC;
    private const double Step_C = 7.8125e-3;
    private const int One_us = 15_500, Reset_us = 2_000; // 6.5: one conversion, time of a soft reset

    // Table 7-7: time from one result to the next in ms, by the bits CONV; not less than what the averages take.
    private static readonly int[] s_cycle_ms = [0, 125, 250, 500, 1_000, 4_000, 8_000, 16_000];
    private static readonly int[] s_averages = [1, 8, 32, 64];
    private static readonly int[] s_average_us = [One_us, 125_000, 500_000, 1_000_000];

    private readonly Func<double> _temperature_C;
    private readonly NoiseSource _noise;
    private readonly Tmp117Errors _errors;

    private int _settings, _flags, _result, _highLimit, _lowLimit, _offset;
    private long _end_us, _deafUntil_us;

    public Tmp117Chip(VirtualClock clock, NoiseSource noise, Func<double> temperature_C, Tmp117Errors errors)
        : base(clock, inputs: 1)
    {
        _noise = noise;
        _temperature_C = temperature_C;
        _errors = errors;
        PowerOnReset();
    }

    private int Mode => (_settings >> 10) & 3; // 0 and 2 continuous, 1 shutdown, 3 one-shot

    private int Averages => (_settings >> 5) & 3;

    /// <inheritdoc/>
    public override void PowerOnReset()
    {
        base.PowerOnReset();
        _settings = PowerUp;
        _flags = 0;
        _result = NoConversion;
        _highLimit = 0x6000;
        _lowLimit = 0x8000;
        _offset = 0;
        _deafUntil_us = 0;
        Begin(Clock.Now_us);
    }

    /// <inheritdoc/>
    public override void CatchUp()
    {
        long now_us = Clock.Now_us;
        if (Mode == 1 || now_us < _end_us)
        {
            return;
        }

        if (Mode == 3)
        {
            Convert(_end_us);
            _settings = (_settings & ~0x0C00) | 0x0400; // 7.3.2: back to shutdown
            return;
        }

        long cycle_us = Cycle_us;
        long whole = (now_us - _end_us) / cycle_us;
        for (long skipped = whole; skipped > 0; skipped--)
        {
            _noise.Next();
        }

        _end_us += whole * cycle_us;
        Convert(_end_us);
        _end_us += cycle_us;
    }

    /// <inheritdoc/>
    protected override int ReadWord(int address)
    {
        if (Clock.Now_us < _deafUntil_us)
        {
            return 0xFFFF;
        }

        switch (address)
        {
            case 0x00:
                _flags &= ~Ready; // 7.6.1.2: so does reading the configuration
                return _result & 0xFFFF;
            case 0x01:
                int word = _settings | _flags;
                _flags = 0;
                return word;
            case 0x02: return _highLimit;
            case 0x03: return _lowLimit;
            case 0x07: return _offset & 0xFFFF;
            case 0x0F: return 0x0117;
            case 0x04 or 0x05 or 0x06 or 0x08: return 0;
            default:
                ReservedAccesses++;
                return 0;
        }
    }

    /// <inheritdoc/>
    protected override void WriteWord(int address, int value)
    {
        switch (address)
        {
            case 0x01 when (value & 2) != 0:
                PowerOnReset();
                _deafUntil_us = Clock.Now_us + Reset_us;
                Begin(_deafUntil_us);
                break;
            case 0x01:
                _settings = value & Settings;
                Begin(Clock.Now_us);
                break;
            case 0x02: _highLimit = value; break;
            case 0x03: _lowLimit = value; break;
            case 0x07: _offset = (short)value; break;
            case 0x04 or 0x05 or 0x06 or 0x08: break;
            default: ReservedAccesses++; break;
        }
    }

    private long Cycle_us => (long)(Math.Max(s_cycle_ms[(_settings >> 7) & 7] * 1_000L, s_average_us[Averages]) * _errors.ClockFactor);

    // The first result comes after the active time; what is left of a cycle is rest behind it.
    private void Begin(long start_us) => _end_us = start_us + (long)(s_average_us[Averages] * _errors.ClockFactor);

    private void Convert(long at_us)
    {
        InputFault fault = Faults[0];
        if (!fault.Frozen)
        {
            double value_C = fault.Apply(_temperature_C(), at_us) + _errors.Offset_C;
            value_C += _noise.Gaussian() * _errors.Noise_C * fault.NoiseFactor / Math.Sqrt(s_averages[Averages]);
            _result = Quantise(value_C + (_offset * Step_C), Step_C, short.MinValue + 1, short.MaxValue);
        }
        else
        {
            _noise.Next();
        }

        _flags |= Ready | (_result > (short)_highLimit ? High : 0) | (_result < (short)_lowLimit ? Low : 0);
    }
}
