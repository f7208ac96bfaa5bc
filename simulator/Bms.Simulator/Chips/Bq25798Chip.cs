using Bms.Twins;
using Bms.World;

namespace Bms.Simulator.Chips;

/// <summary>
/// TI BQ25798, buck-boost charger for one to four cells, after its datasheet SLUSDV2B; strapped here for four cells at 750 kHz. It needs
/// no host: after power-up, and whenever its watchdog expires, it charges with its defaults unless the CE pin is high. Input 0 is the
/// battery voltage at its BAT pin in volt, 1 the charge current in ampere, 2 its thermistor in degC. Where the datasheet contradicts
/// itself on EN_CHG after a watchdog expiry (register table: back to 1; STOP_WD_CHG: kept) the dangerous reading is taken.
/// Not modelled: system rail and power path, input limits (VINDPM, IINDPM, ICO, MPPT), OTG and backup mode, USB detection, input
/// qualification time, ship FET, die temperature, top-off timer, the INT and STAT pins.
/// </summary>
public sealed class Bq25798Chip : VirtualChip
{
    /// <summary>Inputs of <see cref="VirtualChip.Faults"/>.</summary>
    public const int BatteryInput = 0, CurrentInput = 1, ThermistorInput = 2;

    private const double Supply_V = 20, Die_C = 40, Present_V = 2.9;
    private const int AdcScan_us = 7 * 24_000; // 9.3.11: 24 ms a channel at 15 bits

    private readonly ChargerModel _output;
    private readonly Func<double> _battery_V, _current_A, _thermistor_C;
    private readonly Bq25798Errors _errors;
    private readonly Bq25798RegisterFile _registers = new();
    private readonly Bq25798Settings _settings;
    private readonly Bq25798Cycle _cycle;

    private int _pointer;
    private bool _ceHigh = true, _ceBroken, _hostMode, _supplySeen;
    private long _watchdogEnd_us, _adcEnd_us;

    public Bq25798Chip(
        VirtualClock clock, ChargerModel output,
        Func<double> battery_V, Func<double> current_A, Func<double> thermistor_C, Bq25798Errors errors)
        : base(clock, inputs: 3)
    {
        _output = output;
        _battery_V = battery_V;
        _current_A = current_A;
        _thermistor_C = thermistor_C;
        _errors = errors;
        _settings = _registers.Settings;
        _cycle = new Bq25798Cycle(_settings);
        PowerOnReset();
    }

    /// <summary>Called before the chip changes what it gives, so that others can finish with the world as it is.</summary>
    public Action? Changing { get; set; }

    /// <summary>Level of the CE pin: high forbids charging.</summary>
    public bool ChipEnableHigh
    {
        get => _ceHigh;
        set
        {
            _ceHigh = value;
            CatchUp();
        }
    }

    /// <summary>True while the wire to the CE pin is broken: the resistor beside the chip holds it high, whoever drives.</summary>
    public bool EnableWireBroken
    {
        get => _ceBroken;
        set
        {
            _ceBroken = value;
            CatchUp();
        }
    }

    /// <summary>What a power stage gives that has come loose from its control, while there is a supply; null = it obeys.</summary>
    public (double Voltage_V, double Current_A)? Runaway { get; set; }

    /// <summary>Phase of the charging cycle.</summary>
    public ChargePhase Phase => _cycle.Phase;

    /// <summary>False in default mode: after power-up and after the watchdog has expired.</summary>
    public bool HostMode => _hostMode;

    /// <inheritdoc/>
    protected override int RegisterBytes => 1;

    /// <inheritdoc/>
    public override void PowerOnReset()
    {
        _registers.PowerUp();
        _cycle.Reset();
        _pointer = 0;
        _hostMode = false;
        CatchUp();
    }

    /// <inheritdoc/>
    public override void CatchUp()
    {
        if (_hostMode && _settings.Watchdog_us > 0 && Clock.Now_us >= _watchdogEnd_us)
        {
            ExpireWatchdog();
        }

        RunCycle();
        RunAdc();
    }

    /// <inheritdoc/>
    protected override int Receive(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return 0;
        }

        if (bytes[0] >= Bq25798Registers.Count)
        {
            ReservedAccesses++;
            return 0; // 9.3.14.6: an undefined register is not acknowledged
        }

        _pointer = bytes[0];
        if (bytes.Length > 1)
        {
            Store(bytes[1..]);
            CatchUp();
        }

