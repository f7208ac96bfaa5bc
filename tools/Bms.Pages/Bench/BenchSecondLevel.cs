using Bms.World.SecondLevel;

namespace Bms.Pages.Bench;

/// <summary>The second level in numbers: those that the simulator puts between its cells and its board.</summary>
public static class BenchSecondLevel
{
    /// <summary>The protector.</summary>
    public static ProtectorSpec Protector => SafetyPathSpec.Bench4s.Protector
        ?? throw new InvalidOperationException("the simulated bench-4s has no protector");

    /// <summary>The fuse.</summary>
    public static FuseSpec Fuse => SafetyPathSpec.Bench4s.Fuse ?? throw new InvalidOperationException("the simulated bench-4s has no fuse");

    /// <summary>One of the thermal cut-offs, which are alike.</summary>
    public static CutOffSpec CutOff => SafetyPathSpec.Bench4s.CutOffs[0];

    /// <summary>The names of the thermal cut-offs, first and last.</summary>
    public static string CutOffNames => $"TC1 ... TC{SafetyPathSpec.Bench4s.CutOffs.Count}";

    /// <summary>Everything in the pack's lead before the shunt, in ohm.</summary>
    public static double Path_ohm =>
        Protector.Sense_ohm + Protector.Fets_ohm + Fuse.Resistance_ohm + SafetyPathSpec.Bench4s.CutOffs.Sum(c => c.Resistance_ohm);

    /// <summary>The least discharge current that the protector opens at, in A.</summary>
    public static double OverCurrent_A => Protector.OverCurrent_V[0].Value / Protector.Sense_ohm;

    /// <summary>What opens by itself, at what, after how long, and how it closes again.</summary>
    public static string Table()
    {
        ProtectorSpec p = Protector;
        Table table = new("part", "opens", "at", "after", "closes again");
        table.Row("U1", "charge", $"a cell above {Volt(p.OverCharge_V)}", Seconds(p.OverCharge_s),
            $"all cells below {p.OverChargeRelease_V.Value:0.00} V, or a load");
        table.Row("U1", "discharge, and sleeps", $"a cell below {Volt(p.OverDischarge_V)}", Seconds(p.OverDischarge_s),
            $"a charger comes and all cells are above {p.OverDischargeRelease_V.Value:0.00} V");
        for (int level = 0; level < p.OverCurrent_V.Count; level++)
        {
            bool last = level == p.OverCurrent_V.Count - 1;
            double path_ohm = p.Sense_ohm + (last ? p.Fets_ohm : 0);
            table.Row("U1", "discharge", $"{p.OverCurrent_V[level].Value / path_ohm:0} A ({p.OverCurrent_V[level].Least / path_ohm:0} to "
                + $"{p.OverCurrent_V[level].Most / path_ohm:0} A)", Seconds(p.OverCurrent_s[level]), "the load is taken off");
        }

        table.Row("F1", "the pack, for good", $"{Fuse.Rated_A * Fuse.Melting.Value:0.#} A and more",
            $"minutes; at {4 * Fuse.Rated_A:0} A {Fuse.Melting_A2s.Value / Math.Pow(4 * Fuse.Rated_A, 2) * 1e3:0} ms", "never");
        table.Row(CutOffNames, "the pack, for good", $"its cell at {CutOff.Opens_C.Least:0} to {CutOff.Opens_C.Most:0} degC",
            $"{CutOff.Lag_s:0} s behind the can", "never");
        table.Row("U6", "both switches", "no heartbeat", $"{BenchCircuit.Watchdog_s:0.00} s",
            "the next heartbeat; the firmware then holds them open");
        return table.ToString();
    }

    private static string Volt(Rated volt) => $"{volt.Value:0.00} V (+-{volt.Tolerance * 1e3:0} mV)";

    private static string Seconds(Rated delay_s) => delay_s.Value >= 0.1
        ? $"{delay_s.Least:0.##} to {delay_s.Most:0.##} s" : $"{delay_s.Least * 1e3:0.##} to {delay_s.Most * 1e3:0.##} ms";
}
