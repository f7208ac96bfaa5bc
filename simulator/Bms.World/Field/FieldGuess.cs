namespace Bms.World.Field;

/// <summary>
/// Where a fit begins: the size of the cells and the state of charge at the start of each stretch. A size that nobody gave is the one, of
/// many, with which the base cell comes nearest to the log; that of the base cell itself wins where it comes about as near.
/// </summary>
internal sealed record FieldGuess(double Nominal_Ah, double[] StartSoc, double[] Sigma, bool SizeShown)
{
    private const double Fullest = 1.2;
    private const double Step = 1.25;
    private const int Steps = 28;
    private const double AboutAsNear = 1.3;
    private const double MeansSomething = 1.5;
    private const double LeastSlope_V = 0.25;
    private const double RestError_V = 0.03;

    /// <exception cref="ArgumentException">The size is neither given nor shown, and the base cell's own is impossible.</exception>
    public static FieldGuess Of(CellSpec cell, FieldLog log, FieldSegments segments, FieldRows rows, double[] middle_V, double? given_Ah)
    {
        Tried At(double nominal_Ah) => new Trial(cell, log, segments, rows, middle_V, nominal_Ah).Best();
        if (given_Ah is { } nominal) return At(nominal).Guess(sizeShown: true);
        double moved_Ah = Moved_Ah(log, segments);
        double least_Ah = Math.Max(moved_Ah / Fullest, log.Current_A.Max(Math.Abs) / 30.0);
        Tried? own = cell.Capacity_Ah >= least_Ah ? At(cell.Capacity_Ah) : null;
        double from_Ah = Math.Max(least_Ah, 0.2 * cell.Capacity_Ah);
        Tried[] all = [.. Enumerable.Range(0, Steps).Select(i => from_Ah * Power(Step, i)).Select(At)];
        Tried best = all.MinBy(t => t.Error_V)!;
        bool shown = all[^1].Error_V > MeansSomething * best.Error_V;
        if (own is not null && (own.Error_V < AboutAsNear * best.Error_V || !shown)) return own.Guess(shown);
        return shown ? best.Guess(shown) : throw new ArgumentException(
            "capacity: the log does not show it and the base cell is too small for its current, give --capacity-Ah");
    }

    // The widest that the charge goes within a stretch.
    private static double Moved_Ah(FieldLog log, FieldSegments segments)
    {
        (double widest, double low, double high, double now) = (0.0, 0.0, 0.0, 0.0);
        for (int row = 0; row < log.Rows; row++)
        {
            if (row == segments.Start[segments.Of[row]]) (low, high, now) = (0.0, 0.0, 0.0);
            else now += log.Current_A[row] * log.Duration_s(row) / 3600.0;
            (low, high) = (Math.Min(low, now), Math.Max(high, now));
            widest = Math.Max(widest, high - low);
        }

        return widest;
    }

    private static double Power(double x, int n)
    {
        double power = 1.0;
        for (int i = 0; i < n; i++) power *= x;
        return power;
    }

    private sealed record Tried(double Nominal_Ah, double[] Start, double[] Sigma, double Error_V)
    {
        public FieldGuess Guess(bool sizeShown) => new(Nominal_Ah, Start, Sigma, sizeShown);
    }

    // One size: where each stretch begins by its first voltage, or where the one before ended.
    private sealed class Trial(CellSpec cell, FieldLog log, FieldSegments segments, FieldRows rows, double[] middle_V, double nominal_Ah)
    {
        private readonly FieldModel _model = new(cell, log, segments, nominal_Ah);
        private readonly FieldTrace _trace = new(log.Rows);
        private readonly double[] _sigma = new double[segments.Count];

        public Tried Best()
        {
            double first = ByVoltage(0, out double slope_V);
            Tried best = From(first);
            if (slope_V >= LeastSlope_V && segments.Settled[0]) return best;
            for (int i = 0; i <= 20; i++)
            {
                Tried other = From(i / 20.0);
                if (other.Error_V < best.Error_V) best = other;
            }

            return best;
        }

        private Tried From(double first)
        {
            double[] start = new double[segments.Count];
            (start[0], _sigma[0]) = (first, 0.2);
            double now = first;
            for (int k = 0; k < segments.Count; k++)
            {
                if (k > 0)
                {
                    double seen = ByVoltage(k, out double slope_V);
                    bool flat = slope_V < LeastSlope_V;
                    start[k] = flat ? Math.Clamp(now, 0.0, 1.0) : seen;
                    _sigma[k] = flat ? 0.1 : 0.2;
                }

                now = start[k] + Charge_Ah(k) / nominal_Ah;
            }

            _model.Walk(new FieldPlace(start), log.TemperatureOf(0), _trace);
            return new Tried(nominal_Ah, start, [.. _sigma], Error());
        }

        private double ByVoltage(int segment, out double slope_V)
        {
            int row = segments.Start[segment], end = segment + 1 < segments.Count ? segments.Start[segment + 1] : log.Rows;
            while (row < end - 1 && double.IsNaN(middle_V[row])) row++;
            double temperature_C = log.TemperatureOf(0) is { } curve ? curve[row] : log.Ambient_C;
            double ohm = _model.Resistance(0.5, temperature_C).AtOnce_ohm;
            double voltage_V = double.IsNaN(middle_V[row]) ? 0.0 : middle_V[row] - ohm * log.Current_A[row];
            return Math.Clamp(_model.SocAt(voltage_V, out slope_V), 0.0, 1.0);
        }

        private double Charge_Ah(int segment)
        {
            int end = segment + 1 < segments.Count ? segments.Start[segment + 1] : log.Rows;
            double sum = 0.0;
            for (int row = segments.Start[segment] + 1; row < end; row++) sum += log.Current_A[row] * log.Duration_s(row) / 3600.0;
            return sum;
        }

        // What stays when each stretch may be moved by its mean: its start is only guessed yet.
        private double Error()
        {
            double[] sum = new double[segments.Count], squares = new double[segments.Count];
            int[] counted = new int[segments.Count];
            for (int row = 0; row < log.Rows; row++)
            {
                double error_V = middle_V[row] - _trace.Voltage_V[row];
                if (rows.Weight[row] == 0.0 || double.IsNaN(error_V)) continue;
                int k = segments.Of[row];
                (sum[k], squares[k], counted[k]) = (sum[k] + error_V, squares[k] + error_V * error_V, counted[k] + 1);
            }

            (double all, double count) = (0.0, 0.0);
            for (int k = 0; k < sum.Length; k++)
            {
                if (counted[k] == 0) continue;
                double mean_V = Math.Clamp(sum[k] / counted[k], -RestError_V, RestError_V);
                all += squares[k] - 2.0 * mean_V * sum[k] + counted[k] * mean_V * mean_V;
                count += counted[k];
            }

            return count == 0.0 ? double.MaxValue : Math.Sqrt(Math.Max(0.0, all) / count);
        }
    }
}
