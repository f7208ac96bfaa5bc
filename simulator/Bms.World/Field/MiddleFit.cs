namespace Bms.World.Field;

/// <summary>
/// Fits what all cells have in common to the pack's middle: capacity, resistance, zero error of the current, the state of charge at the
/// start of each stretch, and the bend of the curve. Each round drives the model and solves for small changes.
/// </summary>
internal sealed class MiddleFit
{
    private const int Capacity = 0, Resistance = 1, Zero = 2, Offset = 3, Bend = 4, Starts = Bend + CurveBend.Nodes;
    private const int Rounds = 10;
    private const double LeastSigma_V = 0.002;
    private const double Together_s = 1800.0;
    private const double CapacitySigma = 0.3, ResistanceSigma = 1.0, OffsetSigma_V = 0.01, ZeroShare = 0.001;

    private readonly FieldLog _log;
    private readonly FieldSegments _segments;
    private readonly FieldModel _model;
    private readonly FieldRows _rows;
    private readonly double[] _measured_V;
    private readonly double[] _guess;
    private readonly double[] _guessSigma;
    private readonly double _zeroSigma_A;
    private readonly BlockLeastSquares _equations;
    private readonly int[] _unknown = new int[8];
    private readonly double[] _factor = new double[8];
    private double _bendSigma_V = 0.005;

    public MiddleFit(FieldModel model, FieldLog log, FieldSegments segments, FieldRows rows, double[] measured_V, FieldGuess guess)
    {
        (_model, _log, _segments, _rows, _measured_V) = (model, log, segments, rows, measured_V);
        (_guess, _guessSigma) = (guess.StartSoc, guess.Sigma);
        _zeroSigma_A = ZeroShare * Math.Max(1e-6, log.Current_A.Max(Math.Abs));
        _equations = new BlockLeastSquares(Starts + segments.Count, rows.Blocks);
        Place = new FieldPlace([.. guess.StartSoc]);
        Trace = new FieldTrace(log.Rows);
    }

    public FieldPlace Place { get; private set; }

    public CurveBend Curve { get; } = new();

    public FieldTrace Trace { get; }

    public double CapacityKnownTo => _equations.SigmaOf(Capacity);

    public double ResistanceKnownTo => _equations.SigmaOf(Resistance);

    public double ZeroSigma_A => _equations.SigmaOf(Zero);

    public double OffsetKnownTo_V => _equations.SigmaOf(Offset);

    /// <summary>The middle itself in the form of a cell: how it differs from the base cell, with the covariance of that.</summary>
    public CellFit.Found AsCell()
    {
        (int Own, int Of)[] places = [(Starts, CellFit.StartSoc), (Capacity, CellFit.Capacity), (Resistance, CellFit.Resistance),
            (Offset, CellFit.Offset)];
        double[] covariance = new double[CellFit.Unknowns * CellFit.Unknowns];
        foreach ((int own, int of) in places)
        {
            foreach ((int other, int to) in places) covariance[of * CellFit.Unknowns + to] = _equations.CovarianceOf(own, other);
        }

        covariance[CellFit.Leak * CellFit.Unknowns + CellFit.Leak] = double.PositiveInfinity;
        double[] value = [0.0, Place.Capacity - 1.0, Place.Resistance - 1.0, Place.Offset_V, 0.0];
        return new CellFit.Found(value, covariance, Residual_V, 0.0, double.NaN, double.PositiveInfinity);
    }

    /// <summary>Root of the mean squared residual of the middle.</summary>
    public double Residual_V { get; private set; }

    /// <summary>What the twin's middle shows at a row.</summary>
    public double At_V(int row) => Trace.Voltage_V[row] + Curve.At_V(Trace.Surface[row]);

    public void Run(Action<double>? progress)
    {
        double[]? temperature_C = _log.TemperatureOf(0);
        for (int round = 0; round < Rounds; round++)
        {
            _model.Walk(Place, temperature_C, Trace);
            Residual_V = Residual();

            // A base cell that fits by itself keeps its curve; one that does not is bent as far as it is off.
            if (round is 3 or 6) _bendSigma_V = Math.Clamp(Residual_V, 0.001, 0.03);
            Collect();
            _equations.Solve(LeastSigma_V, Together_s / _rows.Usual_s);
            Take(round < 3 ? 0.05 : 0.1);
            progress?.Invoke((round + 1.0) / Rounds);
        }

        _model.Walk(Place, temperature_C, Trace);
        Residual_V = Residual();
    }

