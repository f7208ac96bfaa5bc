using Bms.World;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// An empty capacitor at the terminals, as of a motor controller without precharge: while the discharge switch is closed it takes current
/// until it has the pack's voltage, I = (E - Vc) / R and dVc/dt = I / C, solved exactly over steps in which E stays.
/// </summary>
internal sealed class Capacitor
{
    // Cables and the capacitor itself; four cells, shunt and switches.
    private const double Series_ohm = 0.1, Pack_ohm = 0.14, Full_A = 0.01;
    private const long Step_us = 200, Wait_us = 1_000;

    private readonly Stage _stage;
    private readonly double _capacity_F;
    private readonly int _load;
    private double _volt_V;

    private Capacitor(Stage stage, double capacity_F)
    {
        _stage = stage;
        _capacity_F = capacity_F;
        _load = stage.TakeLoad();
    }

    /// <summary>Puts one in the place of the load; it stays until the load is set to something else.</summary>
    internal static void Connect(Stage stage, double capacity_uF) => new Capacitor(stage, capacity_uF * 1e-6).Step(stage.Now_us);

    private void Step(long now_us)
    {
        if (!_stage.HasLoad(_load))
        {
            return;
        }

        Pack pack = _stage.Bench.Pack;
        double source_V = pack.StackVoltage_V - (pack.Current_A * Pack_ohm);
        double gap_V = pack.DischargeSwitch ? source_V - _volt_V : 0;
        double decay = 1 - Math.Exp(-Step_us * 1e-6 / ((Series_ohm + Pack_ohm) * _capacity_F));
        double current_A = Math.Max(0, gap_V * _capacity_F * decay / (Step_us * 1e-6));
        pack.Load.SetCurrent_A(current_A);
        _volt_V += current_A * Step_us * 1e-6 / _capacity_F;
        long next_us = now_us + (current_A < Full_A ? Wait_us : Step_us);
        _stage.Agenda.Add(next_us, () => Step(next_us));
    }
}
