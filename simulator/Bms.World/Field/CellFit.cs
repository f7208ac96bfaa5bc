namespace Bms.World.Field;

/// <summary>
/// Fits how one cell differs from the pack's middle. What is compared is the distance of the two, measured and computed: where the base
/// cell is wrong it is wrong for both, and that drops out.
/// </summary>
internal sealed class CellFit
{
    public const int StartSoc = 0, Capacity = 1, Resistance = 2, Offset = 3, Leak = 4, Unknowns = 5;

    private const int Rounds = 6;
    private const double Glitch_V = 0.02;
    private const double LeastSigma_V = 0.0005;
    private const double Together_s = 600.0;
    private const double OffsetSigma_V = 0.05, SocSigma = 0.1, CapacitySigma = 0.3, ResistanceSigma = 1.0, LeakPerDay = 0.2;
    private static readonly int[] s_unknown = [0, 1, 2, 3, 4];

    private readonly FieldModel _model;
    private readonly FieldLog _log;
    private readonly FieldSegments _segments;
    private readonly FieldRows _rows;
    private readonly MiddleFit _middle;
    private readonly double[] _middle_V;
    private readonly double[] _sigma;

    public CellFit(FieldModel model, FieldLog log, FieldSegments segments, FieldRows rows, MiddleFit middle, double[] middle_V)
    {
        (_model, _log, _segments, _rows, _middle, _middle_V) = (model, log, segments, rows, middle, middle_V);
        double leakSigma_A = LeakPerDay * model.Nominal_Ah / 24.0;
        _sigma = [SocSigma, CapacitySigma, ResistanceSigma, OffsetSigma_V, leakSigma_A];
    }

    /// <summary>What was found of a cell: distances to the middle, their covariance row by row, and how well the twin meets it.</summary>
    public sealed record Found(double[] Value, double[] Covariance, double Residual_V, double Beside_V, double Gap_V, double GapSigma_V)
    {
        public double Sigma(int unknown) => Math.Sqrt(Math.Max(0.0, Covariance[unknown * Unknowns + unknown]));
    }

    /// <summary>Fits a cell.</summary>
    public Found Run(int cell)
    {
        double[] value = new double[Unknowns];
        FieldTrace trace = new(_log.Rows);
        BlockLeastSquares equations = new(Unknowns, _rows.Blocks);
        double band_V = 0.1;
        for (int round = 0; round < Rounds; round++)
        {
            _model.Walk(Place(value), _log.TemperatureOf(cell), trace);
            band_V = Collect(cell, value, trace, equations, band_V);
            equations.Solve(LeastSigma_V, Together_s / _rows.Usual_s);
            Take(value, equations.Value);
        }

        _model.Walk(Place(value), _log.TemperatureOf(cell), trace);
        (double residual_V, double beside_V) = Residuals(cell, trace);
        return new Found(value, equations.Covariance, residual_V, beside_V, Gap_V(cell), equations.MeanSigma());
    }

    /// <summary>Distance of a cell to the middle, as the twin has it, at each row.</summary>
    public double[] Beside_V(int cell, double[] value)
    {
        FieldTrace trace = new(_log.Rows);
        _model.Walk(Place(value), _log.TemperatureOf(cell), trace);
        return [.. Enumerable.Range(0, _log.Rows).Select(row => At_V(trace, row) - _middle.At_V(row))];
    }

    /// <summary>The place of a cell with these distances to the middle.</summary>
    public FieldPlace Place(double[] value)
    {
        FieldPlace middle = _middle.Place;
        double larger = 1.0 + value[Capacity];
        double[] start = new double[_segments.Count];
        for (int k = 0; k < start.Length; k++)
        {
            // What flowed in a pause flowed through every cell alike.
            double hours = (_log.Time_s[_segments.Start[k]] - _log.Time_s[0]) / 3600.0;
            double leaked = value[Leak] * hours / (_model.Nominal_Ah * middle.Capacity * larger);
            start[k] = middle.StartSoc[0] + value[StartSoc] + (middle.StartSoc[k] - middle.StartSoc[0]) / larger - leaked;
        }

        return new FieldPlace(
            start, middle.Capacity * larger, middle.Resistance * (1.0 + value[Resistance]), middle.Offset_V + value[Offset],
            middle.Zero_A, value[Leak]);
    }

    private double At_V(FieldTrace trace, int row) => trace.Voltage_V[row] + _middle.Curve.At_V(trace.Surface[row]);

