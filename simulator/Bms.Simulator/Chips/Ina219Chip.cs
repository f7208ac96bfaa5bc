using Bms.Twins;

namespace Bms.Simulator.Chips;

/// <summary>
/// TI INA219, current and bus voltage monitor, after its datasheet SBOS448G. Input 0 is the shunt voltage (IN+ minus IN-), input 1 the
/// bus voltage (IN- to ground), both in volt. In continuous mode shunt and bus are converted in turn (8.1, 8.3.1.1) and each result is
/// the mean over its own conversion. Not modelled: high-speed mode, the SMBus time-out, the input's bias current.
/// </summary>
public sealed class Ina219Chip : WordChip
{
    /// <summary>Inputs of <see cref="VirtualChip.Faults"/>.</summary>
    public const int ShuntInput = 0, BusInput = 1;

    private const int PowerOnConfiguration = 0x399F; // 8.6.2.1
    private const double ShuntStep_V = 10e-6, BusStep_V = 4e-3; // 7.5, one step of the ADC

    private readonly Func<double> _shunt_V;
    private readonly Func<double> _bus_V;
    private readonly NoiseSource _noise;
    private readonly Ina219Errors _errors;

    private int _configuration, _calibration, _shunt, _bus, _current, _power;
    private bool _ready, _overflow;

    private bool _converting, _busPhase;
    private double _integral;
    private long _since_us, _phaseEnd_us;

    // Length of both conversions at the present settings, and of the cycle that they make: asked for at every transfer.
    private long _shuntPhase_us, _busPhase_us, _cycle_us;

    public Ina219Chip(VirtualClock clock, NoiseSource noise, Func<double> shunt_V, Func<double> bus_V, Ina219Errors errors)
        : base(clock, inputs: 2)
    {
        _noise = noise;
        _shunt_V = shunt_V;
        _bus_V = bus_V;
        _errors = errors;
        PowerOnReset();
    }

    /// <summary>Nominal time in us in which a configuration converts shunt and bus once each.</summary>
    public static long BothConversions_us(int configuration) =>
        Conversion_us((configuration >> 3) & 15) + Conversion_us((configuration >> 7) & 15);

    private int Mode => _configuration & 7;

    private bool Continuous => (Mode & 4) != 0;

    /// <inheritdoc/>
    public override void PowerOnReset()
    {
        base.PowerOnReset();
        _configuration = PowerOnConfiguration;
        _calibration = _shunt = _bus = _current = _power = 0;
        _ready = _overflow = false;
        Trigger();
    }

    /// <inheritdoc/>
    public override void CatchUp()
    {
        FinishConversions();
        if (_converting)
        {
            Integrate(Clock.Now_us);
        }
    }

    /// <inheritdoc/>
    protected override void FinishConversions()
    {
        if (!_converting || _phaseEnd_us > Clock.Now_us)
        {
            return;
        }

        SkipOverwrittenCycles();
        while (_converting && _phaseEnd_us <= Clock.Now_us)
        {
            Integrate(_phaseEnd_us);
            EndPhase();
        }
    }

    /// <inheritdoc/>
    protected override int ReadWord(int address)
    {
        switch ((Register)address)
        {
            case Register.Configuration: return _configuration;
            case Register.ShuntVoltage: return _shunt & 0xFFFF;
            case Register.BusVoltage: return (_bus << 3) | (_ready ? 2 : 0) | (_overflow ? 1 : 0);
            case Register.Power:
                _ready = false; // 8.6.3.2: reading the power register clears CNVR
                return _power;
            case Register.Current: return _current & 0xFFFF;
            case Register.Calibration: return _calibration;
            default:
                ReservedAccesses++;
                return 0;
        }
    }

    /// <inheritdoc/>
    protected override void WriteWord(int address, int value)
    {
        switch ((Register)address)
        {
            case Register.Configuration when (value & 0x8000) != 0:
                PowerOnReset(); // 8.6.2.1: the RST bit clears itself
                break;
            case Register.Configuration:
                _configuration = value & 0x3FFF; // bit 14 is reserved
                Trigger();
                break;
            case Register.Calibration:
                _calibration = value & 0xFFFE; // 8.6.4.1: bit 0 cannot be set
                break;
            case > Register.Calibration:
                ReservedAccesses++;
                break;
        }
    }

    /// <summary>Conversion time in us of an ADC setting, BADC or SADC (table 5); bit 3 selects averaging, bit 2 alone is ignored.</summary>
    private static int Conversion_us(int setting) => setting switch
    {
        9 => 1_060,
        10 => 2_130,
        11 => 4_260,
        12 => 8_510,
        13 => 17_020,
        14 => 34_050,
        15 => 68_100,
        8 => 532,
        _ => (setting & 3) switch { 0 => 84, 1 => 148, 2 => 276, _ => 532 },
    };

