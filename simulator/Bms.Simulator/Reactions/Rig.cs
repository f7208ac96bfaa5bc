using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>
/// A bench for one trial, with the hands of whoever sets a cause: what the chips see is changed at their inputs, currents by load and
/// charger, all at the present instant. What is of one board only lies in its own class.
/// </summary>
internal abstract class Rig
{
    // Little enough that no body diode is worth a closed switch: the firmware spares them from 0.5 A on.
    private const double Slow_A = 0.1;
    private const int MostSteps = 50;

    private readonly RigOrder _order;

    protected Rig(RigOrder order, BoardKind board)
    {
        _order = order;
        Channel = (int)(order.Random.Next() % (ulong)order.Row.Signal.Count);
        Line = new HeldLine(order.Timing.LineTimeout_us);
        Bench = order.Bench(board);
        Bench.Hardware.Bus.Fault = Line;
    }

    /// <summary>Random numbers of the trial.</summary>
    public NoiseSource Random => _order.Random;

    /// <summary>The row that must act, as it is shipped.</summary>
    public ProtectionRow Row => _order.Row;

    /// <summary>The way of its signal.</summary>
    public SignalPath Path => _order.Path;

    public BoardTiming Timing => _order.Timing;

    /// <summary>The cell or probe that is struck, drawn for the trial.</summary>
    public int Channel { get; }

    /// <summary>Line of the bus that can be held.</summary>
    public HeldLine Line { get; }

    public VirtualBench Bench { get; }

    public BoardHardware Hardware => Bench.Hardware;

    /// <summary>The firmware; it has booted when a cause strikes.</summary>
    public BmsController Controller => Bench.Firmware.Controller!;

    /// <summary>+1 when the row's signal is too high beyond its limit, -1 when it is too low.</summary>
    public int Beyond => Row.Watch == Watch.Below ? -1 : 1;

    /// <summary>The chip that measures the cells, the one that measures the current, the one that sets the charger, a probe.</summary>
    public abstract VirtualChip CellChip { get; }

    /// <inheritdoc cref="CellChip"/>
    public abstract VirtualChip CurrentChip { get; }

    /// <inheritdoc cref="CellChip"/>
    public abstract VirtualChip ChargerChip { get; }

    /// <summary>The nearest value beyond the limit that no healthy sensor can miss.</summary>
    public int Edge(int channel) => Row.Limit[channel] + (Beyond * Path.Accuracy(channel, Row.Limit[channel]));

    /// <inheritdoc cref="CellChip"/>
    public abstract VirtualChip Probe(int probe);

    /// <summary>What taps and stack monitor see: these cells, in mV.</summary>
    public void ShowCells(Func<int, int> cell_mV)
    {
        Hardware.Settle();
        Show(cell_mV);
        double stack_V = 0;
        for (int cell = 0; cell < Bench.Pack.Cells; cell++)
        {
            stack_V += cell_mV(cell) / 1000.0;
        }

        Hardware.StackInput.Fault.StuckAt = stack_V;
    }

    /// <summary>What the probes see, in tenths of a degree.</summary>
    public void ShowProbes(Func<int, int> probe_ddegC)
    {
        Hardware.Settle();
        for (int probe = 0; probe < Bench.Options.Board.ProbeCount; probe++)
        {
            Hardware.ProbeInput(probe).Fault.StuckAt = probe_ddegC(probe) / 10.0;
        }
    }

    /// <summary>An input shows a value in the unit of its quantity.</summary>
    public void Show(SensorInput input, double value)
    {
        Hardware.Settle();
        input.Fault.StuckAt = value * input.PerUnit;
    }

    /// <summary>The pack's current becomes this, in mA: by the load, or by a charger that has come loose while the charger is on.</summary>
    public void DriveCurrent(int current_mA)
    {
        bool charges = Controller.State.Mode == Mode.Charge && current_mA > 0;
        if (charges)
        {
            double full_V = Bench.Options.Config().Chemistry.ChargeTarget_mV * Bench.Pack.Cells / 1000.0;
            Hardware.ChargerRunaway = (1.25 * full_V, current_mA / 1000.0);
            Hardware.Tick();
        }
        else
        {
            Bench.Pack.Load.SetCurrent_A(-current_mA / 1000.0);
        }
    }

    /// <summary>
    /// Runs the firmware into a mode and into the situation of the trial, and lets it work there for a while, until the cause
    /// <paramref name="isReady"/>, and until it is <paramref name="parked"/> if asked to; false when it does not get there.
    /// </summary>
    public bool Enter(Mode mode, Func<Rig, bool> isReady, bool parked = false)
    {
        // A switch that only forbids discharging may stay closed while the pack is charged.
        Bench.Pack.Charger.SupplyPresent = mode == Mode.Charge && Row.Reaction != Reaction.StopDischarge;
        if (!StepUntil(() => Bench.Firmware.Controller?.State.Mode == Mode.Standby))
        {
            return false;
        }

        if (mode != Mode.Standby)
        {
            Controller.Ask(mode == Mode.Charge ? Request.Charge : Request.Discharge);
        }

        // What draws already is not closed onto where a load is filled first.
        bool entered = StepUntil(() => Controller.State.Mode == mode
            && (mode != Mode.Discharge || Bench.Pack.DischargeSwitch || !Controller.State.DischargeAllowed));
        Bench.Pack.Load.SetCurrent_A(mode == Mode.Discharge ? Slow_A : 0);
        Bench.Run_s(1);
        return entered && Controller.State.Mode == mode && StepUntil(() => isReady(this))
            && (!parked || StepUntil(() => Controller.IsParked, 2 * RigOrder.ParkAfter_ms / 100))
            && (_order.Situation == Situation.Normal || Settle(_order.Situation));
    }

    /// <summary>What each cell shows at the chip that measures it, in mV.</summary>
    protected abstract void Show(Func<int, int> cell_mV);

    /// <summary>Brings the board into a situation that is not the normal one; false when it does not get there.</summary>
    protected abstract bool Settle(Situation situation);

    /// <summary>Steps until something is so; false when it does not come.</summary>
    protected bool StepUntil(Func<bool> reached, int most = MostSteps)
    {
        for (int step = 0; step < most && !reached(); step++)
        {
            Bench.Step();
        }

        return reached();
    }
}
