using Bms.Simulator.Chips;
using Bms.Twins;
using Bms.World;

namespace Bms.Simulator.Bench;

/// <summary>One row of a board's wiring.</summary>
public sealed record WiredChip(int Bus, int Address, string Name, VirtualChip Chip);

/// <summary>
/// The hardware of bench-4s around a pack: chips on their bus, switches, charger and watchdog on their pins. Its numbers are its own and
/// not the firmware's, so that firmware wired to another address or pin finds nobody there. The protector module, the fuse and the thermal
/// cut-off lie between the cells and this board, in the pack's own circuit (<see cref="Pack.Safety"/>).
/// </summary>
public sealed class Bench4sHardware
{
    /// <summary>GPIO numbers of the board.</summary>
    public const int ChargeGatePin = 25, DischargeGatePin = 26, ChargerDisablePin = 27, HeartbeatPin = 32, ChargeStatePin = 34,
        DischargeStatePin = 35;

    /// <summary>SBAS444D 7.5, at a range of 4.096 V: 6 Mohm common-mode and 15 Mohm differential in parallel.</summary>
    public const double AdcInput_ohm = 1 / ((1 / 6e6) + (1 / 15e6));

    private const int BusId = 1, Cells = 4, ChargerThermistorCell = 1;
    private const double MeterError_ppm = 200;

    private static readonly Divider[] s_dividers = [new(10_000, 10_000), new(23_200, 10_000), new(34_800, 10_000), new(43_200, 10_000)];
    private static readonly int[] s_pins =
        [ChargeGatePin, DischargeGatePin, ChargerDisablePin, HeartbeatPin, ChargeStatePin, DischargeStatePin];

    private readonly VirtualMachine _machine;
    private readonly Pack _pack;
    private readonly WiredChip[] _chips;
    private readonly Ads1115Errors _adcErrors;
    private readonly NoiseSource _meter;
    private bool _freeLevel;

    public Bench4sHardware(VirtualMachine machine, Pack pack, BenchOptions options)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(options);
        _machine = machine;
        _pack = pack;
        Spec = options.Hardware;
        NoiseSource For(string name) => new(options.Seed, name);
        bool ideal = options.IdealParts;
        VirtualClock clock = machine.Clock;
        double tolerance = ideal ? 0 : DividerNetwork.Tolerance;
        double load_ohm = ideal ? double.PositiveInfinity : AdcInput_ohm;
        Dividers = new DividerNetwork(For("dividers"), s_dividers, Tap_V, () => pack.Ambient_C, load_ohm, tolerance);
        _adcErrors = ideal ? Ads1115Errors.None : Ads1115Errors.Draw(For("ads1115 errors"));
        _meter = For("meter");
        double shunt_ohm = pack.Spec.ShuntResistance_ohm;
        Current = new Ina219Chip(clock, For("ina219"), () => pack.Current_A * shunt_ohm, () => pack.BoardVoltage_V,
            ideal ? Ina219Errors.None : Ina219Errors.Draw(For("ina219 errors")));
        CellAdc = new Ads1115Chip(clock, For("ads1115"),
            [() => Dividers.Pin_V(0), () => Dividers.Pin_V(1), () => Dividers.Pin_V(2), () => Dividers.Pin_V(3)], _adcErrors);
        Probes = new Mcp9808Chip[Cells];
        for (int i = 0; i < Cells; i++)
        {
            int cell = i;
            string name = $"mcp9808-{i + 1}";
            Probes[i] = new Mcp9808Chip(clock, For(name), () => pack.CellSurface_C(cell),
                ideal ? Mcp9808Errors.None : Mcp9808Errors.Draw(For(name + " errors")));
        }