    private double Residual()
    {
        (double squares, double weight) = (0.0, 0.0);
        for (int row = 0; row < _log.Rows; row++)
        {
            double error_V = _measured_V[row] - At_V(row);
            if (_rows.Weight[row] == 0.0 || double.IsNaN(error_V)) continue;
            squares += _rows.Weight[row] * error_V * error_V;
            weight += _rows.Weight[row];
        }

        return Math.Sqrt(squares / Math.Max(1e-300, weight));
    }

    private void Collect()
    {
        _equations.Clear();
        double perAmpere = 1.0 / (3600.0 * _model.Nominal_Ah * Place.Capacity);
        double band_V = Math.Max(0.02, 4.0 * Residual_V);
        for (int row = 0; row < _log.Rows; row++)
        {
            double error_V = _measured_V[row] - At_V(row);
            if (_rows.Weight[row] == 0.0 || double.IsNaN(error_V)) continue;
            int segment = _segments.Of[row];
            double slope_V = Trace.Slope_V[row] + Curve.Slope_V(Trace.Surface[row]);
            double since_s = _log.Time_s[row] - _log.Time_s[_segments.Start[segment]];
            int node = CurveBend.Locate(Trace.Surface[row], out double right);
            Set(0, Capacity, -slope_V * (Trace.Surface[row] - Place.StartSoc[segment]));
            Set(1, Resistance, Trace.Over_V[row]);
            Set(2, Zero, slope_V * since_s * perAmpere);
            Set(3, Offset, 1.0);
            Set(4, Bend + node, 1.0 - right);
            Set(5, Bend + node + 1, right);
            Set(6, Starts + segment, slope_V);
            double weight = _rows.Weight[row] * Math.Min(1.0, band_V / Math.Max(1e-9, Math.Abs(error_V)));
            _equations.Add(_rows.Block[row], _unknown.AsSpan(0, 7), _factor.AsSpan(0, 7), error_V, weight);
        }

        Believe();
    }

    private void Set(int at, int unknown, double factor) => (_unknown[at], _factor[at]) = (unknown, factor);

    // All unknowns are changes, so what is believed of a quantity pulls it back from where it is now.
    private void Believe()
    {
        void One(int unknown, double now, double believed, double sigma)
        {
            Set(0, unknown, 1.0);
            _equations.Believe(_unknown.AsSpan(0, 1), _factor.AsSpan(0, 1), believed - now, sigma);
        }

        One(Capacity, 0.0, (1.0 - Place.Capacity) / Place.Capacity, CapacitySigma);
        One(Resistance, Place.Resistance, 1.0, ResistanceSigma);
        One(Zero, Place.Zero_A, 0.0, _zeroSigma_A);
        One(Offset, Place.Offset_V, 0.0, OffsetSigma_V);
        for (int k = 0; k < _segments.Count; k++) One(Starts + k, Place.StartSoc[k], _guess[k], _guessSigma[k]);
        for (int node = 0; node < CurveBend.Nodes; node++) One(Bend + node, Curve[node], 0.0, 2.0 * _bendSigma_V);
        for (int node = 0; node < CurveBend.Nodes - 1; node++)
        {
            Set(0, Bend + node, 1.0);
            Set(1, Bend + node + 1, -1.0);
            _equations.Believe(_unknown.AsSpan(0, 2), _factor.AsSpan(0, 2), Curve[node + 1] - Curve[node], _bendSigma_V);
        }
    }

    private void Take(double most)
    {
        double[] change = _equations.Value;
        double[] starts = new double[_segments.Count];
        for (int k = 0; k < starts.Length; k++)
        {
            starts[k] = Math.Clamp(Place.StartSoc[k] + Math.Clamp(change[Starts + k], -most, most), -0.05, 1.05);
        }

        for (int node = 0; node < CurveBend.Nodes; node++) Curve[node] += change[Bend + node];
        Place = Place with
        {
            StartSoc = starts,
            Capacity = Math.Clamp(Place.Capacity * (1.0 + Math.Clamp(change[Capacity], -2.0 * most, 2.0 * most)), 0.2, 5.0),
            Resistance = Math.Clamp(Place.Resistance + Math.Clamp(change[Resistance], -1.0, 1.0), 0.02, 20.0),
            Zero_A = Math.Clamp(Place.Zero_A + change[Zero], -10.0 * _zeroSigma_A, 10.0 * _zeroSigma_A),
            Offset_V = Math.Clamp(Place.Offset_V + change[Offset], -0.2, 0.2),
        };
    }
}
