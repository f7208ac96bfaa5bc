using Bms.Boards;
using Bms.Ports;
using Bms.Simulator.Chips;
using Bms.Twins;
using Bms.World;
using Bms.World.Cells;
using Bms.World.SecondLevel;

namespace Bms.Simulator.Bench;

/// <summary>
/// The hardware of pack-16s around a pack, and of its kin with another chip at the cells. That chip drives the gates of all switches;
/// clamps hold those of charge and discharge open unless a pin lets them go and the external watchdog is fed. Its numbers are its own and
/// not the firmware's.
/// </summary>
public sealed class Pack16sHardware : BoardHardware
{
    /// <summary>GPIO numbers of the board.</summary>
    public const int ChargeGatePin = 25, DischargeGatePin = 26, ChargerDisablePin = 27, HeartbeatPin = 32, ChargeStatePin = 34,
        DischargeStatePin = 35, ChargerSupplyPin = 36, ChargerOutputPin = 39;

    private const int BusId = 1, CellsOnAProbe = 4, ProbeCount = 4;
    private const double Shunt_ohm = 0.0005, ChargerFull_V = 81.92, ChargerFull_A = 40.96;

    private static readonly int[] s_pins =
    [
        ChargeGatePin, DischargeGatePin, ChargerDisablePin, HeartbeatPin, ChargeStatePin, DischargeStatePin, ChargerSupplyPin,
        ChargerOutputPin,
    ];

    private readonly WiredChip[] _chips;
    private readonly BenchOptions _options;
    private readonly FrontKind _front;
    private bool _frontMoves;

    /// <summary>The board around a pack, with that chip at its cells.</summary>
    public Pack16sHardware(VirtualMachine machine, Pack pack, BenchOptions options, FrontKind front)
        : base(machine, pack, options)
    {
        ArgumentNullException.ThrowIfNull(front);
        NoiseSource For(string name) => new(options.Seed, name);
        _options = options;
        _front = front;
        bool ideal = options.IdealParts;
        VirtualClock clock = machine.Clock;
        double shunt_ohm = pack.Spec.ShuntResistance_ohm;
        Front = front.Build(clock, options, WiringOf(pack));
        Current = new Ina228Chip(clock, For("ina228"), () => pack.Current_A * shunt_ohm, () => pack.BoardVoltage_V, () => pack.Ambient_C,
            ideal ? Ina228Errors.None : Ina228Errors.Draw(For("ina228 errors")));
        Probes = new Tmp117Chip[ProbeCount];
        for (int i = 0; i < ProbeCount; i++)
        {
            int cell = i * CellsOnAProbe;
            string name = $"tmp117-{i + 1}";
            Probes[i] = new Tmp117Chip(clock, For(name), () => pack.CellSurface_C(cell),
                ideal ? Tmp117Errors.None : Tmp117Errors.Draw(For(name + " errors")));
        }

        Dac = new Mcp4728Chip(clock);
        Charger = new ProgrammableSupply(
            pack.Charger, ChargerFull_V, ChargerFull_A, ideal ? SupplyErrors.None : SupplyErrors.Draw(For("supply errors")));
        _chips =
        [
            new(BusId, 0x08, front.ChipName, Front),
            new(BusId, 0x40, "ina228", Current),
            new(BusId, 0x48, "tmp117-1", Probes[0]),
            new(BusId, 0x49, "tmp117-2", Probes[1]),
            new(BusId, 0x4A, "tmp117-3", Probes[2]),
            new(BusId, 0x4B, "tmp117-4", Probes[3]),
            new(BusId, 0x60, "mcp4728", Dac),
        ];
        Wire();
    }

    /// <summary>The pack: sixteen blocks of ten LG M50, with a resistor before a load that has a capacitor.</summary>
    public static PackSpec Blocks { get; } = new()
    {
        Cell = CellBlock.Of(CellSpec.LgM50(), 10),
        SeriesCells = 16,
        BusbarResistance_ohm = 0.00005,
        ShuntResistance_ohm = Shunt_ohm,
        SwitchResistance_ohm = 0.0005,
        PrechargeResistance_ohm = 100,
    };

    /// <summary>A bolted fuse of 125 A, 80 V: least melting current 135 %, melting integral 30,000 A2s, as makers' curves go.</summary>
    public static FuseSpec Fuse { get; } = new()
    {
        Rated_A = 125,
        Melting = new(1.35, 0.08),
        Melting_A2s = new(30_000, 8_000),
        Resistance_ohm = 0.0006,
    };

    /// <summary>The fuse, wherever bench-4s has one: the second level is the protector chip on the board itself.</summary>
    public static SafetyPathSpec? SafetyOf(Bench4sSpec spec) =>
        spec?.Safety is null ? null : new SafetyPathSpec { Fuse = Fuse };

    /// <summary>Names of the chips, in the order of <see cref="Chips"/>.</summary>
    public static IReadOnlyList<string> ChipNames(FrontKind front) =>
        [front?.ChipName ?? string.Empty, "ina228", "tmp117-1", "tmp117-2", "tmp117-3", "tmp117-4", "mcp4728"];

    /// <inheritdoc/>
    public override IReadOnlyList<WiredChip> Chips => _chips;

    /// <summary>Measures cells, drives switches and protects.</summary>
    public FrontEndChip Front { get; }

    /// <summary>Pack current and stack voltage.</summary>
    public Ina228Chip Current { get; }

    /// <summary>A probe on each fourth cell, from the first.</summary>
    public Tmp117Chip[] Probes { get; }

    /// <summary>Tells the charger what to give.</summary>
    public Mcp4728Chip Dac { get; }

    /// <summary>The charger.</summary>
    public ProgrammableSupply Charger { get; }

