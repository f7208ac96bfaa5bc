namespace Bms.Simulator.Chips;

/// <summary>
/// The voltage ADC of a BQ76952: a loop of slots, one for each cell, one for stack, PACK or LD in turn, one for the die and internal
/// references in turn, one for each thermistor (SLUUBY2B, section 4.1.1). A slot's value is that of its end; what the loop has measured
/// shows when it is complete. Asleep it makes three loops every Voltage Time and rests in between.
/// </summary>
internal sealed class Bq76952Scan
{
    private const int Cells = 16, LoopsOfASet = 3;

    private readonly Bq76952View _view;
    private readonly Bq76952Errors _errors;
    private readonly NoiseSource _noise;
    private readonly ChipFaults _faults;
    private readonly double _topDrop_V;
    private readonly int[] _cell_mV = new int[Cells];
    private readonly int[] _measured_mV = new int[Cells];
    private readonly ulong[] _noises = new ulong[Cells / 4];
    private readonly double[] _thermistor_C = new double[3];
    private readonly int[] _aux = new int[3];
    private Bq76952Config _config = null!;
    private long _start_us, _rest_us;
    private int _slot, _loop;

    /// <summary><paramref name="topDrop_V"/>: taken off the topmost input by each bleeding cell, 35 uA through its filter (10.1).</summary>
    public Bq76952Scan(Bq76952View view, Bq76952Errors errors, NoiseSource noise, ChipFaults faults, double topDrop_V)
    {
        _view = view;
        _errors = errors;
        _noise = noise;
        _faults = faults;
        _topDrop_V = topDrop_V;
    }

    /// <summary>When the loop that is under way is complete.</summary>
    public long End_us => _start_us + (_config.Slots * _config.Slot_us);

    /// <summary>Loops completed since start, and sets of three.</summary>
    public int Loops { get; private set; }

    public int Sets => Loops / LoopsOfASet;

    /// <summary>Voltages of the last complete loop in volt, over the inputs that are cells.</summary>
    public double Highest_V { get; private set; }

    public double Lowest_V { get; private set; } = 4;

    /// <summary>Temperatures that count for the protection of cells, NaN without a thermistor that does.</summary>
    public double Hottest_C { get; private set; } = double.NaN;

    public double Coldest_C { get; private set; } = double.NaN;

    public double Die_C { get; private set; } = 25;

    /// <summary>Stack, PACK and LD in 10 mV.</summary>
    public int Aux(int which) => _aux[which];

    public int Cell_mV(int input) => _cell_mV[input];

    /// <summary>A pin's temperature in tenths of a kelvin, 0 for a pin that is no thermistor.</summary>
    public int Thermistor_dK(int pin) => _config.IsThermistor(pin) ? ToKelvin(_thermistor_C[pin]) : 0;

    public int Die_dK => ToKelvin(Die_C);

    public void Start(Bq76952Config config, long now_us)
    {
        _config = config;
        Begin(now_us);
        _loop = 0;
        Loops = 0;
    }

    /// <summary>Forgets every result, as a full reset does.</summary>
    public void Forget()
    {
        Array.Clear(_cell_mV);
        Array.Clear(_aux);
        Hottest_C = Coldest_C = double.NaN;
    }

    /// <summary>The loop that is under way or waiting begins anew at a time: after sleep (7.3).</summary>
    public void Begin(long start_us)
    {
        _start_us = start_us;
        _slot = 0;
        _rest_us = 0;
        DrawNoise();
    }

    /// <summary>Converts what ends until a time, with the world as the view shows it.</summary>
    public void Step(int bleeding, bool asleep, long to_us)
    {
        while (_start_us + ((_slot + 1) * _config.Slot_us) <= to_us)
        {
            Convert(_slot, bleeding, _start_us + ((_slot + 1) * _config.Slot_us));
            if (++_slot == _config.Slots)
            {
                Publish();
                Next(bleeding != 0, asleep, to_us);
            }
        }
    }