    private double Collect(int cell, double[] value, FieldTrace trace, BlockLeastSquares equations, double band_V)
    {
        equations.Clear();
        float[] measured_V = _log.Cell_V[cell];
        double larger = 1.0 + value[Capacity];
        double perAmpere_h = 1.0 / (_model.Nominal_Ah * _middle.Place.Capacity * larger);
        double start = _middle.Place.StartSoc[0] + value[StartSoc];
        Span<double> factor = stackalloc double[Unknowns];
        List<double> sizes = [];
        int stride = Math.Max(1, _log.Rows / 4000);
        for (int row = 0; row < _log.Rows; row++)
        {
            double error_V = measured_V[row] - _middle_V[row] - (At_V(trace, row) - _middle.At_V(row));
            if (_rows.Weight[row] == 0.0 || double.IsNaN(error_V) || IsGlitch(measured_V, row)) continue;
            double slope_V = trace.Slope_V[row] + _middle.Curve.Slope_V(trace.Surface[row]);
            factor[StartSoc] = slope_V;
            factor[Capacity] = -slope_V * (trace.Surface[row] - start) / larger;
            factor[Resistance] = trace.Over_V[row] * _middle.Place.Resistance;
            factor[Offset] = 1.0;
            factor[Leak] = -slope_V * (_log.Time_s[row] - _log.Time_s[0]) / 3600.0 * perAmpere_h;
            double size_V = Math.Abs(error_V);
            if (row % stride == 0) sizes.Add(size_V);
            equations.Add(_rows.Block[row], s_unknown, factor, error_V, _rows.Weight[row] * Math.Min(1.0, band_V / Math.Max(1e-9, size_V)));
        }

        for (int i = 0; i < Unknowns; i++) equations.Believe([i], [1.0], -value[i], _sigma[i]);
        sizes.Sort();

        // A glitch counts for no more than the edge of what is usual.
        return sizes.Count == 0 ? band_V : Math.Max(0.005, 12.0 * 1.4826 * sizes[sizes.Count / 2]);
    }

    // One reading that its neighbours on both sides contradict, while the pack does not.
    private bool IsGlitch(float[] measured_V, int row)
    {
        if (row == 0 || row == _log.Rows - 1) return false;
        double before_V = measured_V[row - 1] - _middle_V[row - 1], now_V = measured_V[row] - _middle_V[row];
        double after_V = measured_V[row + 1] - _middle_V[row + 1];
        return (now_V - before_V) * (now_V - after_V) > 0.0
            && Math.Min(Math.Abs(now_V - before_V), Math.Abs(now_V - after_V)) > Glitch_V;
    }

    private static void Take(double[] value, double[] change)
    {
        value[StartSoc] = Math.Clamp(value[StartSoc] + Math.Clamp(change[StartSoc], -0.1, 0.1), -0.5, 0.5);
        value[Capacity] = Math.Clamp(value[Capacity] + Math.Clamp(change[Capacity], -0.2, 0.2), -0.8, 2.0);
        value[Resistance] = Math.Clamp(value[Resistance] + change[Resistance], -0.95, 20.0);
        value[Offset] += change[Offset];
        value[Leak] += change[Leak];
    }

    private (double Residual_V, double Beside_V) Residuals(int cell, FieldTrace trace)
    {
        (double squares, double beside, double weight) = (0.0, 0.0, 0.0);
        for (int row = 0; row < _log.Rows; row++)
        {
            double error_V = _log.Cell_V[cell][row] - At_V(trace, row);
            double common_V = _middle_V[row] - _middle.At_V(row);
            if (_rows.Weight[row] == 0.0 || double.IsNaN(error_V) || double.IsNaN(common_V)) continue;
            if (IsGlitch(_log.Cell_V[cell], row)) continue;
            squares += _rows.Weight[row] * error_V * error_V;
            beside += _rows.Weight[row] * (error_V - common_V) * (error_V - common_V);
            weight += _rows.Weight[row];
        }

        return (Math.Sqrt(squares / Math.Max(1e-300, weight)), Math.Sqrt(beside / Math.Max(1e-300, weight)));
    }

    private double Gap_V(int cell)
    {
        (double sum, double weight) = (0.0, 0.0);
        for (int row = 0; row < _log.Rows; row++)
        {
            double distance_V = _log.Cell_V[cell][row] - _middle_V[row];
            if (_rows.Weight[row] == 0.0 || double.IsNaN(distance_V)) continue;
            (sum, weight) = (sum + _rows.Weight[row] * distance_V, weight + _rows.Weight[row]);
        }

        return sum / Math.Max(1e-300, weight);
    }
}
