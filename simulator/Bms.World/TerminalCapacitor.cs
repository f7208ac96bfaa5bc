using Bms.World.Numerics;

namespace Bms.World;

/// <summary>
/// The capacitor of an inverter or motor controller across load and charger, behind the switches. While the pack's own voltage stands, and
/// that it does between two points of the grid, its voltage follows exponentials that are solved exactly, piece by piece:
/// <code>
/// C dV/dt = (E - V) / R + charger - load,  V -> E + (charger - load) R  with the time constant R C
/// </code>
/// A load of constant power is taken as a constant current within a piece; pieces are a quarter of the time constant until it has settled.
/// </summary>
internal sealed class TerminalCapacitor(double capacity_F, double cable_ohm, LoadModel load, ChargerModel charger)
{
    private const double Settled_V = 1e-9, ShortestPiece_s = 1e-6, LongestPiece_s = 1e-3, Restless_A = 0.5;

    private double _kept_V;

    /// <summary>Resistance between it and the pack's terminals.</summary>
    public double Cable_ohm => cable_ohm;

    /// <summary>Its voltage at the moment that was played to last.</summary>
    public double Volt_V { get; private set; }

    /// <summary>Charge through the pack in C and integral of its square in A2s from the kept moment to that one.</summary>
    public (double Charge_C, double Square_A2s) Carried { get; private set; }

    /// <summary>Goes on from the moment that was played to.</summary>
    public void Keep() => _kept_V = Volt_V;

    /// <summary>
    /// Plays from the kept moment for a time with one state of the switches. It begins anew each time, so that a look changes nothing.
    /// </summary>
    public void Play(TerminalCircuit circuit, double emf_V, double stack_ohm, double duration_s)
    {
        (Volt_V, Carried) = (_kept_V, default);
        double left_s = duration_s;
        while (left_s > 0.0)
        {
            circuit.Solve(emf_V, stack_ohm);
            double piece_s = circuit.Current_A == 0.0 ? Drift(emf_V, left_s) : Follow(circuit, left_s);
            left_s -= piece_s;
        }
    }

    /// <summary>Whether its current is so large that it must be looked at again soon.</summary>
    public bool Restless(double pack_A) => Math.Abs(Surplus_A(pack_A) - pack_A) > Restless_A;

    /// <summary>What the charger gives while the pack takes a current.</summary>
    public double ChargerOutput_A(double pack_A) => charger.Active ? Surplus_A(pack_A) + Drawn_A : 0.0;

    private double Drawn_A => Volt_V > 0.0 ? load.CurrentAt(Volt_V) : Math.Min(0.0, load.CurrentAt(Volt_V));

    /// <summary>What charger and load leave for capacitor and pack, in A.</summary>
    private double Surplus_A(double pack_A)
    {
        double drawn_A = Drawn_A;
        if (!charger.Active || Volt_V > charger.Voltage_V) return -drawn_A;

        // At its voltage the charger gives what holds it, if it can.
        double holds_A = drawn_A + pack_A;
        bool holds = Volt_V >= charger.Voltage_V && holds_A >= 0.0 && holds_A <= charger.Current_A;
        return (holds ? holds_A : Volt_V >= charger.Voltage_V && holds_A < 0.0 ? 0.0 : charger.Current_A) - drawn_A;
    }

    // The pack conducts.
    private double Follow(TerminalCircuit circuit, double left_s)
    {
        double pack_A = circuit.Current_A, path_ohm = circuit.Path_ohm;
        double surplus_A = Surplus_A(pack_A);
        double tau_s = path_ohm * capacity_F;
        double end_V = Volt_V + (surplus_A - pack_A) * path_ohm;
        double piece_s = Math.Min(left_s, Math.Max(ShortestPiece_s, 0.25 * tau_s));
        bool settled = Math.Abs(end_V - Volt_V) < Settled_V;
        if (settled) piece_s = left_s;
        double toCharger_s = Crossing_s(end_V, tau_s);
        if (toCharger_s < piece_s) piece_s = Math.Max(toCharger_s, ShortestPiece_s);
        piece_s = Math.Min(piece_s, left_s);
        double decay = settled ? 1.0 : DeterministicMath.Exp(-piece_s / tau_s);
        double away_A = pack_A - surplus_A;
        Add(surplus_A * piece_s + away_A * tau_s * (1.0 - decay),
            surplus_A * surplus_A * piece_s + 2.0 * surplus_A * away_A * tau_s * (1.0 - decay)
                + away_A * away_A * tau_s * 0.5 * (1.0 - decay * decay));
        Volt_V = Snapped(end_V + (Volt_V - end_V) * decay);
        return piece_s;
    }

    // The pack is cut off: the capacitor alone feeds the load, or the charger fills it.
    private double Drift(double emf_V, double left_s)
    {
        double surplus_A = Surplus_A(0.0);
        if (surplus_A == 0.0 || (Volt_V <= 0.0 && surplus_A < 0.0)) return left_s;
        double slope_V_per_s = surplus_A / capacity_F;
        double piece_s = Math.Min(left_s, LongestPiece_s);
        double goal_V = surplus_A > 0.0 ? NextAbove(emf_V) : Volt_V > emf_V ? emf_V : 0.0;
        double reach_s = (goal_V - Volt_V) / slope_V_per_s;
        if (reach_s > 0.0 && reach_s < piece_s) piece_s = Math.Max(reach_s, Math.Min(ShortestPiece_s, left_s));
        Volt_V = Snapped(Math.Max(0.0, Volt_V + slope_V_per_s * piece_s));
        return piece_s;
    }

    private double NextAbove(double emf_V)
    {
        double charger_V = charger.Active && Volt_V < charger.Voltage_V ? charger.Voltage_V : double.PositiveInfinity;
        return Volt_V < emf_V ? Math.Min(emf_V, charger_V) : charger_V;
    }

    private double Crossing_s(double end_V, double tau_s)
    {
        bool crosses = charger.Active && Volt_V < charger.Voltage_V && end_V > charger.Voltage_V;
        return crosses ? tau_s * DeterministicMath.Log((end_V - Volt_V) / (end_V - charger.Voltage_V)) : double.PositiveInfinity;
    }

    // The charger holds its voltage exactly once it is there.
    private double Snapped(double volt_V) =>
        charger.Active && Math.Abs(volt_V - charger.Voltage_V) < 1e-6 ? charger.Voltage_V : volt_V;

    private void Add(double charge_C, double square_A2s) =>
        Carried = (Carried.Charge_C + charge_C, Carried.Square_A2s + square_A2s);
}