    // Of many loops under an unchanged world only the last set leaves a trace; their noise is drawn all the same.
    private void Next(bool bleeding, bool asleep, long to_us)
    {
        bool set = Loops % LoopsOfASet == 0;
        long loop_us = _config.Loop_us(bleeding);
        if (asleep && set)
        {
            loop_us = _config.SleepVoltage_us - (2 * loop_us);
        }

        _start_us += loop_us + _rest_us;
        _rest_us = 0;
        _slot = 0;
        DrawNoise();
        while (!asleep && _start_us + ((1 + LoopsOfASet) * loop_us) <= to_us)
        {
            _start_us += loop_us;
            _loop = (_loop + 1) % LoopsOfASet;
            Loops++;
            DrawNoise();
        }
    }

    private void DrawNoise()
    {
        for (int i = 0; i < _noises.Length; i++)
        {
            _noises[i] = _noise.Next();
        }
    }

    private void Convert(int slot, int bleeding, long at_us)
    {
        if (slot < Cells)
        {
            ConvertCell(slot, bleeding);
        }
        else if (slot == Cells)
        {
            double pin_V = _loop == 0 ? _view.Stack_V : _view.Load_V;
            _aux[_loop] = (int)Math.Round(pin_V * (1 + _errors.StackGain) * 100);
        }
        else if (slot == Cells + 1 && _loop == 0)
        {
            Die_C = _view.Die_C(at_us);
        }
        else if (slot == Cells + 2)
        {
            ConvertThermistors(at_us);
        }
    }

    private void ConvertCell(int input, int bleeding)
    {
        InputFault fault = _faults[input], tap = _faults[Bq76952View.TapInput + input];
        if (fault.Frozen || tap.Frozen)
        {
            return;
        }

        double noise = (((_noises[input >> 2] >> (16 * (input & 3))) & 0xFFFF) / 32767.5) - 1;
        noise *= _errors.Noise_V * fault.NoiseFactor * tap.NoiseFactor;
        double cell_V = _view.Cell_V[input] + _errors.Reference_V + _errors.Cell_V[input] + noise;
        cell_V -= input == Cells - 1 ? System.Numerics.BitOperations.PopCount((uint)bleeding) * _topDrop_V : 0;
        _measured_mV[input] = cell_V > 6.06 ? -6060 : (int)Math.Floor((cell_V * 1000) + 0.5); // 4.1: beyond 5 x VREF1 it may read so
    }

    private void ConvertThermistors(long at_us)
    {
        for (int pin = 0; pin < 3; pin++)
        {
            if (_config.IsThermistor(pin) && !_faults[Bq76952View.ThermistorInput + pin].Frozen)
            {
                _thermistor_C[pin] = _view.Thermistor_C(pin, at_us);
            }
        }
    }

    private void Publish()
    {
        int highest_mV = int.MinValue, lowest_mV = int.MaxValue;
        for (int i = 0; i < Cells; i++)
        {
            _cell_mV[i] = _measured_mV[i];
            if ((_config.CellInputs & (1 << i)) != 0)
            {
                highest_mV = Math.Max(highest_mV, _cell_mV[i]);
                lowest_mV = Math.Min(lowest_mV, _cell_mV[i]);
            }
        }

        Highest_V = highest_mV * 1e-3;
        Lowest_V = lowest_mV * 1e-3;
        Hottest_C = Coldest_C = double.NaN;
        for (int pin = 0; pin < 3; pin++)
        {
            if (_config.WatchesCells(pin))
            {
                double value_C = _thermistor_C[pin];
                Hottest_C = double.IsNaN(Hottest_C) ? value_C : Math.Max(Hottest_C, value_C);
                Coldest_C = double.IsNaN(Coldest_C) ? value_C : Math.Min(Coldest_C, value_C);
            }
        }

        _loop = (_loop + 1) % LoopsOfASet;
        Loops++;
    }

    private static int ToKelvin(double value_C) => (int)Math.Floor(((Math.Clamp(value_C, -273.15, 900) + 273.15) * 10) + 0.5);
}
