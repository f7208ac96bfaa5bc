namespace Bms.World.Fitting;

/// <summary>
/// For given time constants and activations the voltage of the model is linear in the open-circuit voltage, the hysteresis and all
/// resistances at their nodes: each is a filtered current times an unknown. So they are found at once, by least squares with weak beliefs
/// about smoothness, and nothing has to be guessed. The SoC at the start of a run enters by its slope and is corrected in rounds.
/// </summary>
internal sealed class VoltageRegression
{
    public const int BranchCount = 3;

    private const double Reference_C = 25.0;
    private const double Tiny = 1e-7;
    private const double EnoughThroughput = 0.3;
    private const double PulseSigma = 0.01;
    private const double RestSigma_V = 0.006;

    // Less of a fall of the curve is drawn together when it is written.
    private const double Noise_V = 0.005;

    private readonly IReadOnlyList<ThinnedRun> _runs;
    private readonly Beliefs _beliefs;
    private readonly FitRequest _request;
    private readonly double[] _filter;

    public VoltageRegression(
        IReadOnlyList<ThinnedRun> runs, double capacity_Ah, double[] initialSoc, Beliefs beliefs, FitRequest request)
    {
        _request = request;
        (_runs, Capacity_Ah, InitialSoc, _beliefs) = (runs, capacity_Ah, initialSoc, beliefs);
        Drift = new double[runs.Count];

        // Short pulses the other way show how their resistances differ, not what a whole charge would have shown of hysteresis.
        double enough_Ah = EnoughThroughput * capacity_Ah;
        Unknowns = new VoltageUnknowns(runs.Count, Throughput_Ah(1) > enough_Ah && Throughput_Ah(-1) > enough_Ah);
        _filter = new double[2 * BranchCount * Unknowns.Resistance.Count];
    }

    public double Capacity_Ah { get; }

    /// <summary>SoC at the first row of each run.</summary>
    public double[] InitialSoc { get; }

    /// <summary>What the zero error of the current adds to the SoC of each run until its end.</summary>
    public double[] Drift { get; }

    public VoltageUnknowns Unknowns { get; }

    /// <summary>Slope of the open-circuit voltage over temperature, V/K at a SoC; zero until it is known.</summary>
    public Func<double, double> Entropy_V_per_K { get; set; } = _ => 0.0;

    /// <summary>
    /// Whether the open-circuit voltage may not fall with the state of charge: for the last solutions, whose curve is written. A search
    /// with it on would go by steps of the cost.
    /// </summary>
    public bool IsRising { get; set; }

    private double Throughput_Ah(int sign) =>
        _runs.Sum(run => Enumerable.Range(0, run.Rows).Sum(k => Math.Max(0.0, sign * run.Current_A[k]) * run.Duration_s[k])) / 3600.0;

    /// <summary>Finds the best linear unknowns; returns the cost, in units of squared standard deviations.</summary>
    public double Solve(Dynamics dynamics)
    {
        NormalEquations equations = new(Unknowns.Count);
        _beliefs.Add(equations, Unknowns);
        for (int run = 0; run < _runs.Count; run++)
        {
            int number = run;
            Walk(run, dynamics, (k, row, slope, target) =>
            {
                row.Add(Unknowns.Shifts + number, slope);
                row.Add(Unknowns.Drifts + number, slope * _runs[number].Elapsed(k));
                equations.Add(row, target, _runs[number].Weight[k] * Beliefs.RunWeight);
            });
        }

        foreach (RestVoltage rest in _request.RestVoltages) AddRest(equations, rest);
        foreach (PulseResistance pulse in _request.Pulses) AddPulse(equations, pulse, dynamics);
        double[] result = new double[Unknowns.Count];
        double cost = equations.Solve(Unknowns.NotNegative, result, IsRising ? Unknowns.Ocv.Count : 0, Noise_V);
        Unknowns.Value = result;
        return cost;
    }

    /// <summary>Takes the shifts of the last solution into the SoC at the start of each run.</summary>
    public void TakeShifts()
    {
        for (int run = 0; run < _runs.Count; run++) Take(run);
    }

    private void Take(int run)
    {
        InitialSoc[run] += Math.Clamp(Unknowns.Value[Unknowns.Shifts + run], -0.05, 0.05);
        Drift[run] += Math.Clamp(Unknowns.Value[Unknowns.Drifts + run], -0.05, 0.05);
    }

    /// <summary>State of charge of a run at a row.</summary>
    public double Soc(int run, int row) =>
        InitialSoc[run] + _runs[run].Charge_Ah[row] / Capacity_Ah + Drift[run] * _runs[run].Elapsed(row);

    /// <summary>Visits each compared row of a run with its error in V.</summary>
    public void Errors(int run, Dynamics dynamics, Action<int, double> visit) =>
        Walk(run, dynamics, (k, row, _, target) => visit(k, row.Times(Unknowns.Value) - target));

