using Bms.Twins;

namespace Bms.Simulator.Chips;

/// <summary>
/// TI BQ7695202: a BQ76952, battery monitor and protector for 3 to 16 cells, whose I2C starts with CRC; after SLUSE13B and its manual
/// SLUUBY2B. Inputs of its faults: 16 cells in volt, the voltage across the shunt, three thermistors and the die in degC, 16 taps
/// against VC0 in volt. Not modelled: SPI, HDQ, OTP, DEEPSLEEP and SHUTDOWN, test mode of the FETs, the ALERT pin, autonomous balancing,
/// and what <see cref="Bq76952Protections"/> names.
/// </summary>
public sealed partial class Bq76952Chip : FrontEndChip
{
    /// <summary>Inputs of <see cref="VirtualChip.Faults"/> after the sixteen cells.</summary>
    public const int CurrentInput = Bq76952View.CurrentInput, ThermistorInput = Bq76952View.ThermistorInput;
    public const int DieInput = Bq76952View.DieInput, TapInput = Bq76952View.TapInput;

    private const long Never = long.MaxValue, Second_us = 1_000_000;

    private readonly int _writeAddress;
    private readonly double _shunt_ohm;
    private readonly Bq76952Memory _memory = new();
    private readonly Bq76952Errors _errors;
    private readonly Bq76952View _view;
    private readonly Bq76952Scan _scan;
    private readonly Bq76952Protections _trips;
    private readonly Bq76952Fets _fets = new();
    private readonly Bq76952Bleeder _bleeder = new();
    private readonly Bq76952Subcommands _subcommands;
    private readonly Bq76952Security _security;
    private Bq76952Config _config;
    private long _last_us, _heard_us, _sleepBar_us, _wireCheck_us;
    private double _passed_As;
    private bool _reset, _configuring, _asleep, _sleepAllowed;
    private int _pointer, _alarm, _alarmEnable, _alarmed, _loopsSeen, _setsSeen, _refusedWrites;

    public Bq76952Chip(VirtualClock clock, NoiseSource noise, FrontWiring wiring, Bq76952Errors errors, int address = 0x08)
        : base(clock, Bq76952View.Inputs)
    {
        ArgumentNullException.ThrowIfNull(wiring);
        ArgumentNullException.ThrowIfNull(errors);
        _writeAddress = address << 1;
        _shunt_ohm = wiring.Shunt_ohm;
        _errors = errors;
        _view = new Bq76952View(wiring, Faults, errors);
        _scan = new Bq76952Scan(_view, errors, noise, Faults, 35e-6 * wiring.TopFilter_ohm);
        _trips = new Bq76952Protections(errors);
        _subcommands = new Bq76952Subcommands(Answer, Take);
        _security = new Bq76952Security(_memory);
        _config = new Bq76952Config(_memory, errors.ClockFactor);
        PowerOnReset();
    }

    /// <inheritdoc/>
    public override int FirstTap => TapInput;

    /// <inheritdoc/>
    public override int ShuntChannel => CurrentInput;

    /// <inheritdoc/>
    public override int FirstThermistor => ThermistorInput;

    /// <inheritdoc/>
    public override bool Chg => (_shown & Bq76952Fets.Chg) != 0;

    /// <inheritdoc/>
    public override bool Dsg => (_shown & Bq76952Fets.Dsg) != 0;

    /// <inheritdoc/>
    public override bool Pdsg => (_shown & Bq76952Fets.Pdsg) != 0;

    /// <summary>Driver of the FET that precharges deeply discharged cells.</summary>
    public bool Pchg => (_shown & Bq76952Fets.Pchg) != 0;

    /// <inheritdoc/>
    public override int BleedingInputs => _bleeder.Mask | StuckBleeding;

    /// <inheritdoc/>
    public override double Bleed_ohm => _errors.Bleed_ohm;

    /// <summary>An input pauses while it or a neighbour is measured (10.2).</summary>
    public override double BleedDuty => 1 - (3.0 * _config.Slot_us / _config.Loop_us(bleeding: true));

