namespace Bms.World.Fitting;

/// <summary>
/// What is believed before any measurement, weak enough that measurements win: curves are smooth, charge is like discharge, the SoC at the
/// start of a run is nearly what its first voltage says.
/// </summary>
internal sealed class Beliefs(double typical_ohm, double[] shiftSigma, double[] driftSigma, RoughOcv rough)
{
    private const double Misfit_V = 0.005;
    private const double RowsOfARun = 300.0;

    // So weak that one row outweighs it; it holds the nodes that no row comes to.
    private const double RoughSigma_V = 1.0;

    // A known cell's curve beyond the runs: cells of a kind differ by so much.
    private const double BeyondSigma_V = 0.03;

    // The faster a branch, the less it may become: what a nearly empty cell lacks is diffusion, which is slow.
    private static readonly double[] s_branchShare = [0.3, 0.5, 1.0];

    /// <summary>How much a whole run counts against the beliefs: so many independent rows of that misfit.</summary>
    public static double RunWeight => RowsOfARun / (Misfit_V * Misfit_V);

    public void Add(NormalEquations equations, VoltageUnknowns unknowns)
    {
        AddOcv(equations, unknowns);
        for (int i = 1; i < unknowns.Ocv.Count - 1; i++)
        {
            double soc = unknowns.Ocv.Nodes[i];
            Near(equations, i, rough.At_V(soc), rough.HasBeyond && !rough.Measured(soc) ? BeyondSigma_V : RoughSigma_V);
        }

        Flat(equations, unknowns.Gap, unknowns.GapBasis, 0.015);
        for (int i = 0; i < unknowns.GapBasis.Count; i++) Near(equations, unknowns.Gap + i, 0.0, 0.015);
        Resistance(equations, unknowns, unknowns.R0, 0.3 * typical_ohm);

        // While the current stands still nothing tells R0 from the fastest branch; then it is what a step of the current shows, mostly.
        for (int i = 0; i < unknowns.Resistance.Count; i++) Near(equations, unknowns.R0 + i, 0.7 * typical_ohm, 0.35 * typical_ohm);
        for (int b = 0; b < VoltageRegression.BranchCount; b++)
        {
            int discharge = unknowns.Branch(b, false), charge = unknowns.Branch(b, true);
            Resistance(equations, unknowns, discharge, s_branchShare[b] * typical_ohm);
            Resistance(equations, unknowns, charge, s_branchShare[b] * typical_ohm);
            for (int i = 0; i < unknowns.Resistance.Count; i++)
            {
                Equal(equations, discharge + i, charge + i, 0.15 * typical_ohm);
            }
        }

        for (int run = 0; run < shiftSigma.Length; run++) Near(equations, unknowns.Shifts + run, 0.0, shiftSigma[run]);
        for (int run = 0; run < driftSigma.Length; run++) Near(equations, unknowns.Drifts + run, 0.0, driftSigma[run]);
    }

    // The bend of the curve: much is allowed at low SoC, where real ones bend.
    private static void AddOcv(NormalEquations equations, VoltageUnknowns unknowns)
    {
        double[] x = unknowns.Ocv.Nodes;
        Rise(equations, 0, 0.1, 35.0, 15.0);
        Rise(equations, x.Length - 2, 0.1, 1.6, 0.2);
        for (int i = 1; i < x.Length - 1; i++)
        {
            double before = x[i] - x[i - 1], after = x[i + 1] - x[i];
            double mean = 0.5 * (before + after);
            double sigma = x[i] < 0.03 ? 250.0 : x[i] < 0.12 ? 80.0 : x[i] > 0.95 ? 60.0 : 25.0;
            LinearRow row = new(3);
            row.Add(i - 1, 1.0 / before);
            row.Add(i, -1.0 / before - 1.0 / after);
            row.Add(i + 1, 1.0 / after);
            equations.Add(row, 0.0, 1.0 / (sigma * sigma * mean * mean));
        }
    }

    // Beyond the ends: to the plateau of copper dissolution of a reversed cell, and on with the last slope.
    private static void Rise(NormalEquations equations, int left, double width, double slope_V, double sigma_V)
    {
        LinearRow row = new(2);
        row.Add(left, -1.0 / width);
        row.Add(left + 1, 1.0 / width);
        equations.Add(row, slope_V, 1.0 / (sigma_V * sigma_V));
    }

    private static void Resistance(NormalEquations equations, VoltageUnknowns unknowns, int first, double typical_ohm)
    {
        Flat(equations, first, unknowns.Resistance, 0.25 * typical_ohm);
        for (int i = 0; i < unknowns.Resistance.Count; i++) Near(equations, first + i, 0.0, 4.0 * typical_ohm);
    }

    // Neighbours differ by so much a tenth of the SoC.
    private static void Flat(NormalEquations equations, int first, HatBasis basis, double sigmaPerTenth)
    {
        for (int i = 0; i < basis.Count - 1; i++)
        {
            double gap = Math.Abs(basis.Nodes[i + 1] - basis.Nodes[i]);
            Equal(equations, first + i, first + i + 1, sigmaPerTenth * Math.Sqrt(gap / 0.1));
        }
    }

    private static void Equal(NormalEquations equations, int one, int other, double sigma)
    {
        LinearRow row = new(3);
        row.Add(one, 1.0);
        row.Add(other, -1.0);
        equations.Add(row, 0.0, 1.0 / (sigma * sigma));
    }

    private static void Near(NormalEquations equations, int unknown, double value, double sigma)
    {
        LinearRow row = new(3);
        row.Add(unknown, 1.0);
        equations.Add(row, value, 1.0 / (sigma * sigma));
    }
}
