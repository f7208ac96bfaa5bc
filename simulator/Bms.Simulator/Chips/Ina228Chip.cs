using Bms.Twins;

namespace Bms.Simulator.Chips;

/// <summary>
/// TI INA228, 20-bit monitor of current, bus voltage and charge, after its datasheet SLYS021A. Input 0 is the shunt voltage (IN+ minus
/// IN-), input 1 the bus voltage, both in volt, input 2 its temperature in degC. The conversions of a cycle come in turn and are averaged,
/// so each result is taken as the mean over the whole cycle. Not modelled: the ALERT pin, latched alerts, shunt
/// temperature compensation, the delay of the first conversion.
/// </summary>
public sealed class Ina228Chip : VirtualChip
{
    /// <summary>Inputs of <see cref="VirtualChip.Faults"/>.</summary>
    public const int ShuntInput = 0, BusInput = 1, TemperatureInput = 2;

    private const int Registers = 0x40, PowerUpConverter = 0xFB68, PowerUpCalibration = 0x1000; // 7.6.1
    private const int Configuration = 0x00, Converter = 0x01, Calibration = 0x02, Diagnosis = 0x0B;
    private const int LastVoltage = (1 << 19) - 1;
    private const long Second_us = 1_000_000;

    // Table 7-6: conversion times in us and averages of the ADC configuration.
    private static readonly int[] s_time_us = [50, 84, 150, 280, 540, 1_052, 2_074, 4_120];
    private static readonly int[] s_averages = [1, 4, 16, 64, 128, 256, 512, 1_024];

    private readonly Func<double> _shunt_V, _bus_V, _temperature_C;
    private readonly NoiseSource _noise;
    private readonly Ina228Errors _errors;
    private readonly int[] _stored = new int[Registers];

    private int _pointer, _shunt, _bus, _temperature;
    private long _current, _power, _charge_steps_us, _energy_steps_us;
    private bool _ready, _chargeOverflow, _energyOverflow, _mathOverflow, _converting;
    private long _since_us, _end_us, _cycle_us;
    private double _shuntIntegral, _busIntegral;

    public Ina228Chip(
        VirtualClock clock, NoiseSource noise, Func<double> shunt_V, Func<double> bus_V, Func<double> temperature_C, Ina228Errors errors)
        : base(clock, inputs: 3)
    {
        _noise = noise;
        _shunt_V = shunt_V;
        _bus_V = bus_V;
        _temperature_C = temperature_C;
        _errors = errors;
        PowerOnReset();
    }

    /// <summary>Nominal time in us of a cycle of an ADC configuration.</summary>
    public static long Cycle_us(int converter)
    {
        int mode = converter >> 12;
        long one_us = ((mode & 1) != 0 ? s_time_us[(converter >> 9) & 7] : 0)
            + ((mode & 2) != 0 ? s_time_us[(converter >> 6) & 7] : 0)
            + ((mode & 4) != 0 ? s_time_us[(converter >> 3) & 7] : 0);
        return one_us * s_averages[converter & 7];
    }

    private int Mode => _stored[Converter] >> 12;

    private bool SmallRange => (_stored[Configuration] & 0x10) != 0;

    /// <inheritdoc/>
    public override void PowerOnReset()
    {
        Array.Clear(_stored);
        _stored[Converter] = PowerUpConverter;
        _stored[Calibration] = PowerUpCalibration;
        (_stored[0x0C], _stored[0x0D], _stored[0x0E]) = (0x7FFF, 0x8000, 0x7FFF);
        (_stored[0x10], _stored[0x11]) = (0x7FFF, 0xFFFF);
        _pointer = _shunt = _bus = _temperature = 0;
        _current = _power = 0;
        ClearAccumulators();
        _ready = _mathOverflow = false;
        Trigger();
    }

    /// <inheritdoc/>
    public override void CatchUp()
    {
        FinishConversions();
        Integrate(Clock.Now_us);
    }

    /// <inheritdoc/>
    protected override void FinishConversions()
    {
        while (_converting && _end_us <= Clock.Now_us)
        {
            Integrate(_end_us);
            Finish(_cycle_us);
            long whole = (Clock.Now_us - _end_us) / _cycle_us;
            for (long skipped = _converting ? whole - 2 : 0; skipped > 0; skipped--)
            {
                Repeat();
            }
        }
    }

    /// <inheritdoc/>
    protected override int Receive(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            _pointer = bytes[0];
        }

        if (bytes.Length >= 3)
        {
            Store((bytes[1] << 8) | bytes[2]);
        }

