using Bms.Boards;
using Bms.Ports;
using Bms.Simulator.Chips;
using Bms.Twins;
using Bms.World;

namespace Bms.Simulator.Bench;

/// <summary>
/// The hardware of bench-4s around a pack: chips on their bus, switches, charger and watchdog on their pins. Its numbers are its own and
/// not the firmware's, so that firmware wired to another address or pin finds nobody there. The protector module, the fuse and the thermal
/// cut-off lie between the cells and this board, in the pack's own circuit (<see cref="Pack.Safety"/>).
/// </summary>
public sealed class Bench4sHardware : BoardHardware
{
    /// <summary>GPIO numbers of the board.</summary>
    public const int ChargeGatePin = 25, DischargeGatePin = 26, ChargerDisablePin = 27, HeartbeatPin = 32, ChargeStatePin = 34,
        DischargeStatePin = 35;

    /// <summary>SBAS444D 7.5, at a range of 4.096 V: 6 Mohm common-mode and 15 Mohm differential in parallel.</summary>
    public const double AdcInput_ohm = 1 / ((1 / 6e6) + (1 / 15e6));

    private const int BusId = 1, Cells = 4, ChargerThermistorCell = 1;
    private const double MeterError_ppm = 200;

    private static readonly Divider[] s_dividers = [new(10_000, 10_000), new(23_200, 10_000), new(34_800, 10_000), new(43_200, 10_000)];

    // As an engineer would say it: 1/2, 1/3.32, 1/4.48, 1/5.32.
    private static readonly double[] s_perVolt = [1 / 2.0, 1 / 3.32, 1 / 4.48, 1 / 5.32];
    private static readonly int[] s_pins =
        [ChargeGatePin, DischargeGatePin, ChargerDisablePin, HeartbeatPin, ChargeStatePin, DischargeStatePin];

    private readonly WiredChip[] _chips;
    private readonly Ads1115Errors _adcErrors;
    private readonly NoiseSource _meter;
    private readonly int[]? _calibration_ppm;
    private readonly BenchOptions _options;

    public Bench4sHardware(VirtualMachine machine, Pack pack, BenchOptions options)
        : base(machine, pack, options)
    {
        NoiseSource For(string name) => new(options.Seed, name);
        _options = options;
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
        _calibration_ppm = options.Calibrated ? CalibrateTaps() : null;
    }

    /// <summary>Names of the chips, in the order of <see cref="Chips"/>.</summary>
    public static IReadOnlyList<string> ChipNames { get; } =
        ["ina219", "ads1115", "mcp9808-1", "mcp9808-2", "mcp9808-3", "mcp9808-4", "bq25798"];

    /// <summary>The dividers as they are ordered, that of the first tap first.</summary>
    public static IReadOnlyList<Divider> NominalDividers => s_dividers;

    /// <inheritdoc/>
    public override IReadOnlyList<WiredChip> Chips => _chips;

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

    /// <inheritdoc/>
    public override (double Voltage_V, double Current_A)? ChargerRunaway
    {
        get => Charger.Runaway;
        set => Charger.Runaway = value;
    }

    /// <inheritdoc/>
    public override bool ChargerEnableBroken
    {
        get => Charger.EnableWireBroken;
        set => Charger.EnableWireBroken = value;
    }

    /// <inheritdoc/>
    public override SensorInput CurrentInput => new(Current.Faults[Ina219Chip.ShuntInput], Pack.Spec.ShuntResistance_ohm);

    /// <inheritdoc/>
    public override SensorInput StackInput => new(Current.Faults[Ina219Chip.BusInput], 1);

    /// <inheritdoc/>
    protected override IReadOnlyList<int> Pins => s_pins;

    /// <inheritdoc/>
    public override BmsController Boot(IDelay delay, BoardTelemetry? telemetry) =>
        Bench4s.Create(BusId, new Bench4sPins(), _calibration_ppm, delay, telemetry, _options.Config());

    /// <inheritdoc/>
    public override SensorInput TapInput(int tap) => new(CellAdc.Faults[tap], s_perVolt[tap]);

    /// <inheritdoc/>
    public override SensorInput ProbeInput(int probe) => new(Probes[probe].Faults[0], 1);

    /// <inheritdoc/>
    public override void SetTapFault(int tap, TapFault fault) => Dividers.SetFault(tap, fault);

    /// <inheritdoc/>
    public override void SwapTaps(int one, int other) => Dividers.Swap(one, other);

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

    /// <inheritdoc/>
    public override void DrivePinsWorst()
    {
        foreach (int pin in s_pins[..3])
        {
            Gpio.Write(pin, pin != ChargerDisablePin);
            Gpio.SetRole(pin, GpioRole.Output);
        }
    }

    /// <inheritdoc/>
    protected override void CatchUpSensors()
    {
        Current.CatchUp();
        CellAdc.CatchUp();
        foreach (Mcp9808Chip probe in Probes)
        {
            probe.CatchUp();
        }
    }

    /// <inheritdoc/>
    protected override void ActCharger() => Charger.CatchUp();

    /// <inheritdoc/>
    protected override void DriveGates()
    {
        bool allowed = Watchdog.Allows || !Spec.WatchdogGates;
        ChargeFet.Gate = allowed && Gate(ChargeGatePin, ChargeFet);
        DischargeFet.Gate = allowed && Gate(DischargeGatePin, DischargeFet);
    }

    /// <inheritdoc/>
    protected override void ShowSwitches()
    {
        Gpio.DriveFromOutside(ChargeStatePin, ChargeFet.ReadBack);
        Gpio.DriveFromOutside(DischargeStatePin, DischargeFet.ReadBack);
    }

    private double Tap_V(int tap)
    {
        double sum = 0;
        for (int cell = 0; cell <= tap; cell++)
        {
            sum += Pack.CellVoltage_V(cell);
        }

        return sum;
    }

    private void Wire()
    {
        AttachChips();
        GpioBank gpio = Gpio;
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
                Watchdog.See(level, Now_us);
                DriveSwitches();
                break;
            case ChargerDisablePin when level != Charger.ChipEnableHigh:
                Settle();
                Charger.ChipEnableHigh = level;
                break;
        }
    }

    // A gate that nobody drives and nothing pulls keeps the charge it has.
    private bool Gate(int pin, PowerFet fet) =>
        Spec.GatesPulledDown || Gpio.Role(pin) == GpioRole.Output ? Gpio[pin] : fet.Gate;
}
