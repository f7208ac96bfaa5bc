using Bms.Twins;

namespace Bms.Simulator.Chips;

/// <summary>
/// TI BQ76940, monitor and protector for 15 cells, the variant with CRC, after its datasheet SLUSBK2I. A fault opens its switch and stands
/// until the host clears it; the chip itself never closes a switch. Inputs of its faults: 15 cells in volt, the voltage across the shunt,
/// three thermistors in degC, 15 taps in volt. Cells and coulomb counter are taken to run in step, 250 ms each. Not modelled: the ALERT
/// pin, shutdown, load detection, the die's temperature, the shorter windows while a group bleeds.
/// </summary>
public sealed partial class Bq76940Chip : FrontEndChip
{
    /// <summary>Inputs of <see cref="VirtualChip.Faults"/> after the fifteen cells.</summary>
    public const int CurrentInput = 15, ThermistorInput = 16, TapInput = 19;

    private const int Cells = 15, Registers = 0x5A, Over = 4, Under = 8, Short = 2, Current = 1;
    private const long Never = long.MaxValue;
    private const double ThermistorStep_V = 382e-6, Supply_V = 3.3, PullUp_ohm = 10_000;

    // Tables 8-9 to 8-12.
    private static readonly double[] s_short_V = [0.022, 0.033, 0.044, 0.056, 0.067, 0.078, 0.089, 0.100];
    private static readonly double[] s_current_V =
        [0.008, 0.011, 0.014, 0.017, 0.019, 0.022, 0.025, 0.028, 0.031, 0.033, 0.036, 0.039, 0.042, 0.044, 0.047, 0.050];

    private static readonly double[] s_shortDoubled_V = [0.044, 0.067, 0.089, 0.111, 0.133, 0.155, 0.178, 0.200];
    private static readonly double[] s_currentDoubled_V =
        [0.017, 0.022, 0.028, 0.033, 0.039, 0.044, 0.050, 0.056, 0.061, 0.067, 0.072, 0.078, 0.083, 0.089, 0.094, 0.100];

    private static readonly long[] s_shortDelay_us = [70, 100, 200, 400];
    private static readonly long[] s_currentDelay_us = [8_000, 20_000, 40_000, 80_000, 160_000, 320_000, 640_000, 1_280_000];
    private static readonly long[] s_underDelay_s = [1, 4, 8, 16];

    private readonly int _address;
    private readonly FrontWiring _wiring;
    private readonly NoiseSource _noise;
    private readonly Bq76940Errors _errors;
    private readonly byte[] _registers = new byte[Registers];
    private readonly double[] _cell_V = new double[Cells];
    private readonly TripTimer _short = new(), _current = new(), _over = new(), _under = new();
    private readonly long _scan_us;
    private long _last_us, _scanEnd_us, _thermistorEnd_us;
    private double _shunt_V, _counted_Vus;
    private int _pointer, _shown;

    public Bq76940Chip(VirtualClock clock, NoiseSource noise, FrontWiring wiring, Bq76940Errors errors, int address = 0x08)
        : base(clock, TapInput + Cells)
    {
        ArgumentNullException.ThrowIfNull(errors);
        _wiring = wiring;
        _noise = noise;
        _errors = errors;
        _address = address << 1;
        _scan_us = (long)(250_000 * errors.ClockFactor);
        PowerOnReset();
    }

    /// <inheritdoc/>
    public override int FirstTap => TapInput;

    /// <inheritdoc/>
    public override int ShuntChannel => CurrentInput;

    /// <inheritdoc/>
    public override int FirstThermistor => ThermistorInput;

    /// <inheritdoc/>
    public override bool Chg => (_shown & 1) != 0;

    /// <inheritdoc/>
    public override bool Dsg => (_shown & 2) != 0;

    /// <inheritdoc/>
    public override int BleedingInputs => _registers[1] | (_registers[2] << 5) | (_registers[3] << 10);

    /// <inheritdoc/>
    public override double Bleed_ohm => _errors.Bleed_ohm;

    /// <summary>70 %: the rest of each 250 ms is for measurement (8.3.1.3.3).</summary>
    public override double BleedDuty => 0.7;

