namespace Bms.World.Fitting;

/// <summary>Heat capacities and conductances of a cell on its stand, as they are searched.</summary>
/// <param name="Total_J_per_K">Heat capacity of core and surface together.</param>
/// <param name="ToSurface_W_per_K">Conductance between the two.</param>
/// <param name="Cooling_W_per_K">Conductance from the surface to ambient.</param>
internal readonly record struct StandHeat(double Total_J_per_K, double ToSurface_W_per_K, double Cooling_W_per_K)
{
    /// <summary>
    /// Share of the surface: can and holder of an LG M50, whose two lumps are known (19 of 81 J/K); a thermometer on the can hardly shows
    /// it.
    /// </summary>
    public const double SurfaceShare = 19.0 / 81.0;

    private const double LongestStep_s = 5.0;

    /// <summary>Moves the excess of both lumps over ambient by an interval with constant heat in the core.</summary>
    public void Move(ref double core_K, ref double surface_K, double heat_W, double duration_s)
    {
        int steps = Math.Max(1, (int)Math.Ceiling(duration_s / LongestStep_s));
        double step_s = duration_s / steps;
        double core = step_s / (Total_J_per_K * (1.0 - SurfaceShare)), surface = step_s / (Total_J_per_K * SurfaceShare);

        // Backward Euler: two equations with two unknowns, stable at any step.
        double a = 1.0 + core * ToSurface_W_per_K, b = core * ToSurface_W_per_K;
        double c = surface * ToSurface_W_per_K, d = 1.0 + surface * (ToSurface_W_per_K + Cooling_W_per_K);
        double determinant = a * d - b * c;
        for (int i = 0; i < steps; i++)
        {
            double right = core_K + core * heat_W;
            (core_K, surface_K) = ((d * right + b * surface_K) / determinant, (a * surface_K + c * right) / determinant);
        }
    }
}

/// <summary>What heats a cell in a run: losses, and for each node of the entropy the reversible heat that 1 V/K there would make.</summary>
internal sealed class HeatHistory
{
    private const double Kelvin = 273.15;

    public HeatHistory(ThinnedRun run, HatBasis nodes, Func<int, double> soc, Func<double, double> ocv_V)
    {
        (Run, Nodes) = (run, nodes);
        Loss_W = new double[run.Rows];
        Left = new int[run.Rows];
        Weight = new double[run.Rows];
        for (int k = 1; k < run.Rows; k++)
        {
            double middle = 0.5 * (soc(k) + soc(k - 1));
            double voltage_V = run.Duration_s[k] > 0.0 && run.Now_A[k - 1] == run.Now_A[k]
                ? 0.5 * (run.Voltage_V[k] + run.Voltage_V[k - 1]) : run.Voltage_V[k];
            Loss_W[k] = run.Current_A[k] * (voltage_V - ocv_V(middle));
            Left[k] = nodes.Locate(middle, out Weight[k]);
        }
    }

    public ThinnedRun Run { get; }

    public HatBasis Nodes { get; }

    public double[] Loss_W { get; }

    private int[] Left { get; }

    private double[] Weight { get; }

    /// <summary>Reversible heat of 1 V/K at a node in the interval that ends at a row.</summary>
    public double Reversible_W(int row, int node)
    {
        double share = node == Left[row] ? 1.0 - Weight[row] : node == Left[row] + 1 ? Weight[row] : 0.0;
        return share == 0.0 ? 0.0 : share * Run.Current_A[row] * (Run.Core_C[row] + Kelvin);
    }

    /// <summary>Reversible heat with these values at the nodes.</summary>
    public double Reversible_W(int row, ReadOnlySpan<double> entropy_V_per_K) =>
        Reversible_W(row, Left[row]) * entropy_V_per_K[Left[row]] + Reversible_W(row, Left[row] + 1) * entropy_V_per_K[Left[row] + 1];
}
