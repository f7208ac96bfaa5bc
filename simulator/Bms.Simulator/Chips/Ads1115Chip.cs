using Bms.Twins;

namespace Bms.Simulator.Chips;

/// <summary>
/// TI ADS1115, 16-bit converter with four inputs, after its datasheet SBAS444D. Inputs 0 to 3 are AIN0 to AIN3 in volt against ground.
/// A conversion takes its input at its end. Not modelled: the ALERT/RDY pin (its registers are stored), reset by general call, the
/// high-speed mode.
/// </summary>
public sealed class Ads1115Chip : WordChip
{
    private const int PowerOnConfig = 0x8583, Start = 0x8000, SingleShot = 0x0100; // 9.6.3
    private const int WakeUp_us = 25; // 9.4.2.1: from power-down to the start of the conversion

    // 9.6.3, DR bits: samples a second; PGA bits: volt of 2^15 steps.
    private static readonly int[] s_rate_Hz = [8, 16, 32, 64, 128, 250, 475, 860];
    private static readonly double[] s_range_V = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256];

    private readonly Func<double>[] _input_V;
    private readonly NoiseSource _noise;
    private readonly Ads1115Errors _errors;
    private readonly int[] _lastOf = new int[4];

    private int _config, _result, _lowThreshold, _highThreshold;
    private int _running;
    private bool _converting;
    private long _end_us;

    public Ads1115Chip(VirtualClock clock, NoiseSource noise, Func<double>[] input_V, Ads1115Errors errors)
        : base(clock, inputs: 4)
    {
        ArgumentNullException.ThrowIfNull(input_V);
        ArgumentOutOfRangeException.ThrowIfNotEqual(input_V.Length, 4);
        _noise = noise;
        _input_V = input_V;
        _errors = errors;
        PowerOnReset();
    }

    /// <summary>Supply in volt; no input gets further than 0.3 V beyond it (7.1).</summary>
    public double Supply_V { get; init; } = 3.3;

    /// <inheritdoc/>
    public override void PowerOnReset()
    {
        base.PowerOnReset();
        _config = PowerOnConfig & ~Start;
        _result = 0;
        _lowThreshold = 0x8000;
        _highThreshold = 0x7FFF;
        _converting = false;
    }

    /// <inheritdoc/>
    public override void CatchUp()
    {
        while (_converting && _end_us <= Clock.Now_us)
        {
            SkipOverwrittenConversions();
            Convert();
            _converting = (_config & SingleShot) == 0;
            if (_converting)
            {
                Begin(_end_us);
            }
        }
    }

    /// <inheritdoc/>
    protected override int ReadWord(int address)
    {
        switch ((Register)(address & 3)) // 9.6.1: only the two lowest bits of the pointer count
        {
            case Register.Conversion: return _result & 0xFFFF;
            case Register.Config: return _config | (_converting ? 0 : Start);
            case Register.LowThreshold: return _lowThreshold;
            default: return _highThreshold;
        }
    }

    /// <inheritdoc/>
    protected override void WriteWord(int address, int value)
    {
        switch ((Register)(address & 3))
        {
            case Register.Config: Configure(value); break;
            case Register.LowThreshold: _lowThreshold = value; break;
            case Register.HighThreshold: _highThreshold = value; break;
        }
    }

    /// <summary>A conversion under way ends with the settings it began with (9.4.2.2); the next one takes the new ones.</summary>
    private void Configure(int value)
    {
        _config = value & ~Start;
        bool continuous = (value & SingleShot) == 0;
        if (!_converting && (continuous || (value & Start) != 0))
        {
            _converting = true;
            Begin(Clock.Now_us + WakeUp_us);
        }
    }

    private void Begin(long start_us)
    {
        _running = _config;
        _end_us = start_us + Conversion_us(_running);
    }

    private long Conversion_us(int config) => (long)(1_000_000 * _errors.ClockFactor / s_rate_Hz[(config >> 5) & 7]);

    /// <summary>Of many continuous conversions of an unchanged input only the last leaves a trace.</summary>
    private void SkipOverwrittenConversions()
    {
        if (((_config | _running) & SingleShot) == 0 && _running == _config)
        {
            long period_us = Conversion_us(_running);
            _end_us += (Clock.Now_us - _end_us) / period_us * period_us;
        }
    }

    private void Convert()
    {
        int mux = (_running >> 12) & 7;
        int positive = mux switch { 0 or 1 => 0, 2 => 1, 3 => 2, _ => mux - 4 };
        if (Faults[positive].Frozen)
        {
            _result = _lastOf[positive];
            return;
        }

        double range_V = s_range_V[(_running >> 9) & 7];
        double volt = Pin_V(positive) - Negative_V(mux);
        volt = (volt * (1 + _errors.Gain)) + _errors.Offset_V;
        volt += _noise.Gaussian() * _errors.Noise_V * Faults[positive].NoiseFactor;
        _result = _lastOf[positive] = Quantise(volt, range_V / 32768, short.MinValue, short.MaxValue);
    }

    private double Negative_V(int mux) => mux switch { 0 => Pin_V(1), 1 or 2 or 3 => Pin_V(3), _ => 0 };

    private double Pin_V(int input) => Math.Clamp(Faults[input].Apply(_input_V[input](), _end_us), -0.3, Supply_V + 0.3);

    private enum Register
    {
        Conversion = 0,
        Config = 1,
        LowThreshold = 2,
        HighThreshold = 3,
    }
}
