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
    /// Values a node of <see cref="Dynamics"/>: R0..R3 in ohm for discharge; self-discharge in 1/s and R1..R3 for charge; decay in a step
    /// and lead in s of the slow and of the fast state of diffusion.
    /// </summary>
    public const int Columns = 12;

    private const double Month_s = 30.0 * 86400.0;
    private const double LargestShareOfR0 = 0.9;
    private const double Ln2 = 0.69314718055994530942;

    // Thousands of packs of a sweep share the tables of their cell; a cell nobody uses any more takes its table along.
    private static readonly ConditionalWeakTable<CellSpec, CellTable> s_latest = [];

    private readonly CellSpec _spec;
    private readonly double _step_s;
    private readonly FitGrid _resistances;

    private CellTable(CellSpec spec, double step_s)
    {
        _spec = spec;
        _step_s = step_s;
        _resistances = new FitGrid(spec.Resistances.Select(row => row.Values));
        for (int branch = 0; branch < 3; branch++) Decay[branch] = DeterministicMath.Exp(-step_s / spec.Tau_s[branch]);
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

    /// <summary>What is left of a voltage of the three branches after a step.</summary>
    public double[] Decay { get; } = new double[3];

    /// <summary>[temperature][SoC][column].</summary>
    public double[] Dynamics { get; } = new double[SocNodes * TemperatureNodes * Columns];

    public double ColdestMeasured_C => _spec.Measured?.Coldest_C ?? _resistances.Coldest_C;

    public double LowestMeasuredSoc => _spec.MeasuredSoc?.Low ?? 0.0;

    public double HighestMeasuredSoc => _spec.MeasuredSoc?.High ?? 1.0;

    public double HottestMeasured_C => _spec.Measured?.Hottest_C ?? _resistances.Hottest_C;

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
        HalfGap_V[node] = Math.Max(0.0, Uniform(_spec.HysteresisHalfGap_V, inside));
    }

    private void FillDynamics(int node, int t)
    {
        double soc = SocOf(node);
        double temperature_C = ColdestNode_C + t * NodeStep_K;
        double[] resistances = _resistances.At(soc * 100.0, temperature_C);
        double diffusion_s = ParticleDiffusion.Time_s(_spec.Particles, temperature_C);
        Span<double> columns = Dynamics.AsSpan((t * SocNodes + node) * Columns, Columns);
        resistances.AsSpan(0, 4).CopyTo(columns);
        columns[4] = SelfDischarge_per_s(soc, temperature_C);
        resistances.AsSpan(4, 3).CopyTo(columns[5..]);
        Tame(columns[1..4], resistances[0]);
        Tame(columns[5..8], resistances[0]);
        columns[8] = ParticleDiffusion.Decay(_step_s, diffusion_s * ParticleDiffusion.SlowTau);
        columns[9] = ParticleDiffusion.Decay(_step_s, diffusion_s * ParticleDiffusion.FastTau);
        columns[10] = diffusion_s * ParticleDiffusion.SlowLead;
        columns[11] = diffusion_s * ParticleDiffusion.FastLead;
    }

    // Within a step the current is found from R0 alone. Branches that moved further than R0 in one would swing up at a charger that holds
    // its voltage or at a short; only far outside the measured range are they that large.
    private void Tame(Span<double> branches_ohm, double r0_ohm)
    {
        double inOneStep_ohm = 0.0;
        for (int b = 0; b < 3; b++) inOneStep_ohm += branches_ohm[b] * (1.0 - Decay[b]);
        double most_ohm = LargestShareOfR0 * r0_ohm;
        if (inOneStep_ohm <= most_ohm) return;
        for (int b = 0; b < 3; b++) branches_ohm[b] *= most_ohm / inOneStep_ohm;
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

    /// <summary>Mean open-circuit voltage and its slope over temperature at a SoC.</summary>
    public (double Ocv_V, double HalfGap_V, double Entropy_V_per_K) Equilibrium(double soc)
    {
        double position = Math.Clamp(soc * NodesPerSoc - FirstPercent, 0.0, SocNodes - 1.0);
        int left = Math.Min((int)position, SocNodes - 2);
        double weight = position - left;
        return (Between(Ocv_V, left, weight), Between(HalfGap_V, left, weight), Between(Entropy_V_per_K, left, weight));
    }

    private static double Between(double[] table, int left, double weight) => table[left] + weight * (table[left + 1] - table[left]);

    private static double Uniform(double[] table, double x)
    {
        double position = x * (table.Length - 1);
        int i = Math.Min((int)position, table.Length - 2);
        return table[i] + (position - i) * (table[i + 1] - table[i]);
    }
}
