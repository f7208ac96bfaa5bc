using Bms.World;
using Bms.World.Health;

namespace Bms.Simulator.Studies;

/// <summary>Charges a virtual pack by a protocol, without firmware: four cells in series with their spread, each looked into.</summary>
internal static class ChargeRun
{
    private const int Cells = 4;
    private const long Second_us = 1_000_000;
    private const double Longest_s = 6 * 3600;

    internal static ChargeOutcome Run(ChargeProtocol protocol, ChargeTask task)
    {
        Pack pack = Open(task);
        double capacity_Ah = pack.Spec.Cell.Capacity_Ah;
        var electrodes = new NegativeElectrode[Cells];
        for (int cell = 0; cell < Cells; cell++)
        {
            electrodes[cell] = new NegativeElectrode(pack.Spec.Cell.Negative!);
        }

        double hottest_C = task.Ambient_C, lowest_V = double.PositiveInfinity;
        double soc = task.From;
        while (soc < task.To && pack.Time_us < Longest_s * Second_us)
        {
            pack.Charger.Current_A = Math.Min(task.Charger_A, protocol.At(soc, task.From, task.To) * capacity_Ah);
            pack.AdvanceTo(pack.Time_us + Second_us);
            soc = 0;
            for (int cell = 0; cell < Cells; cell++)
            {
                lowest_V = Math.Min(lowest_V, electrodes[cell].Step(pack.Current_A, pack.Soc(cell), pack.CellCore_C(cell), 1));
                hottest_C = Math.Max(hottest_C, pack.CellSurface_C(cell));
                soc += pack.Soc(cell) / Cells;
            }
        }

        double duration_s = soc < task.To ? double.PositiveInfinity : pack.Time_us / 1e6;
        return new ChargeOutcome(protocol, duration_s, hottest_C, lowest_V);
    }

    private static Pack Open(ChargeTask task)
    {
        PackSpec spec = new()
        {
            SeriesCells = Cells, InitialSoc = task.From, Ambient_C = task.Ambient_C, Seed = task.Seed, Step_ms = 1000,
            Convection_W_per_m2K = task.Cooling_W_per_m2K, ShuntResistance_ohm = 0, SwitchResistance_ohm = 0,
        };
        var pack = new Pack(spec) { ChargeSwitch = true, DischargeSwitch = true };
        pack.Charger.Voltage_V = task.Cell_V * Cells;
        pack.Charger.SupplyPresent = true;
        pack.Charger.Enabled = true;
        return pack;
    }
}
