using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using Bms.World;

namespace Bms.Simulator.Reactions;

/// <summary>
/// A bench for one trial, with the hands of whoever sets a cause: what the chips see is changed at their inputs, currents by load and
/// charger, all at the present instant. Every trial has its own chips from the tray, errors, clocks and noise included.
/// </summary>
internal sealed class Rig
{
    // Little enough that no body diode is worth a closed switch: the firmware spares them from 0.5 A on.
    private const double Slow_A = 0.1;

    // Beyond what a trial in standby takes, so that it parks only where somebody waits for it.
    private const int ParkAfter_ms = 15_000;

    internal Rig(NoiseSource random, ProtectionRow row, SignalPath path, BoardTiming timing, bool telemetry = false)
    {
        Random = random;
        Row = row;
        Path = path;
        Timing = timing;
        Channel = (int)(random.Next() % (ulong)row.Signal.Count);
        Line = new HeldLine(timing.LineTimeout_us);
        Bench = new VirtualBench(new BenchOptions
        {
            Seed = random.Next(),
            Telemetry = telemetry,
            Pack = new PackSpec { InitialSoc = 0.6 },
            ParkAfter_ms = ParkAfter_ms,
            WatchdogTimeout_us = (long)random.Uniform(HeartbeatWatchdog.Shortest_us, HeartbeatWatchdog.Longest_us),
        });
        Bench.Hardware.Bus.Fault = Line;
    }

    /// <summary>Random numbers of the trial.</summary>
    public NoiseSource Random { get; }

    /// <summary>The row that must act, as it is shipped.</summary>
    public ProtectionRow Row { get; }

    /// <summary>The way of its signal.</summary>
    public SignalPath Path { get; }

    public BoardTiming Timing { get; }

    /// <summary>The cell or probe that is struck, drawn for the trial.</summary>
    public int Channel { get; }

    /// <summary>Line of the bus that can be held.</summary>
    public HeldLine Line { get; }

    public VirtualBench Bench { get; }

    public Bench4sHardware Hardware => (Bench4sHardware)Bench.Hardware;

    /// <summary>The firmware; it has booted when a cause strikes.</summary>
    public BmsController Controller => Bench.Firmware.Controller!;

    /// <summary>+1 when the row's signal is too high beyond its limit, -1 when it is too low.</summary>
    public int Beyond => Row.Watch == Watch.Below ? -1 : 1;

    /// <summary>The nearest value beyond the limit that no healthy sensor can miss.</summary>
    public int Edge(int channel) => Row.Limit[channel] + (Beyond * Path.Accuracy(channel, Row.Limit[channel]));

    /// <summary>What taps and stack monitor see: these cells, in mV.</summary>
    public void ShowCells(Func<int, int> cell_mV)
    {
        Hardware.Settle();
        double tap_V = 0;
        for (int cell = 0; cell < Bench.Pack.Cells; cell++)
        {
            tap_V += cell_mV(cell) / 1000.0;
            Hardware.CellAdc.Faults[cell].StuckAt = tap_V * Hardware.Dividers.Ratio(cell);
        }

        Hardware.Current.Faults[Ina219Chip.BusInput].StuckAt = tap_V;
    }

    /// <summary>What the probes see, in tenths of a degree.</summary>
    public void ShowProbes(Func<int, int> probe_ddegC)
    {
        Hardware.Settle();
        for (int probe = 0; probe < Hardware.Probes.Length; probe++)
        {
            Hardware.Probes[probe].Faults[0].StuckAt = probe_ddegC(probe) / 10.0;
        }
    }

    /// <summary>The pack's current becomes this, in mA: by the load, or by a charger that has come loose while the charger is on.</summary>
    public void DriveCurrent(int current_mA)
    {
        bool charges = Controller.State.Mode == Mode.Charge && current_mA > 0;
        if (charges)
        {
            Hardware.Charger.Runaway = (Voltage_V: 25, Current_A: current_mA / 1000.0);
            Hardware.Tick();
        }
        else
        {
            Bench.Pack.Load.SetCurrent_A(-current_mA / 1000.0);
        }
    }

    /// <summary>
    /// Runs the firmware into a mode and lets it work there for a while, until it is <paramref name="parked"/> if asked to; false when it
    /// does not get there.
    /// </summary>
    public bool Enter(Mode mode, bool parked = false)
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
            Bench.Pack.Load.SetCurrent_A(mode == Mode.Discharge ? Slow_A : 0);
        }

        bool entered = StepUntil(() => Controller.State.Mode == mode);
        Bench.Run_s(1);
        return entered && Controller.State.Mode == mode && (!parked || StepUntil(() => Controller.IsParked, 2 * ParkAfter_ms / 100));
    }

    private bool StepUntil(Func<bool> reached, int steps = 50)
    {
        for (int step = 0; step < steps && !reached(); step++)
        {
            Bench.Step();
        }

        return reached();
    }
}
