using Bms.World.SecondLevel;

namespace Bms.World;

/// <summary>
/// What happens at the pack terminals: stack, second level, shunt, two switches back to back, load and charger. Solved in closed
/// form at any moment, so that a change of load acts at once.
/// </summary>
internal sealed class TerminalCircuit(Pack pack)
{
    /// <summary>Less than this is leakage, which a protector takes for no load, in A.</summary>
    private const double LoadSeen_A = 0.001;

    private readonly PackSpec _spec = pack.Spec;
    private readonly SafetyPath _safety = pack.Safety;
    private readonly LoadModel _load = pack.Load;
    private readonly ChargerModel _charger = pack.Charger;
    private readonly PackContact _charge = pack.ChargeContact, _discharge = pack.DischargeContact, _precharge = pack.PrechargeContact;
    private readonly double _series_ohm =
        pack.Spec.ShuntResistance_ohm + pack.Spec.SwitchResistance_ohm + pack.Safety.Resistance_ohm;

    /// <summary>The capacitor at the terminals; null = none.</summary>
    public TerminalCapacitor? Capacitor { get; set; }

    /// <summary>Pack current in A, positive = charge.</summary>
    public double Current_A { get; private set; }

    /// <summary>Resistance of the whole path that the current takes, cells included, in ohm.</summary>
    public double Path_ohm { get; private set; }

    /// <summary>Voltage at the pack terminals, in V.</summary>
    public double Terminal_V { get; private set; }

    /// <summary>Voltage where the board begins, behind the second level and before shunt and switches, in V.</summary>
    public double Board_V { get; private set; }

    /// <summary>What the charger gives, in A.</summary>
    public double ChargerOutput_A { get; private set; }

    /// <summary>Whether a charger holds the second level's output above half of the stack.</summary>
    public bool ChargerSeen(double emf_V) => _charge.Closed && _charger.Active && _charger.Voltage_V > 0.5 * emf_V;

    /// <summary>Whether a load draws, or would draw if the second level let it.</summary>
    public bool LoadSeen(double emf_V) => _discharge.Closed && _load.CurrentAt(emf_V) > LoadSeen_A;

    /// <summary>
    /// Finds the current. A charge switch, open, blocks charging only: discharge passes its body diode, at the cost of its forward
    /// voltage; a discharge switch likewise the other way round. The board and the protector have a pair each. A precharge switch leads
    /// discharge around the open discharge switch, through its resistor. Contactors have no diodes.
    /// </summary>
    public void Solve(double emf_V, double stack_ohm)
    {
        bool fills = _precharge.Closed && !_discharge.Closed && pack.PrechargeResistance_ohm > 0.0;
        double cable_ohm = Capacitor?.Cable_ohm ?? 0.0;
        double resistance = stack_ohm + _series_ohm + cable_ohm;
        double drop_V = 0.0;
        double current = _safety.Unbroken ? CurrentFrom(emf_V, resistance) : 0.0;
        if (fills && (current < 0.0 || _spec.Contactors)) current = CurrentFrom(emf_V, resistance += pack.PrechargeResistance_ohm);
        if (current > 0.0)
        {
            drop_V = Diodes_V(_discharge.Closed || _spec.Contactors, _safety.DischargeFet);
            if (drop_V > 0.0) current = Math.Max(0.0, CurrentFrom(emf_V + drop_V, resistance));
        }
        else if (current < 0.0)
        {
            drop_V = -Diodes_V(_charge.Closed || _spec.Contactors, _safety.ChargeFet);
            if (drop_V < 0.0) current = Math.Min(0.0, CurrentFrom(emf_V + drop_V, resistance));
        }

        bool charges = _charge.Closed && _safety.ChargeFet, discharges = (_discharge.Closed || fills) && _safety.DischargeFet;
        bool through = charges && discharges && _safety.Unbroken;
        if ((current > 0.0 && !charges) || (current < 0.0 && !discharges) || (_spec.Contactors && !through)) current = 0.0;
        Current_A = current;
        Path_ohm = resistance;
        Terminal_V = Capacitor is not null ? Capacitor.Volt_V - current * cable_ohm
            : current != 0.0 || through ? emf_V + drop_V + current * resistance : OpenTerminal_V(emf_V, _discharge.Closed || fills);
        Board_V = BoardVoltage_V(emf_V, stack_ohm);
        ChargerOutput_A = Capacitor is not null ? Capacitor.ChargerOutput_A(current)
            : _charger.Active ? Math.Clamp(current + _load.CurrentAt(Terminal_V), 0.0, _charger.Current_A) : 0.0;
    }

    private double Diodes_V(bool boardSwitch, bool protectorFet) =>
        (boardSwitch ? 0.0 : _spec.BodyDiode_V) + (protectorFet ? 0.0 : _spec.BodyDiode_V);

    // Through an open charge FET the board still sees the stack, by its body diode; through an open discharge FET only a _charger.
    private double BoardVoltage_V(double emf_V, double stack_ohm)
    {
        if (Current_A != 0.0)
        {
            double diode_V = Current_A > 0.0 ? Diodes_V(true, _safety.DischargeFet) : -Diodes_V(true, _safety.ChargeFet);
            return emf_V + diode_V + Current_A * (stack_ohm + _safety.Resistance_ohm);
        }

        double fed_V = ChargerSeen(emf_V) ? _charger.Voltage_V : 0.0;
        return _safety.Unbroken && _safety.DischargeFet ? (_safety.ChargeFet ? emf_V : Math.Max(emf_V, fed_V)) : fed_V;
    }

    /// <summary>Current into a source of the given voltage and resistance with load and charger in parallel.</summary>
    private double CurrentFrom(double emf_V, double resistance_ohm)
    {
        if (Capacitor is not null) return (Capacitor.Volt_V - emf_V) / resistance_ohm;
        if (_charger.Active)
        {
            double holding = (_charger.Voltage_V - emf_V) / resistance_ohm;
            double output = holding + _load.CurrentAt(_charger.Voltage_V);
            if (output > _charger.Current_A)
            {
                // The charger's constant current lifts the source that the load sees.
                double lifted_V = emf_V + _charger.Current_A * resistance_ohm;
                return _charger.Current_A - _load.CurrentFrom(lifted_V, resistance_ohm);
            }

            if (output >= 0.0) return holding;
        }

        return -_load.CurrentFrom(emf_V, resistance_ohm);
    }

    // The pack is cut off from what hangs at the terminals, wholly or by a diode that does not conduct.
    private double OpenTerminal_V(double emf_V, bool leads)
    {
        if (_charger.Active && _load.CurrentAt(_charger.Voltage_V) <= _charger.Current_A) return _charger.Voltage_V;
        bool reaches = leads && (_charge.Closed || !_spec.Contactors);
        return reaches && _safety.DischargeFet && _safety.Unbroken ? emf_V : 0.0;
    }
}
