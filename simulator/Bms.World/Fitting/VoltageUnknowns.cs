namespace Bms.World.Fitting;

/// <summary>Which unknown stands where in the linear part of a fit, and what was found for it.</summary>
internal sealed class VoltageUnknowns
{
    // Fine where the curves bend, and one node beyond each end: a surface of particles is emptier or fuller than their mean.
    private static readonly double[] s_ocvNodes =
    [
        -0.10, 0.0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.22, 0.24, 0.26, 0.28, 0.30,
        0.32, 0.34, 0.36, 0.38, 0.40, 0.42, 0.44, 0.46, 0.48, 0.50, 0.52, 0.54, 0.56, 0.58, 0.60, 0.62, 0.64, 0.66, 0.68, 0.70, 0.72, 0.74,
        0.76, 0.78, 0.80, 0.82, 0.84, 0.86, 0.88, 0.90, 0.92, 0.94, 0.96, 0.97, 0.98, 0.99, 1.0, 1.10,
    ];

    private static readonly double[] s_resistanceNodes = [0.0, 0.03, 0.06, 0.10, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

    private static readonly double[] s_gapNodes = [0.0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

    public VoltageUnknowns(int runs, bool showsGap)
    {
        ShowsGap = showsGap;
        Gap = Ocv.Count;
        R0 = Gap + GapBasis.Count;
        Branches = R0 + Resistance.Count;
        Shifts = Branches + 6 * Resistance.Count;
        Drifts = Shifts + runs;
        Count = Drifts + runs;
        Value = new double[Count];
        NotNegative = Enumerable.Range(0, Count).Select(i => i >= Gap && i < Shifts).ToArray();
    }

    public HatBasis Ocv { get; } = new(s_ocvNodes, prolongs: true);

    public HatBasis GapBasis { get; } = new(s_gapNodes, prolongs: false);

    public HatBasis Resistance { get; } = new(s_resistanceNodes, prolongs: false);

    /// <summary>Whether so much was charged and discharged that the gap between both branches shows.</summary>
    public bool ShowsGap { get; }

    /// <summary>
    /// First unknown of the half gap, R0, the branches, the shifts of the runs' SoC and what it drifts in a run; the OCV begins at 0.
    /// </summary>
    public int Gap { get; }

    public int R0 { get; }

    public int Branches { get; }

    public int Shifts { get; }

    public int Drifts { get; }

    public int Count { get; }

    /// <summary>What was found.</summary>
    public double[] Value { get; set; }

    public bool[] NotNegative { get; }

    /// <summary>First unknown of a branch, 0..2, in discharge or charge.</summary>
    public int Branch(int branch, bool charge) => Branches + (2 * branch + (charge ? 1 : 0)) * Resistance.Count;

    public ReadOnlySpan<double> OcvValues => Value.AsSpan(0, Ocv.Count);

    public ReadOnlySpan<double> GapValues => Value.AsSpan(Gap, GapBasis.Count);

    public ReadOnlySpan<double> R0Values => Value.AsSpan(R0, Resistance.Count);

    public ReadOnlySpan<double> BranchValues(int branch, bool charge) => Value.AsSpan(Branch(branch, charge), Resistance.Count);
}
