namespace Bms.World.Fitting;

/// <summary>
/// A first open-circuit voltage from one run, freed of what its current costs; good to some per cent of SoC. Where the current varies at a
/// state of charge, the run itself says what it costs; else it is half as much again as a step of the current shows.
/// </summary>
internal sealed class RoughOcv
{
    public const int Bins = 100;
    public const double AfterAStep = 1.5;
    private const double Varies = 0.05;
    private const double Rest_s = 240.0, Still = 0.01;

    private readonly double[] _voltage_V = new double[Bins + 1];
    private readonly double[] _current_A = new double[Bins + 1];
    private readonly double[] _weight = new double[Bins + 1];
    private readonly bool[] _rested = new bool[Bins + 1];

    /// <summary>Of one run; beyond it a known cell's curve goes on, where one is given.</summary>
    /// <param name="run">The run.</param>
    /// <param name="initialSoc">SoC at its first row.</param>
    /// <param name="capacity_Ah">Charge between 0 and 100 %.</param>
    /// <param name="resistance_ohm">What a step of the current costs at once.</param>
    /// <param name="beyond">The known cell.</param>
    /// <param name="restFactor">How much more a second counts at which the cell has rested for minutes.</param>
    public RoughOcv(
        ThinnedRun run, double initialSoc, double capacity_Ah, double resistance_ohm, CellSpec? beyond = null, double restFactor = 1.0)
    {
        int Bin(int k) => Math.Clamp((int)Math.Round((initialSoc + run.Charge_Ah[k] / capacity_Ah) * Bins), 0, Bins);
        double[] seconds = [.. run.Duration_s.Select(s => s + 1e-3)];
        foreach (int k in restFactor > 1.0 ? Rested(run) : [])
        {
            seconds[k] *= restFactor;
            _rested[Bin(k)] = true;
        }

        for (int k = 0; k < run.Rows; k++)
        {
            _voltage_V[Bin(k)] += seconds[k] * run.Voltage_V[k];
            _current_A[Bin(k)] += seconds[k] * run.Now_A[k];
            _weight[Bin(k)] += seconds[k];
        }

        for (int bin = 0; bin <= Bins; bin++)
        {
            _voltage_V[bin] = _weight[bin] > 0.0 ? _voltage_V[bin] / _weight[bin] : double.NaN;
            _current_A[bin] = _weight[bin] > 0.0 ? _current_A[bin] / _weight[bin] : 0.0;
        }

        (double both, double square, double all) = (0.0, 0.0, 0.0);
        for (int k = 0; k < run.Rows; k++)
        {
            double aside_A = run.Now_A[k] - _current_A[Bin(k)];
            both += seconds[k] * aside_A * (run.Voltage_V[k] - _voltage_V[Bin(k)]);
            square += seconds[k] * aside_A * aside_A;
            all += seconds[k] * run.Now_A[k] * run.Now_A[k];
        }

        double known_ohm = AfterAStep * resistance_ohm;
        Cost_ohm = square > Varies * all && both > 0.0 ? Math.Clamp(both / square, 0.3 * known_ohm, 5.0 * known_ohm) : known_ohm;
        for (int bin = 0; bin <= Bins; bin++) _voltage_V[bin] -= Cost_ohm * _current_A[bin];
        HasBeyond = beyond is not null;
        if (beyond is not null) GoOn(beyond);
        Fill();
    }

    /// <summary>What a current costs, at once and after some minutes together.</summary>
    public double Cost_ohm { get; }

    /// <summary>Whether a known cell's curve stands beyond the run.</summary>
    public bool HasBeyond { get; }

    /// <summary>Whether the run comes to a SoC.</summary>
    public bool Measured(double soc) => _weight[Math.Clamp((int)Math.Round(soc * Bins), 0, Bins)] > 0.0;

    /// <summary>Mean current at a SoC.</summary>
    public double Current_A(double soc) => _current_A[Math.Clamp((int)Math.Round(soc * Bins), 0, Bins)];

    /// <summary>Whether the cell rested for minutes at a SoC.</summary>
    public bool HasRested(double soc) => _rested[Math.Clamp((int)Math.Round(soc * Bins), 0, Bins)];

    /// <summary>The voltage at a SoC.</summary>
    public double At_V(double soc)
    {
        double place = Math.Clamp(soc, 0.0, 1.0) * Bins;
        int left = Math.Min((int)place, Bins - 1);
        return _voltage_V[left] + (place - left) * (_voltage_V[left + 1] - _voltage_V[left]);
    }

    /// <summary>Slope over four per cent, in V per whole charge.</summary>
    public double Slope_V(double soc) => (At_V(Math.Min(1.0, soc + 0.02)) - At_V(Math.Max(0.0, soc - 0.02))) / 0.04;

    private static IEnumerable<int> Rested(ThinnedRun run)
    {
        double still_A = Still * run.Now_A.Max(Math.Abs), rest_s = 0.0;
        for (int k = 0; k < run.Rows; k++)
        {
            rest_s = Math.Abs(run.Now_A[k]) <= still_A ? rest_s + run.Duration_s[k] : 0.0;
            if (rest_s >= Rest_s || (k == 0 && Math.Abs(run.Now_A[0]) <= still_A)) yield return k;
        }
    }

    private void GoOn(CellSpec beyond)
    {
        int first = Array.FindIndex(_weight, w => w > 0.0), last = Array.FindLastIndex(_weight, w => w > 0.0);
        double Known_V(int bin) => CellFitter.Uniform(beyond.Ocv_V, bin / (double)Bins);
        for (int bin = 0; bin < first; bin++) _voltage_V[bin] = Known_V(bin) + _voltage_V[first] - Known_V(first);
        for (int bin = last + 1; bin <= Bins; bin++) _voltage_V[bin] = Known_V(bin) + _voltage_V[last] - Known_V(last);
    }

    // Gaps take their neighbour's value and nothing falls with rising SoC: what would is drawn together with its neighbours.
    private void Fill()
    {
        double last = _voltage_V.First(v => !double.IsNaN(v));
        for (int bin = 0; bin <= Bins; bin++) last = _voltage_V[bin] = double.IsNaN(_voltage_V[bin]) ? last : _voltage_V[bin];
        FittedCell.DrawnTogether(_voltage_V).CopyTo(_voltage_V, 0);
    }
}
