using Bms.World.Health;
using Bms.World.SecondLevel;

namespace Bms.World;

/// <summary>
/// A battery pack in virtual time: cells in series, their heat, the switches, a load and a charger. Positive current
/// charges. Cells move on a fixed grid (<see cref="PackSpec.Step_ms"/>): SoC, RC branches and temperatures are those of the
/// last grid point. Between two points the current and all voltages still answer at once to a change of load, and the charge
/// that flowed is counted exactly. How often the pack is looked at never changes what it does. Where cells are in parallel, a "cell" of
/// this class is a place in the series; <see cref="Branch"/> shows the cells in it.
/// </summary>
public sealed partial class Pack
{
    private readonly CellStack _stack;
    private readonly TerminalCircuit _circuit;
    private readonly double _step_s;
    private readonly long _step_us;
    private readonly double[] _spreadCapacity, _spreadResistance, _link_ohm;
    private readonly double[] _short_S, _bleed_S;
    private long _gridEnd_us;
    private long _segmentStart_us;
    private double _stepCharge_C;
    private double _stepSquare_A2s;
    private double _ambient_C;
    private bool _solved;
    private bool _safetyLooked;

    /// <summary>A pack at rest, both switches open, no load, charger off.</summary>
    /// <exception cref="ArgumentException">A field of <paramref name="spec"/> is out of its range.</exception>
    public Pack(PackSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Validate();
        Spec = spec;
        Load = new LoadModel(this);
        Charger = new ChargerModel(this);
        Safety = new SafetyPath(this, spec.Safety);
        (ChargeContact, DischargeContact, PrechargeContact) = (new(this), new(this), new(this));
        Contacts = [ChargeContact, DischargeContact, PrechargeContact];
        foreach (PackContact contact in Contacts) contact.Bounce_us = (int)(spec.Bounce_ms * 1000);
        _precharge_ohm = spec.PrechargeResistance_ohm;
        _circuit = new TerminalCircuit(this);
        _step_us = spec.Step_ms * 1000L;
        _step_s = spec.Step_ms / 1000.0;
        _gridEnd_us = _step_us;
        _ambient_C = spec.Ambient_C;
        _stack = new CellStack(spec.Cell, spec.SeriesCells, _step_s, spec.ParallelCells, spec.ToNeighbour_W_per_K);
        _stepsToLook = Math.Max(1, (int)Math.Round(Look_s / _step_s));
        _looksToAge = (int)AgeingLook_s;
        (_userCapacity, _userResistance) = (Ones(_stack.Cells), Ones(_stack.Cells));
        (_heater_W, _separator_S) = (new double[_stack.Cells], new double[_stack.Cells]);
        _electrodes = spec.Plating && spec.Cell.Negative is { } negative
            ? [.. Enumerable.Range(0, _stack.Cells).Select(_ => new NegativeElectrode(negative))] : [];
        _ages = MakeAges(spec, _stack.Cells);
        _runaways = new Runaway?[spec.Cell.Runaway is null ? 0 : _stack.Cells];
        _spreadCapacity = new double[_stack.Cells];
        _short_S = new double[_stack.Places];
        _bleed_S = new double[_stack.Places];
        _spreadResistance = new double[_stack.Cells];
        _link_ohm = new double[_stack.Cells];
        for (int cell = 0; cell < _stack.Cells; cell++) PlaceCell(cell);
        _stack.Begin();
        for (int i = 0; i < _electrodes.Length; i++) _electrodes[i].Step(0.0, _stack.Soc(i), spec.Ambient_C, Look_s);
        if (spec.LoadCapacitance_F > 0.0) ConnectCapacitor(spec.LoadCapacitance_F);
    }

    /// <summary>What the pack was made from.</summary>
    public PackSpec Spec { get; }

    /// <summary>Number of cells in series; with cells in parallel, of places.</summary>
    public int Cells => _stack.Places;

    /// <summary>Cells in parallel in each place.</summary>
    public int ParallelCells => _stack.Parallel;

    /// <summary>Virtual time since the pack was made, in microseconds.</summary>
    public long Time_us { get; private set; }

    /// <summary>The load at the pack terminals.</summary>
    public LoadModel Load { get; }

    /// <summary>The charger at the pack terminals.</summary>
    public ChargerModel Charger { get; }

    /// <summary>Protector, fuse and thermal cut-off between the cells and everything else.</summary>
    public SafetyPath Safety { get; }