    /// <summary>A write to the configuration register starts again; power-down and ADC-off stop (table 6).</summary>
    private void Trigger()
    {
        _shuntPhase_us = Length_us(bus: false);
        _busPhase_us = Length_us(bus: true);
        _cycle_us = ((Mode & 1) != 0 ? _shuntPhase_us : 0) + ((Mode & 2) != 0 ? _busPhase_us : 0);
        _converting = (Mode & 3) != 0;
        if (_converting)
        {
            _ready = false;
            StartPhase((Mode & 1) == 0, Clock.Now_us);
        }
    }

    private void StartPhase(bool bus, long start_us)
    {
        _busPhase = bus;
        _integral = 0;
        _since_us = start_us;
        _phaseEnd_us = start_us + Phase_us(bus);
    }

    private long Phase_us(bool bus) => bus ? _busPhase_us : _shuntPhase_us;

    private long Length_us(bool bus) => (long)(Conversion_us(Setting(bus)) * _errors.ClockFactor);

    private int Setting(bool bus) => (_configuration >> (bus ? 7 : 3)) & 15;

    /// <summary>Of many cycles under an unchanged input only the last ones leave a trace.</summary>
    private void SkipOverwrittenCycles()
    {
        long behind_us = Clock.Now_us - _phaseEnd_us;
        if (Continuous && behind_us >= 3 * _cycle_us)
        {
            // Their noise is drawn all the same: how often somebody looks must not change what is seen.
            long skipped = (behind_us / _cycle_us) - 1;
            _noise.Skip(skipped * ((Mode & 3) == 3 ? 2 : 1));
            long skipped_us = skipped * _cycle_us;
            StartPhase(_busPhase, _phaseEnd_us - Phase_us(_busPhase) + skipped_us);
        }
    }

    private void Integrate(long until_us)
    {
        InputFault fault = Faults[_busPhase ? BusInput : ShuntInput];
        double value = fault.Apply(_busPhase ? _bus_V() : _shunt_V(), until_us);
        _integral += value * (until_us - _since_us);
        _since_us = until_us;
    }

    private void EndPhase()
    {
        if (!Faults[_busPhase ? BusInput : ShuntInput].Frozen)
        {
            Store(_integral / Phase_us(_busPhase));
        }

        bool both = (Mode & 3) == 3;
        if (both && !_busPhase)
        {
            StartPhase(bus: true, _phaseEnd_us);
            return;
        }

        Multiply();
        _ready = true;
        _converting = Continuous;
        StartPhase(bus: both ? false : _busPhase, _phaseEnd_us);
    }

    private void Store(double mean_V)
    {
        int setting = Setting(_busPhase);
        int coarse = setting >= 8 ? 1 : 8 >> (setting & 3); // 9 bits = steps of eight
        int samples = setting > 8 ? 1 << (setting - 8) : 1;
        double noise = _noise.Gaussian() * Faults[_busPhase ? BusInput : ShuntInput].NoiseFactor / Math.Sqrt(samples);
        if (_busPhase)
        {
            double volt = (mean_V * (1 + _errors.BusGain)) + (noise * _errors.BusNoise_V);
            int range = (_configuration & 0x2000) != 0 ? 8000 : 4000; // 8.6.3.2: 32 V or 16 V
            _bus = Quantise(volt, BusStep_V * coarse, 0, range / coarse) * coarse;
        }
        else
        {
            double volt = (mean_V * (1 + _errors.ShuntGain)) + _errors.ShuntOffset_V + (noise * _errors.ShuntNoise_V);
            int range = 4000 << ((_configuration >> 11) & 3); // table 4: 40, 80, 160, 320 mV
            _shunt = Quantise(volt, ShuntStep_V * coarse, -range / coarse, range / coarse) * coarse;
        }
    }

    /// <summary>Equations 4 and 5: current = shunt * calibration / 4096, power = current * bus / 5000, both cut towards zero.</summary>
    private void Multiply()
    {
        long current = (long)_shunt * _calibration / 4096;
        long power = Math.Abs(current * _bus / 5000);
        _overflow = current is > short.MaxValue or < short.MinValue || power > ushort.MaxValue;
        _current = (int)Math.Clamp(current, short.MinValue, short.MaxValue);
        _power = (int)Math.Min(power, ushort.MaxValue);
    }

    private enum Register
    {
        Configuration = 0x00,
        ShuntVoltage = 0x01,
        BusVoltage = 0x02,
        Power = 0x03,
        Current = 0x04,
        Calibration = 0x05,
    }
}
