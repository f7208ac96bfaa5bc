using Bms.World.Cells;
using Bms.World.Numerics;

namespace Bms.World.Fitting;

/// <summary>
/// Makes a cell from measured runs, in rounds: charge scale and start of each run; then all curves and resistances by least squares
/// inside a search over time constants and activations; then heat; then voltage once more with the core's temperature. No random number,
/// no clock: the same runs give the same cell to the last bit.
/// </summary>
public sealed class CellFitter
{
    private const int FirstSearch = 220;
    private const int SecondSearch = 90;
    private const double OneTemperature_K = 8.0;
    private const double Shortest_s = 300.0;
    private const double LeastMove_V = 0.01;
    private const double AboveFull_V = 0.15, BelowEmpty_V = 0.5;
    private const double LeastSize = 0.01;
    private static readonly double[] s_diffusionStarts_s = [100.0, 400.0, 1000.0, 2000.0, 4000.0];

    private readonly FitRequest _request;
    private readonly IReadOnlyList<ThinnedRun> _runs;
    private readonly VoltageRegression _voltage;
    private readonly RunAlignment _alignment;
    private Dynamics _dynamics = new();
    private StandHeat _heat;
    private double[] _entropy_V_per_K;

    /// <exception cref="ArgumentException">The runs cannot be used; the message says why.</exception>
    public CellFitter(FitRequest request)
    {
        Refuse(request.Runs);
        _runs = [.. request.Runs.Select(run => new ThinnedRun(run))];
        _alignment = RunAlignment.Of(_runs, request.Capacity_Ah, request.Kinds);
        _request = request = request with { Like = Scale.Like ?? (request.Kinds.Count > 0 ? OfNoKind(request) : request.Like) };
        Beliefs beliefs = new(_alignment.Resistance_ohm, _alignment.Sigma, RunAlignment.DriftSigma(_runs, _alignment.Capacity_Ah),
            _alignment.Ocv);
        _voltage = new VoltageRegression(_runs, _alignment.Capacity_Ah, _alignment.InitialSoc, beliefs, request);
        _entropy_V_per_K = [.. ThermalRegression.Nodes.Nodes.Select(soc => Uniform(request.Like.Entropy_V_per_K, soc))];
        _heat = TypicalHeat(_alignment.Capacity_Ah);
        _voltage.Entropy_V_per_K = soc => ThermalRegression.Nodes.Value(_entropy_V_per_K, soc);
    }

    // No known cell is like it: nothing of another's ageing, graphite and heat is true of it; its limits are around what it was used at.
    private static CellSpec OfNoKind(FitRequest request) => request.Like with
    {
        Negative = null, Runaway = null, AgeingLaw = null, Provenance = [],
        Limits = new CellLimits(
            request.Runs.Max(run => run.Voltage_V.Max()) + AboveFull_V, request.Runs.Min(run => run.Voltage_V.Min()) - BelowEmpty_V,
            request.Like.Limits.Hottest_C),
    };

