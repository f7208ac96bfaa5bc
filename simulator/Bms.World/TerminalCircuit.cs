namespace Bms.World;

/// <summary>
/// What happens at the pack terminals: stack, shunt, two switches back to back, load and charger. Solved in closed form
/// at any moment, so that a change of load acts at once.
/// </summary>
internal sealed class TerminalCircuit(PackSpec spec, LoadModel load, ChargerModel charger)
{
    private readonly double _series_ohm = spec.ShuntResistance_ohm + spec.SwitchResistance_ohm;

    public bool ChargeSwitch { get; set; }

    public bool DischargeSwitch { get; set; }

    /// <summary>Pack current in A, positive = charge.</summary>
    public double Current_A { get; private set; }

    /// <summary>Voltage at the pack terminals, in V.</summary>
    public double Terminal_V { get; private set; }

    /// <summary>What the charger gives, in A.</summary>
    public double ChargerOutput_A { get; private set; }

    /// <summary>
    /// Finds the current. The charge switch, open, blocks charging only: discharge passes its body diode, at the cost of
    /// its forward voltage; the discharge switch likewise the other way round.
    /// </summary>
    public void Solve(double emf_V, double stack_ohm)
    {
        double resistance = stack_ohm + _series_ohm;
        double drop_V = 0.0;
        double current = CurrentFrom(emf_V, resistance);
        if (current > 0.0 && !DischargeSwitch)
        {
            drop_V = spec.BodyDiode_V;
            current = Math.Max(0.0, CurrentFrom(emf_V + drop_V, resistance));
        }
        else if (current < 0.0 && !ChargeSwitch)
        {
            drop_V = -spec.BodyDiode_V;
            current = Math.Min(0.0, CurrentFrom(emf_V + drop_V, resistance));
        }

        if ((current > 0.0 && !ChargeSwitch) || (current < 0.0 && !DischargeSwitch)) current = 0.0;
        bool joined = current != 0.0 || (ChargeSwitch && DischargeSwitch);
        Current_A = current;
        Terminal_V = joined ? emf_V + drop_V + current * resistance : OpenTerminal_V(emf_V);
        ChargerOutput_A = charger.Active ? Math.Clamp(current + load.CurrentAt(Terminal_V), 0.0, charger.Current_A) : 0.0;
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
        return DischargeSwitch ? emf_V : 0.0;
    }
}