    /// <summary>Writes that came with a wrong CRC.</summary>
    public int RefusedWrites { get; private set; }

    /// <inheritdoc/>
    protected override int RegisterBytes => 1;

    private bool Converting => (_registers[4] & 0x10) != 0;

    /// <inheritdoc/>
    public override void PowerOnReset()
    {
        Changing?.Invoke();
        Array.Clear(_registers);
        _registers[0x04] = 0x10; // 8.3.1.1.2: on by itself in NORMAL mode
        (_registers[0x09], _registers[0x0A]) = (0xAC, 0x97);
        int gain = _errors.Gain_uV - 365;
        (_registers[0x50], _registers[0x51], _registers[0x59]) =
            ((byte)((gain >> 1) & 0x0C), (byte)_errors.Offset_mV, (byte)((gain & 7) << 5));
        foreach (TripTimer timer in (TripTimer[])[_short, _current, _over, _under])
        {
            timer.Clear();
        }

        _shown = 0;
        _counted_Vus = 0;
        _last_us = Clock.Now_us;
        _scanEnd_us = _last_us + _scan_us;
        _thermistorEnd_us = _last_us + (8 * _scan_us);
        Changed?.Invoke();
        See();
    }

    /// <inheritdoc/>
    public override void See()
    {
        long now_us = Clock.Now_us;
        double tap_V = 0, lie_V = 0;
        for (int i = 0; i < Cells; i++)
        {
            _cell_V[i] = Faults.Between(i, TapInput, _wiring.Cell_V(i), ref tap_V, ref lie_V, now_us);
        }

        _shunt_V = Faults[CurrentInput].Apply(_wiring.Current_A() * _wiring.Shunt_ohm, now_us);
        Due_us = Math.Min(
            Math.Min(_short.Due_us(Shorted, false, ShortTimes, now_us), _current.Due_us(OverCurrent, false, CurrentTimes, now_us)),
            Converting ? Math.Max(_scanEnd_us, now_us + 1) : Never);
    }

    /// <inheritdoc/>
    public override void CatchUp()
    {
        See();
        long now_us = Clock.Now_us;
        int faults = (_short.Step(Shorted, false, ShortTimes, _last_us, now_us) ? Short : 0)
            | (_current.Step(OverCurrent, false, CurrentTimes, _last_us, now_us) ? Current : 0);
        long at_us = _last_us;
        while (Converting && _scanEnd_us <= now_us)
        {
            Count(_scanEnd_us - at_us);
            at_us = _scanEnd_us;
            faults |= Scan();
        }

        Count(now_us - at_us);
        _last_us = now_us;
        Trip(faults);
        See();
    }

    /// <summary>Changes bits of a register as a disturbance inside the chip would.</summary>
    public override void Disturb(int address, int bits)
    {
        // A register that is not there has no bits.
        if (address < _registers.Length) _registers[address] ^= (byte)bits;
    }

    private bool Doubled => (_registers[6] & 0x80) != 0;

    private bool Shorted => -_shunt_V * (1 + _errors.Comparator) > (Doubled ? s_shortDoubled_V : s_short_V)[_registers[6] & 7];

    private bool OverCurrent => -_shunt_V * (1 + _errors.Comparator) > (Doubled ? s_currentDoubled_V : s_current_V)[_registers[7] & 15];

    private TripTimes ShortTimes => new(1, s_shortDelay_us[(_registers[6] >> 3) & 3], Never);

    private TripTimes CurrentTimes => new(1, (long)(s_currentDelay_us[(_registers[7] >> 4) & 7] * _errors.ClockFactor), Never);

    private int Allowed => (_registers[0] & (Over | 0x30)) != 0
        ? (_registers[0] & (Under | Short | Current | 0x30)) != 0 ? 0 : 2
        : (_registers[0] & (Under | Short | Current)) != 0 ? 1 : 3;

    private void Clear(int bits)
    {
        _registers[0] &= (byte)~bits;
        Release(_short, bits & Short);
        Release(_current, bits & Current);
        Release(_over, bits & Over);
        Release(_under, bits & Under);
    }

