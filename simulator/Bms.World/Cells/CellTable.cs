using System.Runtime.CompilerServices;
using Bms.World.Numerics;

namespace Bms.World.Cells;

/// <summary>
/// A cell's tables resampled once onto one uniform grid, -25 to 150 % SoC in steps of 1 % and -30 to 80 degC in steps of
/// 5 K, so that the kernel finds a value with one multiplication and no search. What lies outside the measured range is
/// decided here and in <see cref="FitGrid"/>, and nowhere else.
/// </summary>
internal sealed class CellTable
{
    public const int NodesPerSoc = 100;
    public const int FirstPercent = -25;
    public const int LastPercent = 150;
    public const int SocNodes = LastPercent - FirstPercent + 1;
    public const double ColdestNode_C = -30.0;
    public const double NodeStep_K = 5.0;
    public const int TemperatureNodes = 23;

    /// <summary>
    /// Values a node of <see cref="Dynamics"/>: R0..R3 in ohm, then the decays of U1..U3 in a step, then self-discharge in 1/s.
    /// </summary>
    public const int Columns = 8;

    private const double Month_s = 30.0 * 86400.0;
    private const double Ln2 = 0.69314718055994530942;

    // Thousands of packs of a sweep share the tables of their cell; a cell nobody uses any more takes its table along.
    private static readonly ConditionalWeakTable<CellSpec, CellTable> s_latest = [];

    private readonly CellSpec _spec;
    private readonly double _step_s;
    private readonly FitGrid _pulses;
    private readonly FitGrid _diffusion;

    private CellTable(CellSpec spec, double step_s)
    {
        _spec = spec;
        _step_s = step_s;
        _pulses = new FitGrid(
            spec.PulseFits.Select(f => new[] { f.Temperature_C, f.Soc_pct, f.R0_ohm, f.R1_ohm, f.R2_ohm, f.Tau1_s, f.Tau2_s }),
            [true, true, true, false, false]);
        _diffusion = new FitGrid(
            spec.DiffusionFits.Select(f => new[] { f.Temperature_C, f.Soc_pct, f.R3_ohm, f.Tau3_s }), [true, false]);
        for (int node = 0; node < SocNodes; node++)
        {
            FillEquilibrium(node);
            for (int t = 0; t < TemperatureNodes; t++) FillDynamics(node, t);
        }
    }

    /// <summary>The table of a cell for a step; the last one made for this very object is kept.</summary>
    public static CellTable For(CellSpec spec, double step_s)
    {
        if (s_latest.TryGetValue(spec, out CellTable? kept) && kept._step_s == step_s) return kept;
        CellTable table = new(spec, step_s);
        s_latest.AddOrUpdate(spec, table);
        return table;
    }

    /// <summary>Mean open-circuit voltage at 25 degC.</summary>
    public double[] Ocv_V { get; } = new double[SocNodes];

    /// <summary>Half the gap between the charge and the discharge branch.</summary>
    public double[] HalfGap_V { get; } = new double[SocNodes];

    /// <summary>Change of the open-circuit voltage with temperature.</summary>
    public double[] Entropy_V_per_K { get; } = new double[SocNodes];

    /// <summary>[temperature][SoC][column]: one node is one cache line.</summary>
    public double[] Dynamics { get; } = new double[SocNodes * TemperatureNodes * Columns];

    public double ColdestMeasured_C => _pulses.Coldest_C;

    public double HottestMeasured_C => _pulses.Hottest_C;

    private static double SocOf(int node) => (node + FirstPercent) / (double)NodesPerSoc;

    private void FillEquilibrium(int node)
    {
        double soc = SocOf(node);
        double inside = Math.Clamp(soc, 0.0, 1.0);
        double beyond = soc - inside;
        double ocv = Uniform(_spec.Ocv_V, inside) + beyond * (beyond < 0.0 ? _spec.SlopeBelowEmpty_V : _spec.SlopeAboveFull_V);
        Ocv_V[node] = Math.Max(ocv, _spec.ReversedOcv_V);
        Entropy_V_per_K[node] = Uniform(_spec.Entropy_V_per_K, inside);

        // A negative gap is an artefact of measuring the branches apart; a cycle around it would make energy.
        HalfGap_V[node] = beyond == 0.0 ? Math.Max(0.0, Uniform(_spec.HysteresisHalfGap_V, inside)) : 0.0;
    }

    private void FillDynamics(int node, int t)
    {
        double soc = SocOf(node);
        double temperature_C = ColdestNode_C + t * NodeStep_K;
        double[] pulse = _pulses.At(soc * 100.0, temperature_C);
        double[] diffusion = _diffusion.At(soc * 100.0, temperature_C);
        Span<double> columns = Dynamics.AsSpan((t * SocNodes + node) * Columns, Columns);
        columns[0] = pulse[0];
        columns[1] = pulse[1];
        columns[2] = pulse[2];
        columns[3] = diffusion[0];
        columns[4] = DeterministicMath.Exp(-_step_s / pulse[3]);
        columns[5] = DeterministicMath.Exp(-_step_s / pulse[4]);
        columns[6] = DeterministicMath.Exp(-_step_s / diffusion[1]);
        columns[7] = SelfDischarge_per_s(soc, temperature_C);
    }

    private double SelfDischarge_per_s(double soc, double temperature_C)
    {
        if (soc <= 0.0) return 0.0;
        SelfDischargeSpec spec = _spec.SelfDischarge;
        double slope = (spec.AtNinetyPercent_per_month - spec.AtTenPercent_per_month) / 0.8;
        double monthly = Math.Max(0.0, spec.AtTenPercent_per_month + slope * (soc - 0.1));
        double doublings = (temperature_C - 25.0) / spec.Doubling_K;
        return monthly / Month_s * DeterministicMath.Exp(doublings * Ln2);
    }

    private static double Uniform(double[] table, double x)
    {
        double position = x * (table.Length - 1);
        int i = Math.Min((int)position, table.Length - 2);
        return table[i] + (position - i) * (table[i + 1] - table[i]);
    }
}