    /// <summary>
    /// When the circuit changes next by itself between two points of the grid, in us: the second level acts, contacts bounce, an inrush
    /// has gone down; long.MaxValue = never.
    /// </summary>
    public long NextChange_us
    {
        get
        {
            LookAtSafety();
            return Math.Min(Safety.Due_us, Math.Min(ContactsDue_us, CapacitorDue_us));
        }
    }

    /// <summary>Temperature around the pack, -60..100 degC; a change acts from the running step on.</summary>
    public double Ambient_C
    {
        get => _ambient_C;
        set => _ambient_C = Allowed.Between(nameof(Ambient_C), value, -60, 100);
    }

    /// <summary>Pack current now, in A, positive = charge.</summary>
    public double Current_A => Solved().Current_A;

    /// <summary>Sum of the cells' tap voltages now, in V.</summary>
    public double StackVoltage_V => _stack.Emf_V + Current_A * _stack.Resistance_ohm;

    /// <summary>Voltage at the pack terminals now, behind shunt and switches, in V.</summary>
    public double TerminalVoltage_V => Solved().Terminal_V;

    /// <summary>Voltage where the board begins, behind the second level and before shunt and switches, in V.</summary>
    public double BoardVoltage_V => Solved().Board_V;

    /// <summary>Coulombs in - stored - leaked over all cells: zero but for rounding.</summary>
    public double ChargeBalance_C => _stack.Balance().ChargeError_C;

    /// <summary>Where charge and energy went, up to the last grid point.</summary>
    public PackBalance Balance => _stack.Balance();

    internal double ChargerOutput_A => Solved().ChargerOutput_A;

    /// <summary>Voltage between a cell's taps now, in V.</summary>
    public double CellVoltage_V(int cell) => _stack.TapVoltage_V(Checked(cell), Current_A);

    /// <summary>Runs the pack to a time, in microseconds. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">The time lies before <see cref="Time_us"/>.</exception>
    public void AdvanceTo(long time_us)
    {
        if (time_us < Time_us) throw new ArgumentException($"time_us = {time_us}: the pack is already at {Time_us}");
        while (true)
        {
            LookAtSafety();
            long inrush_us = CapacitorDue_us;
            long next_us = Math.Min(Math.Min(_gridEnd_us, inrush_us), Math.Min(Safety.Due_us, ContactsDue_us));
            if (next_us > time_us) break;
            Time_us = next_us;
            if (next_us == ContactsDue_us) ActContacts();
            else if (next_us == Safety.Due_us) ActSafety();
            else if (next_us == inrush_us) BeforeChange();
            else Step();
        }

        Time_us = time_us;
    }

    /// <summary>Closes the running segment of constant current; anything that changes the circuit calls it first.</summary>
    internal void BeforeChange()
    {
        CloseSegment();
        _solved = false;
        _safetyLooked = false;
        _restlessKnown = false;
    }

    private void Step()
    {
        BeforeChange();
        _stack.Step(_stepCharge_C / _step_s, _stepSquare_A2s / _step_s, _ambient_C);
        _charge_C += _stepCharge_C;
        _through_C += Math.Abs(_stepCharge_C);
        _stepCharge_C = 0.0;
        _stepSquare_A2s = 0.0;
        _gridEnd_us += _step_us;
        Safety.Warm(_step_s);
        LookAtHealth();
    }

    private static double[] Ones(int count)
    {
        double[] ones = new double[count];
        Array.Fill(ones, 1.0);
        return ones;
    }

    // What the second level looks at changes only where the circuit or the cells do.
    private void LookAtSafety()
    {
        if (_safetyLooked) return;
        Safety.Look(Time_us, _circuit.ChargerSeen(_stack.Emf_V), _circuit.LoadSeen(_stack.Emf_V));
        _safetyLooked = true;
    }

    private void ActSafety()
    {
        BeforeChange();
        Safety.Act(Time_us);
        _solved = false;
    }

    private TerminalCircuit Solved()
    {
        if (_solved && (_capacitor is null || _solvedAt_us == Time_us)) return _circuit;
        PlayCapacitor();
        _circuit.Solve(_stack.Emf_V, _stack.Resistance_ohm);
        (_solved, _solvedAt_us) = (true, Time_us);
        return _circuit;
    }

    private int Checked(int cell)
    {
        if ((uint)cell < (uint)Cells) return cell;
        throw new ArgumentOutOfRangeException(nameof(cell), $"cell {cell}: the pack has cells 0 to {Cells - 1}");
    }
}