        return bytes.Length;
    }

    /// <inheritdoc/>
    protected override void Send(Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++, _pointer++)
        {
            bytes[i] = _pointer < Bq25798Registers.Count ? _registers[_pointer] : (byte)0xFF;
            if (_pointer is >= Bq25798Registers.Flag0 and <= Bq25798Registers.FaultFlag1)
            {
                _registers[_pointer] = 0; // 9.3.12: a flag clears when it is read
            }
        }
    }

    private void Store(ReadOnlySpan<byte> values)
    {
        int first = _pointer;
        _pointer += _registers.Write(first, values);
        if (Sets(first, values, Bq25798Registers.Termination, 0x40))
        {
            _registers.Restore(Bq25798Registers.RegisterReset); // REG_RST clears itself
        }

        bool fed = Sets(first, values, Bq25798Registers.Control1, 0x08); // WD_RST clears itself
        if (!_hostMode || fed || _registers.Changed(Bq25798Registers.Control1, 7))
        {
            _watchdogEnd_us = Clock.Now_us + _settings.Watchdog_us;
        }

        _hostMode = true; // 9.4.1: any write
        if (_registers.Changed(Bq25798Registers.AdcControl, 0x80))
        {
            _adcEnd_us = Clock.Now_us + AdcScan_us;
            _registers[Bq25798Registers.Status3] &= 0xDF;
        }
    }

    /// <summary>True when a write that began at <paramref name="first"/> sets a bit of a register.</summary>
    private static bool Sets(int first, ReadOnlySpan<byte> values, int register, int bit) =>
        register >= first && register < first + values.Length && (values[register - first] & bit) != 0;

    private void ExpireWatchdog()
    {
        _hostMode = false;
        bool stops = _settings.WatchdogStopsCharging;
        _registers.Restore(Bq25798Registers.WatchdogReset);
        if (stops)
        {
            _registers[Bq25798Registers.Control0] &= 0xDF;
        }

        _registers[Bq25798Registers.Flag0] |= 0x20;
    }

    private void RunCycle()
    {
        long now_us = Clock.Now_us;
        double battery_V = Faults[BatteryInput].Apply(_battery_V(), now_us);
        double current_A = Faults[CurrentInput].Apply(_current_A(), now_us);
        bool supply = _output.SupplyPresent;
        bool enabled = supply && !_ceHigh && !_ceBroken && _settings.ChargeEnabled && !_settings.HighImpedance;
        ChargePhase before = _cycle.Phase;
        _cycle.Update(enabled, battery_V, current_A, Faults[ThermistorInput].Apply(_thermistor_C(), now_us), now_us);
        if (supply && !_supplySeen)
        {
            _registers[Bq25798Registers.Control0] &= 0xFB; // 9.5.1.12: EN_HIZ falls when an adapter is plugged in
        }

        ShowStatus(supply, battery_V, before);
        if (Runaway is var (runaway_V, runaway_A))
        {
            Drive(supply, runaway_V, runaway_A);
        }
        else
        {
            Drive(_cycle.Limit_A > 0, _cycle.Target_V * (1 + _errors.Voltage), _cycle.Limit_A * (1 + _errors.Current));
        }
    }

    private void Drive(bool on, double target_V, double limit_A)
    {
        if (on == _output.Enabled && (!on || (target_V == _output.Voltage_V && limit_A == _output.Current_A)))
        {
            return;
        }

        Changing?.Invoke();
        _output.Voltage_V = target_V;
        _output.Current_A = limit_A;
        _output.Enabled = on;
    }

    private void ShowStatus(bool supply, double battery_V, ChargePhase before)
    {
        _registers[Bq25798Registers.Status0] = (byte)((_hostMode ? 0 : 0x20) | (supply ? 0x0B : 0));
        // VBUS_STAT 5h: unknown adapter; bit 0: detection done.
        _registers[Bq25798Registers.Status1] = (byte)(((int)_cycle.Phase << 5) | (supply ? 0x0B : 0));
        _registers[Bq25798Registers.Status2] = (byte)(battery_V > Present_V ? 1 : 0);
        int timedOut = _cycle.TimedOut switch { ChargePhase.Off => 0, ChargePhase.Trickle => 4, ChargePhase.Precharge => 2, _ => 8 };
        _registers[Bq25798Registers.Status3] = (byte)((_registers[Bq25798Registers.Status3] & 0x20) | timedOut);
        _registers[Bq25798Registers.Status4] = (byte)_cycle.ThermistorStatus;
        bool over = _cycle.OverVoltageProtection;
        Raise(Bq25798Registers.FaultFlag0, over && (_registers[Bq25798Registers.Fault0] & 0x20) == 0, 0x20);
        _registers[Bq25798Registers.Fault0] = (byte)(over ? 0x20 : 0);
        Raise(Bq25798Registers.Flag0, supply != _supplySeen, 0x0B);
        Raise(Bq25798Registers.Flag1, _cycle.Phase != before, 0x80);
        _supplySeen = supply;
    }

    private void Raise(int register, bool raised, byte flag) => _registers[register] |= raised ? flag : (byte)0;

    private void RunAdc()
    {
        int control = _registers[Bq25798Registers.AdcControl];
        if ((control & 0x80) == 0 || Clock.Now_us < _adcEnd_us)
        {
            return;
        }

        _adcEnd_us = Clock.Now_us + AdcScan_us;
        double battery_V = Faults[BatteryInput].Apply(_battery_V(), Clock.Now_us);
        _registers.SetWord(Bq25798Registers.BatteryVoltageAdc, (int)(battery_V * 1000));
        _registers.SetWord(Bq25798Registers.BatteryCurrentAdc, (int)(Faults[CurrentInput].Apply(_current_A(), Clock.Now_us) * 1000));
        _registers.SetWord(Bq25798Registers.InputVoltageAdc, _output.SupplyPresent ? (int)(Supply_V * 1000) : 0);
        _registers.SetWord(Bq25798Registers.DieAdc, (int)(Die_C * 2));
        if ((control & 0x40) != 0)
        {
            _registers[Bq25798Registers.AdcControl] &= 0x7F; // one shot
            _registers[Bq25798Registers.Status3] |= 0x20;
            _registers[Bq25798Registers.Flag2] |= 0x20;
        }
    }
}