        return bytes.Length;
    }

    /// <inheritdoc/>
    protected override void Send(Span<byte> bytes)
    {
        (long value, int width) = Fetch();
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = i < width ? (byte)(value >> (8 * (width - 1 - i))) : (byte)0xFF;
        }
    }

    private (long Value, int Bytes) Fetch()
    {
        switch (_pointer)
        {
            case 0x04: return ((long)_shunt << 4, 3);
            case 0x05: return ((long)_bus << 4, 3);
            case 0x06: return (_temperature, 2);
            case 0x07: return (_current << 4, 3);
            case 0x08: return (_power, 3);
            case 0x09:
                _energyOverflow = false; // 7.6.1.12: reading an accumulator clears what says that it ran over
                return (_energy_steps_us / Second_us, 5);
            case 0x0A:
                _chargeOverflow = false;
                return (_charge_steps_us / Second_us, 5);
            case Diagnosis: return (Diagnose(), 2);
            case 0x3E: return (0x5449, 2);
            case 0x3F: return (0x2281, 2);
            case <= 0x11: return (_stored[_pointer], 2);
            default:
                ReservedAccesses++;
                return (0, 2);
        }
    }

    // Reading the flags clears that of the conversion (7.6.1.12); the others follow what they say.
    private int Diagnose()
    {
        int flags = (_stored[Diagnosis] & 0xF000) | (_energyOverflow ? 0x0800 : 0) | (_chargeOverflow ? 0x0400 : 0)
            | (_mathOverflow ? 0x0200 : 0) | Limits() | (_ready ? 2 : 0) | 1;
        _ready = false;
        return flags;
    }

    // 7.6.1.13 to 18: shunt in 16 steps, bus in 16 steps, temperature in steps, power in 256 steps of the results.
    private int Limits() =>
        (_temperature > (short)_stored[0x10] ? 0x80 : 0)
        | (_shunt > (short)_stored[0x0C] * 16 ? 0x40 : 0) | (_shunt < (short)_stored[0x0D] * 16 ? 0x20 : 0)
        | (_bus > _stored[0x0E] * 16 ? 0x10 : 0) | (_bus < _stored[0x0F] * 16 ? 0x08 : 0)
        | (_power > _stored[0x11] * 256L ? 0x04 : 0);

    private void Store(int value)
    {
        switch (_pointer)
        {
            case Configuration when (value & 0x8000) != 0:
                PowerOnReset();
                break;
            case Configuration:
                if ((value & 0x4000) != 0)
                {
                    ClearAccumulators();
                }

                _stored[Configuration] = value & 0x3FF0;
                Trigger();
                break;
            case Converter:
                _stored[Converter] = value;
                Trigger();
                break;
            case Calibration:
                _stored[Calibration] = value & 0x7FFF;
                break;
            case Diagnosis or 0x03 or (>= 0x0C and <= 0x11):
                _stored[_pointer] = value;
                break;
            default:
                ReservedAccesses++;
                break;
        }
    }

    // A write to either configuration starts again; modes 0 and 8 are shutdown.
    private void Trigger()
    {
        _cycle_us = (long)(Cycle_us(_stored[Converter]) * _errors.ClockFactor);
        _converting = (Mode & 7) != 0;
        _ready = false;
        Begin(Clock.Now_us);
    }

    private void Begin(long start_us)
    {
        _since_us = start_us;
        _end_us = start_us + _cycle_us;
        _shuntIntegral = _busIntegral = 0;
    }

    private void Integrate(long until_us)
    {
        if (_converting)
        {
            _shuntIntegral += Faults[ShuntInput].Apply(_shunt_V(), until_us) * (until_us - _since_us);
            _busIntegral += Faults[BusInput].Apply(_bus_V(), until_us) * (until_us - _since_us);
            _since_us = until_us;
        }
    }

    // One more cycle under an unchanged input: its noise, its result, its charge.
    private void Repeat()
    {
        Integrate(_end_us);
        Finish(_cycle_us);
    }

    private void Finish(long cycle_us)
    {
        double share = 1.0 / Math.Sqrt(s_averages[_stored[Converter] & 7]);
        if ((Mode & 2) != 0 && !Faults[ShuntInput].Frozen)
        {
            double mean_V = (_shuntIntegral / cycle_us * (1 + _errors.ShuntGain)) + _errors.ShuntOffset_V;
            mean_V += _noise.Gaussian() * _errors.ShuntNoise_V * share * Faults[ShuntInput].NoiseFactor;
            _shunt = Quantise(mean_V, SmallRange ? 78.125e-9 : 312.5e-9, -LastVoltage - 1, LastVoltage);
        }

        if ((Mode & 1) != 0 && !Faults[BusInput].Frozen)
        {
            double mean_V = (_busIntegral / cycle_us * (1 + _errors.BusGain)) + _errors.BusOffset_V;
            mean_V += _noise.Gaussian() * _errors.BusNoise_V * share * Faults[BusInput].NoiseFactor;
            _bus = Quantise(mean_V, 195.3125e-6, 0, 435_200); // 85 V
        }

        if ((Mode & 4) != 0 && !Faults[TemperatureInput].Frozen)
        {
            _temperature = Quantise(Faults[TemperatureInput].Apply(_temperature_C(), _end_us), 7.8125e-3, short.MinValue, short.MaxValue);
        }

        Multiply(cycle_us);
        _ready = true;
        _converting = Mode >= 8;
        Begin(_end_us);
    }

    /// <summary>
    /// 8.1.2: the calibration divides, since its step is the current's; power is 3.2 current steps times 1/16 of a bus step each, and both
    /// accumulate over the time of the cycle.
    /// </summary>
    private void Multiply(long cycle_us)
    {
        int calibration = _stored[Calibration];
        long current = calibration == 0 ? 0 : (long)_shunt * 4096 / calibration;
        _mathOverflow = current is > LastVoltage or < -LastVoltage - 1;
        _current = Math.Clamp(current, -LastVoltage - 1, LastVoltage);
        _power = (long)Math.Abs(_current * (_bus * 195.3125e-6) / 3.2);
        _charge_steps_us += _current * cycle_us;
        _energy_steps_us += _power * cycle_us / 16; // a step of energy is 16 of power, for a second
        Wrap(ref _charge_steps_us, -(1L << 39) * Second_us, (1L << 40) * Second_us, ref _chargeOverflow);
        Wrap(ref _energy_steps_us, 0, (1L << 40) * Second_us, ref _energyOverflow);
    }

    // An accumulator of forty bits goes on from its other end.
    private static void Wrap(ref long value, long lowest, long range, ref bool overflow)
    {
        if (value < lowest || value >= lowest + range)
        {
            value += value < lowest ? range : -range;
            overflow = true;
        }
    }

    private void ClearAccumulators()
    {
        _charge_steps_us = _energy_steps_us = 0;
        _chargeOverflow = _energyOverflow = false;
    }
}
