using Bms.World.Numerics;

namespace Bms.World.Cells;

/// <summary>
/// A cell's tables resampled once onto one uniform grid, -25 to 150 % SoC in steps of 1 % and -30 to 80 degC in steps of
/// 5 K, so that the kernel finds a value with one multiplication and no search. What lies outside the measured range is
/// decided here, in one place, and nowhere else.
/// </summary>
internal sealed class CellTable
{
    public const int NodesPerSoc = 100;
    public const int FirstPercent = -25;
    public const int LastPercent = 150;
    public const int Nodes = LastPercent - FirstPercent + 1;
    public const double ColdestNode_C = -30.0;
    public const double NodeStep_K = 5.0;
    public const int TemperatureNodes = 23;

    /// <summary>Columns of <see cref="Dynamics"/>: R0, R1, R2 in ohm, self-discharge in 1/s, then the decays of a step.</summary>
    public const int Columns = 8;

    private const double Month_s = 30.0 * 86400.0;

    private readonly CellSpec _spec;
    private readonly PulseGrid _pulses;

    public CellTable(CellSpec spec, double step_s)
    {
        _spec = spec;
        _pulses = new PulseGrid(spec.PulseFits);
        Ocv_V = new double[Nodes];
        Hysteresis_V = new double[Nodes];
        Entropy_V_per_K = new double[Nodes];
        Dynamics = new double[Nodes * TemperatureNodes * Columns];
        for (int node = 0; node < Nodes; node++) FillEquilibrium(node);
        for (int node = 0; node < Nodes; node++)
        {
            for (int t = 0; t < TemperatureNodes; t++) FillDynamics(node, t, step_s);
        }
    }

    public double[] Ocv_V { get; }

    public double[] Hysteresis_V { get; }

    public double[] Entropy_V_per_K { get; }

    /// <summary>[temperature][SoC][column]; neighbouring SoC nodes share cache lines.</summary>
    public double[] Dynamics { get; }

    public double ColdestMeasured_C => _pulses.Coldest_C;

    public double HottestMeasured_C => _pulses.Hottest_C;

    private static double SocOf(int node) => (node + FirstPercent) / (double)NodesPerSoc;

    private void FillEquilibrium(int node)
    {
        double soc = SocOf(node);
        double inside = Math.Clamp(soc, 0.0, 1.0);
        double beyond = soc - inside;
        double ocv = Uniform(_spec.Ocv_V, inside) + beyond * (beyond < 0 ? _spec.SlopeBelowEmpty_V : _spec.SlopeAboveFull_V);
        Ocv_V[node] = Math.Max(ocv, _spec.ReversedOcv_V);
        Hysteresis_V[node] = beyond == 0 ? Uniform(_spec.HysteresisHalfGap_V, inside) : 0.0;
        Entropy_V_per_K[node] = Uniform(_spec.Entropy_V_per_K, inside);
    }

    private void FillDynamics(int node, int t, double step_s)
    {
        double soc = SocOf(node);
        double temperature_C = ColdestNode_C + t * NodeStep_K;
        PulseFit fit = _pulses.At(soc * 100.0, temperature_C);
        int at = (t * Nodes + node) * Columns;
        Dynamics[at] = fit.R0_ohm;
        Dynamics[at + 1] = fit.R1_ohm;
        Dynamics[at + 2] = fit.R2_ohm;
        Dynamics[at + 3] = SelfDischarge_per_s(soc, temperature_C);
        Dynamics[at + 4] = DeterministicMath.Exp(-step_s / fit.Tau1_s);
        Dynamics[at + 5] = DeterministicMath.Exp(-step_s / fit.Tau2_s);
    }

    private double SelfDischarge_per_s(double soc, double temperature_C)
    {
        if (soc <= 0.0) return 0.0;
        SelfDischargeSpec spec = _spec.SelfDischarge;
        double slope = (spec.AtNinetyPercent_per_month - spec.AtTenPercent_per_month) / 0.8;
        double monthly = Math.Max(0.0, spec.AtTenPercent_per_month + slope * (soc - 0.1));
        double doublings = (temperature_C - 25.0) / spec.Doubling_K;
        return monthly / Month_s * DeterministicMath.Exp(doublings * 0.69314718055994530942);
    }

    private static double Uniform(double[] table, double x)
    {
        double position = x * (table.Length - 1);
        int i = Math.Min((int)position, table.Length - 2);
        return table[i] + (position - i) * (table[i + 1] - table[i]);
    }
}