    // A fit of nothing would give a file that looks like any other.
    private static void Refuse(IReadOnlyList<MeasuredRun> runs)
    {
        double longest_s = runs.Max(run => run.Time_s[^1] - run.Time_s[0]);
        double moved_Ah = runs.Max(run => run.Charge_Ah().Max() - run.Charge_Ah().Min());
        if (moved_Ah <= 0.0)
        {
            throw new ArgumentException("runs: no current flows in them, allowed are runs that charge or discharge the cell");
        }

        double moves_V = runs.Max(run => run.Voltage_V.Max() - run.Voltage_V.Min());
        if (moves_V < LeastMove_V)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"runs: the voltage moves by {1e3 * moves_V:0.0} mV, allowed are {1e3 * LeastMove_V:0} mV and more"));
        }

        if (longest_s < Shortest_s)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"runs: the longest has {longest_s:0} s, allowed are {Shortest_s:0} s and more"));
        }
    }

    /// <summary>What the scale of the cell rests on.</summary>
    public SocScale Scale => _alignment.Scale;

    /// <summary>The cell that gives what the runs do not show.</summary>
    public CellSpec Like => _request.Like;

    /// <summary>SoC at the start of each run, as it was found.</summary>
    public IReadOnlyList<double> InitialSoc => _voltage.InitialSoc;

    /// <summary>Runs the whole fit. <paramref name="progress"/> hears the share that is done, 0..1.</summary>
    public CellSpec Fit(Action<double>? progress = null)
    {
        Settle(4);
        StartBest();
        Search(FirstSearch, share => progress?.Invoke(0.65 * share));
        Settle(2);
        FitHeat();
        WarmCores();
        progress?.Invoke(0.7);
        Search(SecondSearch, share => progress?.Invoke(0.7 + 0.28 * share));
        _voltage.IsRising = true;
        Settle(3);
        FitHeat();
        return new FittedCell(_request, _voltage, _dynamics, _heat, _entropy_V_per_K, _runs, Scale).Build();
    }

    private void Settle(int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            _voltage.Solve(_dynamics);
            _voltage.TakeShifts();
        }

        _voltage.Solve(_dynamics);
    }

    // The cost has valleys along the diffusion time; the search begins in the deepest of a few places.
    private void StartBest()
    {
        Dynamics start = _dynamics;
        Dynamics At(double diffusion_s) => start with { Particles = start.Particles with { Diffusion_s = diffusion_s } };
        _dynamics = s_diffusionStarts_s.Select(At).MinBy(_voltage.Solve)!;
    }

    private void Search(int evaluations, Action<double> progress)
    {
        double coldest_C = _runs.Min(run => run.Core_C.Min()), hottest_C = _runs.Max(run => run.Core_C.Max());
        Searched[] quantities = _dynamics.Quantities(hottest_C - coldest_C < OneTemperature_K);
        _dynamics = Dynamics.From(PatternSearch.Run(quantities, Cost, evaluations, progress));
    }

    private double Cost(double[] place)
    {
        Dynamics dynamics = Dynamics.From(place);
        return _voltage.Solve(dynamics) + dynamics.Penalty();
    }

    private void FitHeat()
    {
        HeatHistory[] histories = [.. Histories().Where(history => history.Run.Run.Temperature_C is not null)];
        if (histories.Length == 0) return;
        ThermalRegression regression = new(histories, [.. _entropy_V_per_K]);
        StandHeat start = _heat;
        Searched[] quantities =
        [
            Logarithm("capacity", start.Total_J_per_K, 4.0), Logarithm("to surface", start.ToSurface_W_per_K, 6.0),
            Logarithm("cooling", start.Cooling_W_per_K, 30.0),
        ];
        double[] place = PatternSearch.Run(quantities, p => regression.Solve(Heat(p)), 80);
        _heat = Heat(place);
        regression.Solve(_heat);
        _entropy_V_per_K = regression.Entropy_V_per_K;
    }

    // What the core has over the measured surface; where nothing was measured, over ambient.
    private void WarmCores()
    {
        foreach (HeatHistory history in Histories())
        {
            ThinnedRun run = history.Run;
            (double core_K, double surface_K) = (0.0, 0.0);
            for (int k = 1; k < run.Rows; k++)
            {
                double heat_W = history.Loss_W[k] + history.Reversible_W(k, _entropy_V_per_K);
                _heat.Move(ref core_K, ref surface_K, heat_W, run.Duration_s[k]);
                double over_K = run.Run.Temperature_C is null ? core_K : core_K - surface_K;

                // To a tenth of a kelvin: equal temperatures share their exponentials.
                run.Core_C[k] = Math.Round((run.Run.TemperatureAt_C(run.Row[k]) + over_K) * 10.0) / 10.0;
            }
        }
    }

    private IEnumerable<HeatHistory> Histories() => _runs.Select((run, i) => new HeatHistory(
        run, ThermalRegression.Nodes, k => _voltage.Soc(i, k),
        soc => _voltage.Unknowns.Ocv.Value(_voltage.Unknowns.OcvValues, soc)));

    private static StandHeat Heat(double[] place) =>
        new(DeterministicMath.Exp(place[0]), DeterministicMath.Exp(place[1]), DeterministicMath.Exp(place[2]));

    private static Searched Logarithm(string name, double start, double factor)
    {
        double logarithm = DeterministicMath.Log(start), span = DeterministicMath.Log(factor);
        return new Searched(name, logarithm, 0.4, logarithm - span, logarithm + span);
    }

    // An LG M50 of 5 Ah, scaled: heat goes with the mass, conductance and area with its power 2/3. The can of a coin cell weighs grams
    // whatever it holds.
    internal static StandHeat TypicalHeat(double capacity_Ah)
    {
        double size = Math.Max(capacity_Ah / 5.0, LeastSize);
        double area = DeterministicMath.Exp(DeterministicMath.Log(size) * 2.0 / 3.0);
        return new StandHeat(81.0 * size, 1.3 * area, 0.08 * area);
    }

    internal static double Uniform(double[] table, double x)
    {
        double position = Math.Clamp(x, 0.0, 1.0) * (table.Length - 1);
        int i = Math.Min((int)position, table.Length - 2);
        return table[i] + (position - i) * (table[i + 1] - table[i]);
    }
}