        Charger = new Bq25798Chip(clock, pack.Charger, () => pack.TerminalVoltage_V, () => pack.Current_A,
            () => pack.CellSurface_C(ChargerThermistorCell), ideal ? Bq25798Errors.None : Bq25798Errors.Draw(For("bq25798 errors")));
        Watchdog = new HeartbeatWatchdog(options.WatchdogTimeout_us);
        _chips =
        [
            new(BusId, 0x40, "ina219", Current),
            new(BusId, 0x48, "ads1115", CellAdc),
            new(BusId, 0x18, "mcp9808-1", Probes[0]),
            new(BusId, 0x19, "mcp9808-2", Probes[1]),
            new(BusId, 0x1A, "mcp9808-3", Probes[2]),
            new(BusId, 0x1B, "mcp9808-4", Probes[3]),
            new(BusId, 0x6B, "bq25798", Charger),
        ];
        Wire();
    }

    /// <summary>The dividers as they are ordered, that of the first tap first.</summary>
    public static IReadOnlyList<Divider> NominalDividers => s_dividers;

    /// <summary>What protects the cells besides the firmware.</summary>
    public Bench4sSpec Spec { get; }

    /// <summary>True while a timer of the processor toggles the heartbeat by itself, whatever the firmware does.</summary>
    public bool HeartbeatRunsFree { get; set; }

    /// <summary>The wiring: which chip answers where.</summary>
    public IReadOnlyList<WiredChip> Chips => _chips;

    /// <summary>The bus that all chips are on.</summary>
    public I2cBus Bus => _machine.Bus(BusId);

    /// <summary>Pack current and stack voltage.</summary>
    public Ina219Chip Current { get; }

    /// <summary>Converter of the four taps.</summary>
    public Ads1115Chip CellAdc { get; }

    /// <summary>Dividers between the taps and the converter.</summary>
    public DividerNetwork Dividers { get; }

    /// <summary>One temperature probe on each cell.</summary>
    public Mcp9808Chip[] Probes { get; }

    /// <summary>The charger.</summary>
    public Bq25798Chip Charger { get; }

    /// <summary>The switch that blocks charging when it is open.</summary>
    public PowerFet ChargeFet { get; } = new();

    /// <summary>The switch that blocks discharging when it is open.</summary>
    public PowerFet DischargeFet { get; } = new();

    /// <summary>The supervisor that gates both switches.</summary>
    public HeartbeatWatchdog Watchdog { get; }

    /// <summary>Told when a switch has moved: what the second level sees may have changed.</summary>
    public Action? SwitchesMoved { get; set; }

    /// <summary>When the real charge switch last moved, in us of virtual time.</summary>
    public long ChargeSwitchMoved_us { get; private set; }

    /// <summary>When the real discharge switch last moved, in us of virtual time.</summary>
    public long DischargeSwitchMoved_us { get; private set; }

    /// <summary>
    /// What a meter would find when the board is made, in ppm for each tap: true voltage over the one that nominal dividers give. The
    /// meter itself is off by up to 200 ppm.
    /// </summary>
    public int[] CalibrateTaps()
    {
        var correction_ppm = new int[Cells];
        for (int tap = 0; tap < Cells; tap++)
        {
            double nominal = s_dividers[tap].Bottom_ohm / (s_dividers[tap].Top_ohm + s_dividers[tap].Bottom_ohm);
            double shown = Dividers.Ratio(tap) / nominal * (1 + _adcErrors.Gain);
            correction_ppm[tap] = (int)Math.Round(((1 / shown) - 1) * 1e6 + _meter.Within(MeterError_ppm));
        }

        return correction_ppm;
    }

    /// <summary>
    /// Brings everything up to the present moment with the world as it is. Whoever changes the world between two ticks calls this first;
    /// at a tick it has just been done.
    /// </summary>
    public void Settle()
    {
        Current.CatchUp();
        CellAdc.CatchUp();
        foreach (Mcp9808Chip probe in Probes)
        {
            probe.CatchUp();
        }

        _pack.AdvanceTo(_machine.Clock.Now_us);
    }

    /// <summary>
    /// Settles, then lets charger and watchdog act; called at every tick of the world and when the watchdog's time is over.
    /// </summary>
    public void Tick()
    {
        Settle();
        if (HeartbeatRunsFree)
        {
            Watchdog.See(_freeLevel = !_freeLevel, _machine.Clock.Now_us);
        }

        Watchdog.Expire(_machine.Clock.Now_us);
        DriveSwitches();
        Charger.CatchUp();
    }

    /// <summary>The processor is in reset: it lets go of all pins.</summary>
    public void ReleasePins()
    {
        foreach (int pin in s_pins)
        {
            _machine.Gpio.Close(pin);
        }
    }

    /// <summary>A processor gone mad drives its pins the worst way: both switches closed, the charger enabled.</summary>
    public void DrivePinsWorst()
    {
        foreach (int pin in s_pins[..3])
        {
            _machine.Gpio.Write(pin, pin != ChargerDisablePin);
            _machine.Gpio.SetRole(pin, GpioRole.Output);
        }
    }

    /// <summary>The board's supply goes and comes back: every chip forgets.</summary>
    public void PowerCycle()
    {
        Settle();
        foreach (WiredChip row in _chips)
        {
            row.Chip.PowerOnReset();
        }
    }

    /// <summary>The chip of a name in <see cref="Chips"/>, null if there is none.</summary>
    public VirtualChip? Find(string name) => Array.Find(_chips, row => row.Name == name)?.Chip;

    private double Tap_V(int tap)
    {
        double sum = 0;
        for (int cell = 0; cell <= tap; cell++)
        {
            sum += _pack.CellVoltage_V(cell);
        }

        return sum;
    }

    private void Wire()
    {
        foreach (WiredChip row in _chips)
        {
            _machine.Bus(row.Bus).Attach(row.Address, row.Chip);
        }

        GpioBank gpio = _machine.Gpio;
        gpio.PullFromBoard(ChargeGatePin, false);
        gpio.PullFromBoard(DischargeGatePin, false);
        gpio.PullFromBoard(ChargerDisablePin, Spec.ChargerPulledOff);
        Charger.ChipEnableHigh = Spec.ChargerPulledOff;
        gpio.Written = OnPin;
        Charger.Changing = Settle;
        DriveSwitches();
    }

    private void OnPin(int pin, bool level)
    {
        switch (pin)
        {
            case ChargeGatePin or DischargeGatePin:
                DriveSwitches();
                break;
            case HeartbeatPin:
                Watchdog.See(level, _machine.Clock.Now_us);
                DriveSwitches();
                break;
            case ChargerDisablePin when level != Charger.ChipEnableHigh:
                Settle();
                Charger.ChipEnableHigh = level;
                break;
        }
    }

    private void DriveSwitches()
    {
        GpioBank gpio = _machine.Gpio;
        bool allowed = Watchdog.Allows || !Spec.WatchdogGates;
        ChargeFet.Gate = allowed && Gate(ChargeGatePin, ChargeFet);
        DischargeFet.Gate = allowed && Gate(DischargeGatePin, DischargeFet);
        bool charge = ChargeFet.Closed;
        bool discharge = DischargeFet.Closed;
        if (charge != _pack.ChargeSwitch || discharge != _pack.DischargeSwitch)
        {
            Settle();
            long now_us = _machine.Clock.Now_us;
            ChargeSwitchMoved_us = charge != _pack.ChargeSwitch ? now_us : ChargeSwitchMoved_us;
            DischargeSwitchMoved_us = discharge != _pack.DischargeSwitch ? now_us : DischargeSwitchMoved_us;
            _pack.ChargeSwitch = charge;
            _pack.DischargeSwitch = discharge;
            SwitchesMoved?.Invoke();
        }

        gpio.DriveFromOutside(ChargeStatePin, ChargeFet.ReadBack);
        gpio.DriveFromOutside(DischargeStatePin, DischargeFet.ReadBack);
    }

    // A gate that nobody drives and nothing pulls keeps the charge it has.
    private bool Gate(int pin, PowerFet fet) =>
        Spec.GatesPulledDown || _machine.Gpio.Role(pin) == GpioRole.Output ? _machine.Gpio[pin] : fet.Gate;
}
