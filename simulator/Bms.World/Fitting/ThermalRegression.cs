namespace Bms.World.Fitting;

/// <summary>
/// Finds heat capacity, conductances and entropy from measured temperatures. With given capacities the temperature is linear in the heat,
/// and so in the entropy at its nodes: those follow by least squares around what is believed of the cell's chemistry.
/// </summary>
internal sealed class ThermalRegression
{
    public static readonly HatBasis Nodes = new([0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0], prolongs: false);

    private const double Misfit_K = 0.4;
    private const double RowsOfARun = 100.0;
    private const double EntropySigma_V_per_K = 5.0e-5;

    private readonly IReadOnlyList<HeatHistory> _runs;
    private readonly double[] _believed_V_per_K;

    public ThermalRegression(IReadOnlyList<HeatHistory> runs, double[] believed_V_per_K) =>
        (_runs, _believed_V_per_K) = (runs, believed_V_per_K);

    /// <summary>Slope of the open-circuit voltage over temperature at the nodes, of the last solution.</summary>
    public double[] Entropy_V_per_K { get; private set; } = [];

    /// <summary>Finds the entropy for these conductances; returns the cost.</summary>
    public double Solve(StandHeat heat)
    {
        NormalEquations equations = new(Nodes.Count);
        LinearRow row = new(Nodes.Count);
        for (int node = 0; node < Nodes.Count; node++)
        {
            row.Clear();
            row.Add(node, 1.0);
            equations.Add(row, _believed_V_per_K[node], 1.0 / (EntropySigma_V_per_K * EntropySigma_V_per_K));
        }

        foreach (HeatHistory run in _runs) AddRun(equations, row, run, heat);
        double[] result = new double[Nodes.Count];
        double cost = equations.Solve(new bool[Nodes.Count], result);
        Entropy_V_per_K = result;
        return cost;
    }

    private static void AddRun(NormalEquations equations, LinearRow row, HeatHistory run, StandHeat heat)
    {
        double[] core_K = new double[Nodes.Count + 1];
        double[] surface_K = new double[Nodes.Count + 1];
        MeasuredRun measured = run.Run.Run;
        double start_K = measured.TemperatureAt_C(0) - measured.Ambient_C;
        (core_K[^1], surface_K[^1]) = (start_K, start_K);
        for (int k = 1; k < run.Run.Rows; k++)
        {
            for (int node = 0; node < Nodes.Count; node++)
            {
                heat.Move(ref core_K[node], ref surface_K[node], run.Reversible_W(k, node), run.Run.Duration_s[k]);
            }

            heat.Move(ref core_K[^1], ref surface_K[^1], run.Loss_W[k], run.Run.Duration_s[k]);
            if (run.Run.Weight[k] == 0.0) continue;
            row.Clear();
            for (int node = 0; node < Nodes.Count; node++) row.Add(node, surface_K[node]);
            double rise_K = measured.TemperatureAt_C(run.Run.Row[k]) - measured.Ambient_C;
            equations.Add(row, rise_K - surface_K[^1], run.Run.Weight[k] * RowsOfARun / (Misfit_K * Misfit_K));
        }
    }
}