    private static void Release(TripTimer timer, int bit)
    {
        if (bit != 0)
        {
            timer.Clear();
        }
    }

    private void Trip(int faults)
    {
        if (faults != 0)
        {
            _registers[0] |= (byte)faults;
            Move(() => _registers[5] &= (byte)(0xFC | Allowed));
        }
    }

    private void Move(Action change)
    {
        int bleeding = BleedingInputs;
        Changing?.Invoke();
        change();
        bool moved = _shown != (_registers[5] & 3) || bleeding != BleedingInputs;
        _shown = _registers[5] & 3;
        if (moved)
        {
            Changed?.Invoke();
        }
    }

    private void Count(long time_us)
    {
        _counted_Vus += _shunt_V * time_us;
    }

    // One scan of all cells, and one reading of the counter; thermistors every eighth.
    private int Scan()
    {
        double highest_V = double.MinValue, lowest_V = double.MaxValue;
        ulong noise = _noise.Next();
        double sum = 0;
        for (int i = 0; i < Cells; i++)
        {
            if (!Faults[i].Frozen && !Faults[TapInput + i].Frozen)
            {
                double random = (((noise >> (4 * i)) & 15) / 7.5) - 1;
                double value_V = _cell_V[i] + _errors.Cell_V - (_errors.Offset_mV * 1e-3);
                value_V += random * _errors.Noise_V * Faults[i].NoiseFactor;
                Put(0x0C + (2 * i), Quantise(value_V, _errors.Gain_uV * 1e-6, 0, 0x3FFF));
            }

            int code = (_registers[0x0C + (2 * i)] << 8) | _registers[0x0D + (2 * i)];
            highest_V = Math.Max(highest_V, code);
            lowest_V = Math.Min(lowest_V, code);
            sum += code;
        }

        Put(0x2A, (int)(sum / 4)); // 8.3.1.1.6: the stack in steps of four times the gain
        if ((_registers[5] & 0x40) != 0)
        {
            Put(0x32, Quantise(_counted_Vus / _scan_us, 8.44e-6, short.MinValue, short.MaxValue) & 0xFFFF);
            _registers[0] |= 0x80;
        }

        _counted_Vus = 0;
        ConvertThermistors();
        long from_us = _scanEnd_us - 1;
        _scanEnd_us += _scan_us;
        return Judge(highest_V, lowest_V, from_us);
    }

    // 8.3.1.2.1: 10 before and 1000 behind the trip code for over-voltage, 01 and 0000 for under-voltage; looked at with each scan.
    private int Judge(double highest, double lowest, long from_us)
    {
        bool over = highest > (0x2008 | (_registers[9] << 4)), under = lowest < (0x1000 | (_registers[10] << 4));
        var overTimes = new TripTimes(1, (long)((1_000_000 << ((_registers[8] >> 4) & 3)) * _errors.ClockFactor), Never);
        var underTimes = new TripTimes(1, (long)(s_underDelay_s[_registers[8] >> 6] * 1_000_000 * _errors.ClockFactor), Never);
        return (_over.Step(over, false, overTimes, from_us, from_us + 1) ? Over : 0)
            | (_under.Step(under, false, underTimes, from_us, from_us + 1) ? Under : 0);
    }

    private void ConvertThermistors()
    {
        if (_scanEnd_us < _thermistorEnd_us)
        {
            return;
        }

        _thermistorEnd_us = _scanEnd_us + (8 * _scan_us);
        for (int pin = 0; pin < 3; pin++)
        {
            InputFault fault = Faults[ThermistorInput + pin];
            if (!fault.Frozen)
            {
                double resistance_ohm = Thermistor103At.Resistance_ohm(fault.Apply(_wiring.Thermistor_C(pin), _scanEnd_us));
                double pin_V = Supply_V * resistance_ohm / (resistance_ohm + PullUp_ohm);
                Put(0x2C + (2 * pin), Quantise(pin_V, ThermistorStep_V, 0, 0x3FFF));
            }
        }
    }

    private void Put(int register, int value)
    {
        _registers[register] = (byte)(value >> 8);
        _registers[register + 1] = (byte)value;
    }
}
