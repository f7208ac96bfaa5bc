using Bms.Boards;
using Bms.Ports;
using Bms.Simulator.Chips;
using Bms.Twins;
using Bms.World;

namespace Bms.Simulator.Bench;

/// <summary>One row of a board's wiring.</summary>
public sealed record WiredChip(int Bus, int Address, string Name, VirtualChip Chip);

/// <summary>Where a quantity of the world enters a converter, and what the converter's pin sees of one unit of it.</summary>
public readonly record struct SensorInput(InputFault Fault, double PerUnit);

/// <summary>
/// The hardware of a board around a pack, as everything that is not of one board sees it: its chips on their bus, its two switches, its
/// external watchdog, and the firmware that its flash memory holds.
/// </summary>
public abstract class BoardHardware
{
    /// <summary>What a scenario calls the chip between cells and switches, whoever made it.</summary>
    public const string FrontPlace = "front-end";

    private readonly VirtualMachine _machine;
    private bool _freeLevel;

    protected BoardHardware(VirtualMachine machine, Pack pack, BenchOptions options)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(options);
        _machine = machine;
        Pack = pack;
        Spec = options.Hardware;
        Watchdog = new HeartbeatWatchdog(options.WatchdogTimeout_us);
    }

    /// <summary>What protects the cells besides the firmware.</summary>
    public Bench4sSpec Spec { get; }

    /// <summary>True while a timer of the processor toggles the heartbeat by itself, whatever the firmware does.</summary>
    public bool HeartbeatRunsFree { get; set; }

    /// <summary>The wiring: which chip answers where.</summary>
    public abstract IReadOnlyList<WiredChip> Chips { get; }

    /// <summary>The bus that all chips are on.</summary>
    public I2cBus Bus => _machine.Bus(Chips[0].Bus);

    /// <summary>The switch that blocks charging when it is open.</summary>
    public PowerFet ChargeFet { get; } = new();

    /// <summary>The switch that blocks discharging when it is open.</summary>
    public PowerFet DischargeFet { get; } = new();

    /// <summary>The supervisor that gates both switches.</summary>
    public HeartbeatWatchdog Watchdog { get; }

    /// <summary>When the board does something by itself next, in us; long.MaxValue = never.</summary>
    public virtual long Due_us => Watchdog.Deadline_us;

    /// <summary>Told when a switch has moved: what the second level sees may have changed.</summary>
    public Action? SwitchesMoved { get; set; }

    /// <summary>When the real charge switch last moved, in us of virtual time.</summary>
    public long ChargeSwitchMoved_us { get; private set; }

    /// <summary>When the real discharge switch last moved, in us of virtual time.</summary>
    public long DischargeSwitchMoved_us { get; private set; }

    /// <summary>What a charger that has come loose from its control gives, in V and A at most; null = it is under control.</summary>
    public abstract (double Voltage_V, double Current_A)? ChargerRunaway { get; set; }

    /// <summary>True while the wire that enables the charger is broken: it is held off, whatever the processor drives.</summary>
    public virtual bool ChargerEnableBroken { get; set; }

    /// <summary>Input of the converter that sees the shunt; its unit is one ampere.</summary>
    public abstract SensorInput CurrentInput { get; }

    /// <summary>Input of the converter that sees the whole stack.</summary>
    public abstract SensorInput StackInput { get; }

    /// <summary>Input of a protector chip that sees the shunt with a converter of its own; only where the board has such a chip.</summary>
    public virtual SensorInput ProtectorCurrentInput => throw new NotSupportedException();

    /// <summary>Cells whose balancing resistor conducts; 0 on a board without any.</summary>
    public virtual int CellsBleeding => 0;

    /// <summary>True while the chip between cells and switches sleeps.</summary>
    public virtual bool FrontEndAsleep => false;

    /// <summary>The pack that the board hangs on.</summary>
    protected Pack Pack { get; }

    /// <summary>The processor's pins.</summary>
    protected GpioBank Gpio => _machine.Gpio;

    /// <summary>The present moment in us.</summary>
    protected long Now_us => _machine.Clock.Now_us;

    /// <summary>Every pin that the processor drives, the charger's first.</summary>
    protected abstract IReadOnlyList<int> Pins { get; }

    /// <summary>Starts the firmware of the board; inside a visit to the machine.</summary>
    public abstract BmsController Boot(IDelay delay, BoardTelemetry? telemetry);

    /// <summary>Input of the converter that sees the tap above a cell, counted from 0.</summary>
    public abstract SensorInput TapInput(int tap);

    /// <summary>Input of a temperature probe, counted from 0; its unit is one degree.</summary>
    public abstract SensorInput ProbeInput(int probe);

    /// <summary>Input of a protector chip's own thermistor, counted from 0; only where the board has such a chip.</summary>
    public virtual SensorInput ProtectorThermistorInput(int thermistor) => throw new NotSupportedException();

    /// <summary>Breaks a tap's way to its converter, or mends it.</summary>
    public abstract void SetTapFault(int tap, TapFault fault);

    /// <summary>Two wires of the stack change places at the connector.</summary>
    public abstract void SwapTaps(int one, int other);

    /// <summary>A processor gone mad drives its pins the worst way: both switches closed, the charger enabled.</summary>
    public abstract void DrivePinsWorst();

    /// <summary>
    /// Brings everything up to the present moment with the world as it is. Whoever changes the world between two ticks calls this first;
    /// at a tick it has just been done.
    /// </summary>
    public void Settle()
    {
        CatchUpSensors();
        Pack.AdvanceTo(Now_us);
    }

    /// <summary>
    /// Settles, then lets charger and watchdog act; called at every tick of the world and when the board's own time has come.
    /// </summary>
    public void Tick()
    {
        Settle();
        if (HeartbeatRunsFree)
        {
            Watchdog.See(_freeLevel = !_freeLevel, Now_us);
        }

        Watchdog.Expire(Now_us);
        DriveSwitches();
        ActCharger();
    }

    /// <summary>The processor is in reset: it lets go of all pins.</summary>
    public void ReleasePins()
    {
        foreach (int pin in Pins)
        {
            Gpio.Close(pin);
        }
    }

    /// <summary>The board's supply goes and comes back: every chip forgets.</summary>
    public void PowerCycle()
    {
        Settle();
        foreach (WiredChip row in Chips)
        {
            row.Chip.PowerOnReset();
        }
    }

    /// <summary>
    /// Does something to the pack's switches themselves, which need not follow what drives them, and notes which have moved.
    /// </summary>
    public void MoveSwitches(Action<Pack> move)
    {
        ArgumentNullException.ThrowIfNull(move);
        Settle();
        (bool charge, bool discharge) = (Pack.ChargeSwitch, Pack.DischargeSwitch);
        move(Pack);
        ChargeSwitchMoved_us = charge != Pack.ChargeSwitch ? Now_us : ChargeSwitchMoved_us;
        DischargeSwitchMoved_us = discharge != Pack.DischargeSwitch ? Now_us : DischargeSwitchMoved_us;
        SwitchesMoved?.Invoke();
    }

    /// <summary>The row of a name in <see cref="Chips"/>, or of <see cref="FrontPlace"/>; null if there is none.</summary>
    public WiredChip? Find(string name) =>
        Chips.FirstOrDefault(row => row.Name == name || (name == FrontPlace && row.Chip is FrontEndChip));

    /// <summary>Puts all chips on their bus.</summary>
    protected void AttachChips()
    {
        foreach (WiredChip row in Chips)
        {
            _machine.Bus(row.Bus).Attach(row.Address, row.Chip);
        }
    }

    /// <summary>The conversions that have ended by now saw the world as it was.</summary>
    protected abstract void CatchUpSensors();

    /// <summary>Lets the charger do what it does by itself.</summary>
    protected abstract void ActCharger();

    /// <summary>Sets the gates of both switches by all that drives them.</summary>
    protected abstract void DriveGates();

    /// <summary>Shows the state of the switches to whoever reads it.</summary>
    protected abstract void ShowSwitches();

    /// <summary>Brings the pack's switches to what their gates say.</summary>
    protected void DriveSwitches()
    {
        DriveGates();
        bool charge = ChargeFet.Closed;
        bool discharge = DischargeFet.Closed;
        if (charge != Pack.ChargeContact.Driven || discharge != Pack.DischargeContact.Driven)
        {
            SetSwitches(charge, discharge);
        }

        ShowSwitches();
    }

    // Apart from its caller, which runs several times a tick and must allocate nothing.
    private void SetSwitches(bool charge, bool discharge) => MoveSwitches(pack =>
    {
        pack.ChargeSwitch = charge;
        pack.DischargeSwitch = discharge;
    });
}
