namespace Bms.World.Fitting;

/// <summary>
/// Where on the scale of SoC each run begins, found from the run that moves the most charge: its fullest point is 100 %, its emptiest 0
/// %. The others are laid beside it by their course and their first voltage at rest.
/// </summary>
internal sealed class RunAlignment
{
    private const double EmptyShare = 0.9;
    private const double ZeroError = 0.001;
    private const double FixedSigma = 1e-6;
    private const double ByReferenceSigma = 1e-4;
    private const double AtRestSigma = 0.004;
    private const double UnderCurrentSigma = 0.03;
    private const double SteepEnough_V = 0.5;

    private RunAlignment(
        double capacity_Ah, double resistance_ohm, double[] initialSoc, double[] sigma, RoughOcv ocv, SocScale scale) =>
        (Capacity_Ah, Resistance_ohm, InitialSoc, Sigma, Ocv, Scale) = (capacity_Ah, resistance_ohm, initialSoc, sigma, ocv, scale);

    /// <summary>What the scale of SoC rests on.</summary>
    public SocScale Scale { get; }

    /// <summary>A first open-circuit voltage.</summary>
    public RoughOcv Ocv { get; }

    public double Capacity_Ah { get; }

    /// <summary>What a step of the current costs at once, a first guess of all resistances.</summary>
    public double Resistance_ohm { get; }

    public double[] InitialSoc { get; }

    /// <summary>How well each of them is known.</summary>
    public double[] Sigma { get; }

    /// <summary>
    /// What the zero error of a current meter, a thousandth of its largest current, may add to the SoC of each run that has a reference to
    /// begin from. The others go from full to empty and back: that fixes their scale better.
    /// </summary>
    public static double[] DriftSigma(IReadOnlyList<ThinnedRun> runs, double capacity_Ah) =>
        [.. runs.Select(run => FixedSigma + DriftOf(run) / capacity_Ah)];

    /// <exception cref="ArgumentException">The runs do not show how much charge the cell holds.</exception>
    public static RunAlignment Of(IReadOnlyList<ThinnedRun> runs, double? capacity_Ah, IReadOnlyList<CellSpec> kinds)
    {
        double[] resistances = [.. runs.Select(StepResistance_ohm).Where(r => r > 0.0).Order()];
        double resistance_ohm = resistances.Length > 0 ? resistances[resistances.Length / 2] : 0.0;
        int widest = Widest(runs);
        ThinnedRun reference = runs[widest];
        (double slope, double offset)? byReference = runs.Select(SocLine).FirstOrDefault(line => line is not null);
        LikeScale? like = LikeScale.Best(reference, resistance_ohm, kinds, capacity_Ah);
        if (resistance_ohm <= 0.0 && like is not null) resistance_ohm = like.Resistance_ohm;
        LikeScale? part = byReference is null && like is { IsWhole: false } ? like : null;
        double moved_Ah = Range_Ah(reference);
        double capacity = capacity_Ah ?? (byReference is { } known ? 1.0 / known.slope : moved_Ah / (part?.Span ?? 1.0));
        if (resistance_ohm <= 0.0) resistance_ohm = 0.05 * 5.0 / capacity;

        double[] initial = new double[runs.Count];
        double[] sigma = new double[runs.Count];
        for (int run = 0; run < runs.Count; run++)
        {
            (initial[run], sigma[run]) = SocLine(runs[run]) is { } line ? (line.offset, ByReferenceSigma) : (double.NaN, 1.0);
        }

        if (double.IsNaN(initial[widest]))
        {
            double fullest = part is null ? 1.0 : part.Low + moved_Ah / capacity;
            (initial[widest], sigma[widest]) = (fullest - reference.Charge_Ah.Max() / capacity, FixedSigma);
        }

        RoughOcv ocv = new(reference, initial[widest], capacity, resistance_ohm, part?.Cell);
        for (int run = 0; run < runs.Count; run++)
        {
            if (!double.IsNaN(initial[run])) continue;
            bool atRest = Math.Abs(runs[run].Now_A[0]) < 0.02 * capacity;
            initial[run] = RunPlace.Of(runs[run], ocv, capacity, atRest);
            sigma[run] = atRest && ocv.Slope_V(initial[run]) > SteepEnough_V ? AtRestSigma : UnderCurrentSigma;
        }

        ScaleSource source = capacity_Ah is not null ? ScaleSource.Given : byReference is not null ? ScaleSource.Reference
            : part is not null ? ScaleSource.KnownCurve : ScaleSource.WidestRun;
        bool isWhole = like?.IsWhole ?? false;
        (double least_Ah, double most_Ah) = like?.Capacities(moved_Ah) ?? (moved_Ah, moved_Ah);
        SocScale scale = new(source, like?.Cell, like?.Misfit_V ?? double.NaN, isWhole, least_Ah, most_Ah);
        return new RunAlignment(capacity, resistance_ohm, initial, sigma, ocv, scale);
    }

    private static double DriftOf(ThinnedRun run) =>
        run.Run.SocRef is null ? 0.0 : ZeroError * run.Hours * run.Now_A.Max(Math.Abs);

    private static double Range_Ah(ThinnedRun run) => run.Charge_Ah.Max() - run.Charge_Ah.Min();

    // Nearly the widest will do, then the gentlest: a hard discharge ends before the cell is empty.
    private static int Widest(IReadOnlyList<ThinnedRun> runs)
    {
        double most = runs.Max(Range_Ah);
        bool Nearly(ThinnedRun run) => Range_Ah(run) >= 0.99 * most || (Range_Ah(run) > EmptyShare * most && IsGentle(run, most));
        return Enumerable.Range(0, runs.Count).Where(i => Nearly(runs[i])).MinBy(i => runs[i].Current_A.Max(Math.Abs));
    }

    private static bool IsGentle(ThinnedRun run, double most_Ah) =>
        run.Current_A.Min() > -0.15 * most_Ah && run.Run.TemperatureAt_C(0) > 20.0;

    // SoC of the reference = offset + slope * charge, by least squares.
    private static (double slope, double offset)? SocLine(ThinnedRun run)
    {
        if (run.Run.SocRef is not { } soc) return null;
        (double n, double x, double y, double xx, double xy) = (0, 0, 0, 0, 0);
        for (int k = 0; k < run.Rows; k++)
        {
            double s = soc[run.Row[k]], q = run.Charge_Ah[k];
            if (double.IsNaN(s)) continue;
            (n, x, y, xx, xy) = (n + 1, x + q, y + s, xx + q * q, xy + q * s);
        }

        double spread = n * xx - x * x;
        if (n < 2 || spread <= 0.0) return null;
        double slope = (n * xy - x * y) / spread;
        return slope > 0.0 ? (slope, (y - slope * x) / n) : null;
    }

    private static double StepResistance_ohm(ThinnedRun run)
    {
        double most_A = run.Now_A.Max() - run.Now_A.Min();
        List<double> found = [];
        if (most_A <= 0.0) return 0.0;
        for (int k = 1; k < run.Rows; k++)
        {
            double step_A = run.Now_A[k] - run.Now_A[k - 1];
            if (Math.Abs(step_A) < 0.3 * most_A || run.Duration_s[k] > 15.0) continue;
            double r = (run.Voltage_V[k] - run.Voltage_V[k - 1]) / step_A;
            if (r > 0.0) found.Add(r);
        }

        found.Sort();
        return found.Count > 0 ? found[found.Count / 2] : 0.0;
    }
}
