using Bms.World.SecondLevel;

namespace Bms.World;

/// <summary>
/// What happens at the pack terminals: stack, second level, shunt, two switches back to back, load and charger. Solved in closed
/// form at any moment, so that a change of load acts at once.
/// </summary>
internal sealed class TerminalCircuit(PackSpec spec, SafetyPath safety, LoadModel load, ChargerModel charger)
{
    /// <summary>Less than this is leakage, which a protector takes for no load, in A.</summary>
    private const double LoadSeen_A = 0.001;

    private readonly double _series_ohm = spec.ShuntResistance_ohm + spec.SwitchResistance_ohm + safety.Resistance_ohm;

    public bool ChargeSwitch { get; set; }

    public bool DischargeSwitch { get; set; }

    /// <summary>Pack current in A, positive = charge.</summary>
    public double Current_A { get; private set; }

    /// <summary>Voltage at the pack terminals, in V.</summary>
    public double Terminal_V { get; private set; }

    /// <summary>Voltage where the board begins, behind the second level and before shunt and switches, in V.</summary>
    public double Board_V { get; private set; }

    /// <summary>What the charger gives, in A.</summary>
    public double ChargerOutput_A { get; private set; }

    /// <summary>Whether a charger holds the second level's output above half of the stack.</summary>
    public bool ChargerSeen(double emf_V) => ChargeSwitch && charger.Active && charger.Voltage_V > 0.5 * emf_V;

    /// <summary>Whether a load draws, or would draw if the second level let it.</summary>
    public bool LoadSeen(double emf_V) => DischargeSwitch && load.CurrentAt(emf_V) > LoadSeen_A;

    /// <summary>
    /// Finds the current. A charge switch, open, blocks charging only: discharge passes its body diode, at the cost of its forward
    /// voltage; a discharge switch likewise the other way round. The board and the protector have a pair each.
    /// </summary>
    public void Solve(double emf_V, double stack_ohm)
    {
        double resistance = stack_ohm + _series_ohm;
        double drop_V = 0.0;
        double current = safety.Unbroken ? CurrentFrom(emf_V, resistance) : 0.0;
        if (current > 0.0)
        {
            drop_V = Diodes_V(DischargeSwitch, safety.DischargeFet);
            if (drop_V > 0.0) current = Math.Max(0.0, CurrentFrom(emf_V + drop_V, resistance));
        }
        else if (current < 0.0)
        {
            drop_V = -Diodes_V(ChargeSwitch, safety.ChargeFet);
            if (drop_V < 0.0) current = Math.Min(0.0, CurrentFrom(emf_V + drop_V, resistance));
        }

        bool charges = ChargeSwitch && safety.ChargeFet, discharges = DischargeSwitch && safety.DischargeFet;
        if ((current > 0.0 && !charges) || (current < 0.0 && !discharges)) current = 0.0;
        bool joined = current != 0.0 || (charges && discharges && safety.Unbroken);
        Current_A = current;
        Terminal_V = joined ? emf_V + drop_V + current * resistance : OpenTerminal_V(emf_V);
        Board_V = BoardVoltage_V(emf_V, stack_ohm);
        ChargerOutput_A = charger.Active ? Math.Clamp(current + load.CurrentAt(Terminal_V), 0.0, charger.Current_A) : 0.0;
    }

    private double Diodes_V(bool boardSwitch, bool protectorFet) =>
        (boardSwitch ? 0.0 : spec.BodyDiode_V) + (protectorFet ? 0.0 : spec.BodyDiode_V);

    // Through an open charge FET the board still sees the stack, by its body diode; through an open discharge FET only a charger.
    private double BoardVoltage_V(double emf_V, double stack_ohm)
    {
        if (Current_A != 0.0)
        {
            double diode_V = Current_A > 0.0 ? Diodes_V(true, safety.DischargeFet) : -Diodes_V(true, safety.ChargeFet);
            return emf_V + diode_V + Current_A * (stack_ohm + safety.Resistance_ohm);
        }

        double fed_V = ChargerSeen(emf_V) ? charger.Voltage_V : 0.0;
        return safety.Unbroken && safety.DischargeFet ? (safety.ChargeFet ? emf_V : Math.Max(emf_V, fed_V)) : fed_V;
    }

    /// <summary>Current into a source of the given voltage and resistance with load and charger in parallel.</summary>
    private double CurrentFrom(double emf_V, double resistance_ohm)
    {
        if (charger.Active)
        {
            double holding = (charger.Voltage_V - emf_V) / resistance_ohm;
            double output = holding + load.CurrentAt(charger.Voltage_V);
            if (output > charger.Current_A)
            {
                // The charger's constant current lifts the source that the load sees.
                double lifted_V = emf_V + charger.Current_A * resistance_ohm;
                return charger.Current_A - load.CurrentFrom(lifted_V, resistance_ohm);
            }

            if (output >= 0.0) return holding;
        }

        return -load.CurrentFrom(emf_V, resistance_ohm);
    }

    // The pack is cut off from what hangs at the terminals, wholly or by a diode that does not conduct.
    private double OpenTerminal_V(double emf_V)
    {
        if (charger.Active && load.CurrentAt(charger.Voltage_V) <= charger.Current_A) return charger.Voltage_V;
        return DischargeSwitch && safety.DischargeFet && safety.Unbroken ? emf_V : 0.0;
    }
}
