namespace Bms.Simulator.Anomaly;

/// <summary>
/// Lays a fault over the rows of a healthy pack, simulated or recorded, so that charge, voltage and heat agree with each other: a leak
/// drains its cell and moves it along the open-circuit curve, drops voltage in the cell's own resistance and warms the probe beside it;
/// a contact adds current times resistance. What really falls takes the pack's voltage with it, a channel's bias does not.
/// </summary>
internal sealed class TraceOverlay(OverlayFault fault, TracePack pack, int cell)
{
    /// <summary>Slow polarisation: time constant in s, and its share of the fast resistance (as the detector's PackModel has it).</summary>
    private const double Slow_s = 900;
    private const double SlowShare = 0.8;

    /// <summary>Heat capacity of a cell in J/K per Ah: 81 J/K of a 5 Ah 21700 cell; and the time constant in s of its cooling.</summary>
    private const double Heat_J_per_K_Ah = 16.2;
    private const double Cooling_s = 2400;

    private double _lost_Ah;
    private double _counted_Ah;
    private double _slow_A;
    private double _warmth_K;
    private double _uncooled_K;

    /// <summary>Charge in Ah that the leak has taken.</summary>
    internal double Lost_Ah => _lost_Ah;

    /// <summary>The row as the faulty pack would have shown it, so long after the onset. The pack has passed the row before.</summary>
    internal RecordedRow Lay(RecordedRow row, double since_s)
    {
        double hours = since_s / 3600;
        double leak_A = fault.Leak_C(hours) * pack.Capacity_Ah;
        double contact_ohm = fault.ContactGrowth * pack.Resistance_ohm;
        _lost_Ah += leak_A * pack.Step_s / 3600;
        _counted_Ah += pack.Current_A * pack.Step_s / 3600;
        _slow_A += Math.Min(1, pack.Step_s / Slow_s) * (leak_A - _slow_A);
        Warm(row, leak_A, contact_ohm);

        // A cell of less capacity runs ahead of the others by what was counted since the onset.
        double ahead = _counted_Ah / pack.Capacity_Ah * fault.CapacityMissing / (1 - fault.CapacityMissing);
        double soc = pack.Soc + ahead - (_lost_Ah / pack.Capacity_Ah);
        double real_V = pack.Ocv_V(soc) - pack.Ocv_V(pack.Soc) + (pack.Current_A * contact_ohm)
            - (pack.Resistance_ohm * (leak_A + (SlowShare * _slow_A))) - fault.Dip_V(since_s);
        return Shown(row, real_V, fault.Bias_V(hours));
    }

    private void Warm(RecordedRow row, double leak_A, double contact_ohm)
    {
        double volts = pack.Ocv_V(pack.Soc);
        double heat_W = (leak_A * volts) + (pack.Current_A * pack.Current_A * contact_ohm);
        double cools_s = Cooling_s / (1 - fault.CoolingLost);
        double heat_K = heat_W * pack.Step_s / (Heat_J_per_K_Ah * pack.Capacity_Ah);
        _warmth_K = (_warmth_K + heat_K) * (1 - Math.Min(1, pack.Step_s / cools_s));

        // The difference of two packs under the same heat, one of which sheds less: C dD/dt = (h - h') (T - surroundings) - h' D.
        double above_K = Math.Max(0, Mean(row.Temperature_degC) - pack.Surroundings_degC);
        double kept_K = fault.CoolingLost * above_K * pack.Step_s / Cooling_s;
        _uncooled_K = (_uncooled_K + (double.IsFinite(kept_K) ? kept_K : 0)) * (1 - Math.Min(1, pack.Step_s / cools_s));
    }

    private RecordedRow Shown(RecordedRow row, double real_V, double bias_V)
    {
        double[] cell_V = [.. row.Cell_V];
        double shown = cell_V[cell] + real_V + bias_V;
        cell_V[cell] = cell_V[cell] is > 1.5 and < 5 ? Math.Round(Math.Max(0, shown), 3) : cell_V[cell];
        double[] probe_degC = Array.ConvertAll(row.Temperature_degC, t => t + Tenths(_uncooled_K));
        if (probe_degC.Length > 0)
        {
            int probe = ProbeOf(cell, cell_V.Length, probe_degC.Length);
            int away = cell - (probe * cell_V.Length / probe_degC.Length);
            probe_degC[probe] += Tenths(_warmth_K / (1 + (away * away)));
        }

        return row with { Cell_V = cell_V, Temperature_degC = probe_degC, Pack_V = row.Pack_V + real_V };
    }

    /// <summary>Probe that sits at a cell or at one before it, probes being spread evenly; a cell further on warms it by less.</summary>
    internal static int ProbeOf(int cell, int cells, int probes) => cell * probes / cells;

    private static double Mean(double[] probe_degC) => probe_degC.Where(t => t is > -45 and < 100).DefaultIfEmpty(double.NaN).Average();

    private static double Tenths(double kelvin) => Math.Round(kelvin, 1);
}