    private void Walk(int number, Dynamics dynamics, Action<int, LinearRow, double, double> visit)
    {
        ThinnedRun run = _runs[number];
        LinearRow row = new(Unknowns.Count);
        Array.Clear(_filter);
        (double surface1, double surface2, double side) = (0.0, 0.0, 0.0);
        Pace pace = new(dynamics, run.Core_C[0], run.Duration_s[0]);
        double[] slopes = Unknowns.OcvValues.ToArray();
        for (int k = 0; k < run.Rows; k++)
        {
            double soc = Soc(number, k);
            double duration_s = run.Duration_s[k];
            if (run.Core_C[k] != pace.Core_C || duration_s != pace.Duration_s) pace = new Pace(dynamics, run.Core_C[k], duration_s);
            if (duration_s > 0.0)
            {
                double rate_per_s = run.Current_A[k] / (3600.0 * Capacity_Ah);
                surface1 = pace.Fade1 * surface1 + pace.Lead1_s * rate_per_s;
                surface2 = pace.Fade2 * surface2 + pace.Lead2_s * rate_per_s;
                double change = rate_per_s * duration_s;
                side += Math.Min(Math.Abs(change) * dynamics.HysteresisRate, 1.0) * (Math.Sign(change) - side);
                MoveFilters(pace, soc, run.Current_A[k]);
            }

            if (run.Weight[k] == 0.0) continue;
            double surface = soc + surface1 + surface2;
            row.Clear();
            AddEquilibrium(row, surface, side);
            AddResistances(row, soc, run.Now_A[k] * pace.Activation[0]);
            double target = run.Voltage_V[k] - Entropy_V_per_K(surface) * (run.Core_C[k] - Reference_C);
            visit(k, row, Unknowns.Ocv.Slope(slopes, surface), target);
        }
    }

    private void AddRest(NormalEquations equations, RestVoltage rest)
    {
        LinearRow row = new(2);
        int left = Unknowns.Ocv.Locate(rest.Soc, out double weight);
        AddBetween(row, left, weight, 1.0);

        // Where the curve is steep the scale of charge of another measurement does not fit as well.
        double sigma_V = rest.Soc < 0.1 ? 10.0 * RestSigma_V : RestSigma_V;
        equations.Add(row, rest.Mean_V, 1.0 / (sigma_V * sigma_V));
        if (double.IsNaN(rest.HalfGap_V) || !Unknowns.ShowsGap) return;
        row.Clear();
        left = Unknowns.GapBasis.Locate(rest.Soc, out weight);
        AddBetween(row, Unknowns.Gap + left, weight, 1.0);
        equations.Add(row, Math.Max(0.0, rest.HalfGap_V), 1.0 / (sigma_V * sigma_V));
    }

    // From rest: R0 at once, each branch as far as it came, and the slope of the open-circuit voltage times the lead of the surface.
    private void AddPulse(NormalEquations equations, PulseResistance pulse, Dynamics dynamics)
    {
        Pace pace = new(dynamics, pulse.Temperature_C, pulse.After_s);
        LinearRow row = new(Unknowns.Count);
        int left = Unknowns.Resistance.Locate(pulse.Soc, out double weight);
        AddBetween(row, Unknowns.R0 + left, weight, pace.Activation[0]);
        for (int b = 0; b < BranchCount; b++)
        {
            int first = Unknowns.Branch(b, pulse.Charging) + left;
            AddBetween(row, first, weight, (1.0 - pace.Decay[b]) * pace.Activation[b + 1]);
        }

        double slope_V = Unknowns.OcvValues[0] == 0.0 ? 0.0 : Unknowns.Ocv.Slope(Unknowns.OcvValues, pulse.Soc);
        double byDiffusion_ohm = slope_V * (pace.Lead1_s + pace.Lead2_s + pulse.After_s) / (3600.0 * Capacity_Ah);
        double sigma_ohm = PulseSigma * pulse.Resistance_ohm;
        equations.Add(row, pulse.Resistance_ohm - byDiffusion_ohm, 1.0 / (sigma_ohm * sigma_ohm));
    }

    private static void AddBetween(LinearRow row, int left, double weight, double factor)
    {
        row.Add(left, factor * (1.0 - weight));
        row.Add(left + 1, factor * weight);
    }

    private void MoveFilters(Pace pace, double soc, double current_A)
    {
        int nodes = Unknowns.Resistance.Count;
        int left = Unknowns.Resistance.Locate(soc, out double weight);
        int side = current_A > 0.0 ? nodes : 0;
        for (int b = 0; b < BranchCount; b++)
        {
            Span<double> filter = _filter.AsSpan(2 * b * nodes, 2 * nodes);
            for (int i = 0; i < filter.Length; i++) filter[i] *= pace.Decay[b];
            double drive = (1.0 - pace.Decay[b]) * current_A * pace.Activation[b + 1];
            filter[side + left] += drive * (1.0 - weight);
            filter[side + left + 1] += drive * weight;
        }
    }

    private void AddEquilibrium(LinearRow row, double surface, double side)
    {
        int left = Unknowns.Ocv.Locate(surface, out double weight);
        row.Add(left, 1.0 - weight);
        row.Add(left + 1, weight);
        if (!Unknowns.ShowsGap) return;
        left = Unknowns.GapBasis.Locate(surface, out weight);
        row.Add(Unknowns.Gap + left, side * (1.0 - weight));
        row.Add(Unknowns.Gap + left + 1, side * weight);
    }

    private void AddResistances(LinearRow row, double soc, double current_A)
    {
        int left = Unknowns.Resistance.Locate(soc, out double weight);
        row.Add(Unknowns.R0 + left, current_A * (1.0 - weight));
        row.Add(Unknowns.R0 + left + 1, current_A * weight);
        for (int i = 0; i < _filter.Length; i++)
        {
            if (Math.Abs(_filter[i]) > Tiny) row.Add(Unknowns.Branches + i, _filter[i]);
        }
    }
}