    /// <summary>What an input shows in mV.</summary>
    public int Cell_mV(int input) => _scan.Cell_mV(input);

    /// <summary>True in SLEEP and in CONFIG_UPDATE mode.</summary>
    public override bool Asleep => _asleep;

    public bool Configuring => _configuring;

    /// <summary>Writes that came with a wrong CRC, commits with a wrong checksum, and data memory written outside CONFIG_UPDATE.</summary>
    public int RefusedWrites => _refusedWrites + _subcommands.Refused;

    /// <inheritdoc/>
    protected override int RegisterBytes => 1;

    /// <inheritdoc/>
    public override void PowerOnReset()
    {
        _last_us = _heard_us = Clock.Now_us;
        _memory.Reset();
        _subcommands.Reset();
        _security.Reset();
        _scan.Forget();
        _bleeder.Forget();
        _reset = true;
        _passed_As = 0;
        _passedSince_us = Clock.Now_us;
        _alarm = 0x0400; // INITSTART
        Restart();
    }

    /// <inheritdoc/>
    public override void CatchUp()
    {
        _view.Look(_config.CellInputs, Clock.Now_us);
        Run(Clock.Now_us);
    }

    /// <inheritdoc/>
    public override void See()
    {
        _view.Look(_config.CellInputs, Clock.Now_us);
        FindDue();
    }

    /// <inheritdoc/>
    public override void SetWire(int tap, bool broken)
    {
        CatchUp();
        long check_us = Math.Max(1L, _memory[0x9314]) * Second_us;

        // The checks go on all the time; while no wire is broken they show nothing.
        _wireCheck_us = _view.HasBrokenWire ? _wireCheck_us : ((Clock.Now_us / check_us) + 1) * check_us;
        _view.SetWire(tap, broken);
        See();
    }

    /// <summary>Levels of the pins CFETOFF and DFETOFF; they act at once if the data memory gives them that function.</summary>
    public void DrivePins(bool chargeOff, bool dischargeOff)
    {
        _fets.ChargeOffPin = chargeOff;
        _fets.DischargeOffPin = dischargeOff;
        CatchUp();
    }

    /// <summary>Changes bits of a direct register, or of a byte of data memory, as a disturbance inside the chip would.</summary>
    public override void Disturb(int address, int bits)
    {
        if (Bq76952Memory.Holds(address))
        {
            _memory[address] ^= (byte)bits;
            _config = new Bq76952Config(_memory, _errors.ClockFactor);
        }
        else
        {
            Store(address, (byte)(Fetch(address) ^ bits));
        }
    }

    /// <inheritdoc/>
    protected override void FinishConversions()
    {
        // A transfer changes nothing in the world: there is nothing to do before something of the chip's own is due.
        long now_us = Clock.Now_us;
        if (now_us >= Due_us || now_us >= _scan.End_us || _asleep || _bleeder.Mask != 0)
        {
            CatchUp();
        }
    }

    // 5.2.16: a valid message ends the watchdog's fault; one with a wrong CRC is none.
    private void Hear()
    {
        _heard_us = Clock.Now_us;
        if (_trips.HostSilent)
        {
            _trips.HostSilent = false;
            MoveFets(Clock.Now_us);
        }
    }

    // The end of CONFIG_UPDATE and a reset both begin here.
    private void Restart()
    {
        long now_us = Clock.Now_us;
        _config = new Bq76952Config(_memory, _errors.ClockFactor);
        _trips.Start(_config);
        _scan.Start(_config, now_us);
        _loopsSeen = _setsSeen = 0;
        StopBleeding();
        _configuring = _asleep = false;
        _sleepAllowed = (_memory.U2(0x9234) & 0x100) != 0;
        _sleepBar_us = now_us + (_memory[0x924D] * Second_us);
        _fets.Enabled = (_memory.U2(0x9343) & 0x10) != 0;
        _failuresEnabled = (_memory.U2(0x9343) & 0x40) != 0;
        _fets.HostOff = (_memory[0x9308] & 0x20) != 0 ? 0x0F : 0;
        _alarmEnable = _memory.U2(0x926D);
        _view.Look(_config.CellInputs, now_us);
        OpenAll();
        MoveFets(now_us);
        FindDue();
    }