    /// <inheritdoc/>
    public override long Due_us
    {
        get
        {
            // Whatever has changed in the world may let the chip act sooner.
            Front.See();
            return Math.Min(base.Due_us, Front.Due_us);
        }
    }

    /// <inheritdoc/>
    public override (double Voltage_V, double Current_A)? ChargerRunaway
    {
        get => Charger.Runaway;
        set => Charger.Runaway = value;
    }

    /// <inheritdoc/>
    public override int CellsBleeding => System.Numerics.BitOperations.PopCount((uint)Front.BleedingInputs);

    /// <inheritdoc/>
    public override bool FrontEndAsleep => Front.Asleep;

    /// <inheritdoc/>
    public override SensorInput CurrentInput => new(Current.Faults[Ina228Chip.ShuntInput], Shunt_ohm);

    /// <inheritdoc/>
    public override SensorInput StackInput => new(Current.Faults[Ina228Chip.BusInput], 1);

    /// <inheritdoc/>
    public override SensorInput ProtectorCurrentInput => new(Front.Faults[Front.ShuntChannel], Shunt_ohm);

    /// <inheritdoc/>
    protected override IReadOnlyList<int> Pins => s_pins;

    /// <inheritdoc/>
    public override BmsController Boot(IDelay delay, BoardTelemetry? telemetry) =>
        _front.Boot(BusId, new Pack16sPins(), _options.Config(), delay, telemetry);

    /// <inheritdoc/>
    public override SensorInput TapInput(int tap) => new(Front.Faults[Front.FirstTap + tap], 1);

    /// <inheritdoc/>
    public override SensorInput ProbeInput(int probe) => new(Probes[probe].Faults[0], 1);

    /// <inheritdoc/>
    public override SensorInput ProtectorThermistorInput(int thermistor) => new(Front.Faults[Front.FirstThermistor + thermistor], 1);

    /// <inheritdoc/>
    public override void SetTapFault(int tap, TapFault fault) => Front.SetWire(tap + 1, fault == TapFault.OpenWire);

    /// <inheritdoc/>
    public override void SwapTaps(int one, int other) => throw new NotSupportedException();

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
        foreach (Tmp117Chip probe in Probes)
        {
            probe.CatchUp();
        }

        // While the chip itself moves its switches it is up to date.
        if (!_frontMoves)
        {
            Front.CatchUp();
        }
    }

    /// <inheritdoc/>
    protected override void ActCharger()
    {
        // A wire that is broken leaves the resistor to say what is driven.
        Charger.OffHigh = ChargerEnableBroken ? Spec.ChargerPulledOff : Gpio[ChargerDisablePin];
        Charger.Follow(Dac.Output_V(0), Dac.Output_V(1));
        Gpio.DriveFromOutside(ChargerSupplyPin, Charger.HasSupply);
        Gpio.DriveFromOutside(ChargerOutputPin, Charger.IsOn);
    }

    /// <inheritdoc/>
    protected override void DriveGates()
    {
        bool allowed = Watchdog.Allows || !Spec.WatchdogGates;
        ChargeFet.Gate = allowed && Front.Chg && LetGo(ChargeGatePin, ChargeFet);
        DischargeFet.Gate = allowed && Front.Dsg && LetGo(DischargeGatePin, DischargeFet);
        Pack.PrechargeSwitch = allowed && Front.Pdsg;
    }

    /// <inheritdoc/>
    protected override void ShowSwitches()
    {
        Gpio.DriveFromOutside(ChargeStatePin, ChargeFet.ReadBack);
        Gpio.DriveFromOutside(DischargeStatePin, DischargeFet.ReadBack);
    }

    private FrontWiring WiringOf(Pack pack) => new()
    {
        Cell_V = pack.CellVoltage_V,
        Current_A = () => pack.Current_A,
        Thermistor_C = pin => pack.CellSurface_C(1 + (6 * pin)),
        Die_C = () => pack.Ambient_C,
        Load_V = () => pack.LoadVoltage_V,
        Shunt_ohm = Shunt_ohm,
        TopFilter_ohm = _front.Filter_ohm,
    };

    private void Wire()
    {
        AttachChips();
        Gpio.PullFromBoard(ChargeGatePin, false);
        Gpio.PullFromBoard(DischargeGatePin, false);
        Gpio.PullFromBoard(ChargerDisablePin, Spec.ChargerPulledOff);
        Charger.OffHigh = Spec.ChargerPulledOff;
        Gpio.Written = OnPin;
        Charger.Changing = Settle;
        Dac.Changing = Settle;
        Front.Changing = OnFrontMoves;
        Front.Changed = OnFront;
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
            case ChargerDisablePin when level != Charger.OffHigh && !ChargerEnableBroken:
                Settle();
                Charger.OffHigh = level;
                ActCharger();
                break;
        }
    }

    private void OnFrontMoves()
    {
        _frontMoves = true;
        Settle();
        _frontMoves = false;
    }

    private void OnFront()
    {
        _frontMoves = true;
        Bleed();
        DriveSwitches();
        _frontMoves = false;
    }

    private void Bleed()
    {
        double bleed_ohm = ((2 * _front.Filter_ohm) + Front.Bleed_ohm) / Front.BleedDuty;
        for (int cell = 0; cell < Pack.Cells; cell++)
        {
            Pack.SetBleed_ohm(cell, (Front.BleedingInputs & (1 << cell)) != 0 ? bleed_ohm : double.PositiveInfinity);
        }
    }

    // A gate that nobody drives and nothing pulls keeps the charge it has.
    private bool LetGo(int pin, PowerFet fet) =>
        Spec.GatesPulledDown || Gpio.Role(pin) == GpioRole.Output ? Gpio[pin] : fet.Gate;
}