    private void Run(long to_us)
    {
        _subcommands.Finish(to_us);
        if (!_configuring)
        {
            Measure(to_us);
            int before = _trips.StatusA;
            _trips.FailuresEnabled = _failuresEnabled;
            bool tripped = _trips.Step(_view, _scan, _bleeder.Mask != 0, _last_us, to_us);
            Snap(_trips.StatusA & ~before);
            if (tripped || _trips.AlertA != 0)
            {
                StopBleedingOnFault();
            }

            Bleed(to_us);
            if (WatchdogEnabled && to_us - _heard_us >= _config.HostSilent_us)
            {
                _trips.HostSilent = true;
            }

            Alarm();
            Sleep(to_us);
            MoveFets(to_us);
        }

        _last_us = to_us;
        FindDue();
    }

    private bool ChecksWires => _memory[0x9314] != 0;

    private bool WatchdogEnabled => (_memory[0x9263] & 2) != 0;

    private void Measure(long to_us)
    {
        _passed_As += _view.Current_A * (to_us - _last_us) * 1e-6;
        _scan.Step(_bleeder.Mask, _asleep, to_us);
        if (_view.HasBrokenWire && ChecksWires && to_us >= _wireCheck_us)
        {
            _view.CheckWires();
            _wireCheck_us = to_us + (_memory[0x9314] * Second_us);
            _view.Look(_config.CellInputs, to_us);
        }

        Latch(_scan.Loops != _loopsSeen, 0x0002);
        Latch(_scan.Sets != _setsSeen, 0x0080);
        Latch(_setsSeen == 0 && _scan.Sets != 0, 0x0200); // INITCOMP
        _loopsSeen = _scan.Loops;
        _setsSeen = _scan.Sets;
    }

    // 7.3: asleep when little flows and it is allowed; awake when more flows or something trips.
    private void Sleep(long to_us)
    {
        double current_mA = Math.Abs(_view.Current_A) * 1000;
        if (_asleep && (!_sleepAllowed || current_mA > _memory.I2(0x924B) || (_trips.StatusA | _trips.StatusB | _trips.StatusC) != 0))
        {
            _asleep = false;
            _sleepBar_us = to_us + (_memory[0x924D] * Second_us);
            _scan.Begin(((to_us / Second_us) + 1) * Second_us);
            Latch(true, 0x0001);
        }
        else if (!_asleep && _sleepAllowed && to_us >= _sleepBar_us && current_mA < _memory.I2(0x9248) && _trips.StatusA == 0)
        {
            _asleep = true;
        }
    }

    // Faults, failures and balancing alarm when they come (12.2.18); what else alarms does so where it happens.
    private void Alarm()
    {
        int raw = RawAlarm & 0xE004;
        Latch((raw & ~_alarmed) != 0, raw & ~_alarmed);
        _alarmed = raw;
    }

    private void Latch(bool happened, int bit) => _alarm |= happened ? bit & _alarmEnable : 0;

    private void FindDue()
    {
        long now_us = Clock.Now_us;
        long due_us = _subcommands.Due_us;
        if (!_configuring)
        {
            due_us = Math.Min(due_us, _trips.Due_us(_view, _scan, _bleeder.Mask != 0, Math.Max(now_us, _last_us)));
            due_us = Math.Min(due_us, Math.Min(_bleeder.Due_us, _fets.Due_us));
            due_us = _view.HasBrokenWire && ChecksWires ? Math.Min(due_us, Math.Max(_wireCheck_us, now_us + 1)) : due_us;
            due_us = WatchdogEnabled && !_trips.HostSilent ? Math.Min(due_us, _heard_us + _config.HostSilent_us) : due_us;
        }

        Due_us = due_us;
    }
}
