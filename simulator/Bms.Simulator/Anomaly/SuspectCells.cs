using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>
/// What a cell looks like over a whole recording: level beside the median and its trend in mV a day, both also in multiples of what the
/// other cells do, its resistance beyond the median's, and the rarest hour that it had by the detector's statistics.
/// </summary>
internal sealed record SuspectCell(int Cell, double Level_mV, double LevelSigmas, double Trend_mV, double TrendSigmas, double Decades,
    double UsualDecades, AnomalyFeature Feature)
{
    /// <summary>Rarer than this no statistic is known: beside a burning cell all are.</summary>
    private const double MostDecades = 6;

    /// <summary>True when a warning or an alarm named this cell.</summary>
    internal bool IsNamed { get; init; }

    /// <summary>Resistance beyond the median cell's in per cent of it, as last seen, and the same in multiples of the others'.</summary>
    internal double Resistance_pct { get; init; }

    internal double ResistanceSigmas { get; init; }

    /// <summary>How far from ordinary: the largest of the four, each 1 where it begins to be worth a look.</summary>
    internal double Score => new[]
    {
        (Math.Min(MostDecades, Decades) - UsualDecades) / 2,
        Math.Abs(Level_mV) < 10 ? 0 : Math.Abs(LevelSigmas) / 5,
        Math.Abs(Trend_mV) < 1 ? 0 : Math.Abs(TrendSigmas) / 5,
        Resistance_pct < 20 ? 0 : ResistanceSigmas / 5,
    }.Max();
}

/// <summary>Ranks the cells of a recording, whether or not any has raised an alarm.</summary>
internal sealed class SuspectCells(int cells, double capacity_Ah)
{
    /// <summary>Length in s of the stretches whose means a trend is made of, and the fewest of them.</summary>
    private const double Stretch_s = 6 * 3600;
    private const int FewestStretches = 4;
    private const double Quiet_C = 0.1;

    /// <summary>Hours after which a cell has a day of its own to drift apart from.</summary>
    private const double KnownDay_h = 24;

    private readonly List<(double Day, double[] Mean_mV)> _stretches = [];
    private readonly double[] _sum_mV = new double[cells];
    private int _rows;
    private double _start_s = double.NaN;
    private double _first_s = double.NaN;

    /// <summary>Takes a row; only rows of little current tell of levels, and all do where the current is missing.</summary>
    internal void Add(RecordedRow row)
    {
        _first_s = double.IsNaN(_first_s) ? row.Time_s : _first_s;
        _start_s = double.IsNaN(_start_s) || row.Time_s < _start_s ? row.Time_s : _start_s;
        if (row.Time_s - _start_s > Stretch_s)
        {
            Close();
            _start_s = row.Time_s;
        }

        bool good = Math.Abs(row.Current_A) is var size && (double.IsNaN(size) || size < Quiet_C * capacity_Ah)
            && row.Cell_V.All(volts => volts is > FrameGate.Lowest_mV / 1000.0 and < FrameGate.Highest_mV / 1000.0);
        if (good)
        {
            double median_V = BenchmarkFigures.Median([.. row.Cell_V]);
            for (int i = 0; i < cells; i++)
            {
                _sum_mV[i] += (row.Cell_V[i] - median_V) * 1000;
            }

            _rows++;
        }
    }

    /// <summary>The cells: those that warnings named, in that order, then the strangest first.</summary>
    internal IReadOnlyList<SuspectCell> Rank(
        Evidence evidence, double watched_h, IReadOnlyList<int>? named = null, double[]? resistance_pct = null)
    {
        double[] beyond_pct = resistance_pct ?? new double[cells];
        double resistanceSigma_pct = Sigma(beyond_pct, 2);
        List<int> order = [.. named ?? []];
        Close();
        double[] level_mV = Over(cell => BenchmarkFigures.Median([.. _stretches.Select(s => s.Mean_mV[cell])]));
        double[] trend_mV = Over(cell => _stretches.Count < FewestStretches ? 0 : Slope(cell));
        double levelSigma_mV = Sigma(level_mV, 2);
        double trendSigma_mV = Sigma(trend_mV, 0.1);

        double[] decades = Over(evidence, watched_h);

        // What half of the cells show is the pack, and in a thousand hours something happens once in a thousand hours.
        double usual = Math.Max(Math.Log10(Math.Max(10, watched_h)), BenchmarkFigures.Median([.. decades]));
        return [.. Enumerable.Range(0, cells).Select(i => new SuspectCell(i, level_mV[i], level_mV[i] / levelSigma_mV, trend_mV[i],
            trend_mV[i] / trendSigma_mV, decades[i], usual,
            (AnomalyFeature)evidence.CellFeature[i])
        {
            IsNamed = order.Contains(i),
            Resistance_pct = beyond_pct[i],
            ResistanceSigmas = beyond_pct[i] / resistanceSigma_pct,
        })
            .OrderBy(s => s.IsNamed ? order.IndexOf(s.Cell) : cells).ThenByDescending(s => s.Score)];
    }

    private double[] Over(Func<int, double> value) =>
        _stretches.Count == 0 ? new double[cells] : [.. Enumerable.Range(0, cells).Select(value)];

    // A drift means nothing before the day is known that it is measured from.
    private double[] Over(Evidence evidence, double watched_h) => [.. Enumerable.Range(0, cells).Select(i =>
        evidence.CellFeature[i] == (byte)AnomalyFeature.DriftApart && watched_h < KnownDay_h ? 0
            : evidence.CellDecades_permille[i] / 1000.0)];

    private void Close()
    {
        if (_rows >= 10)
        {
            _stretches.Add(((_start_s - _first_s) / 86400, [.. _sum_mV.Select(sum => sum / _rows)]));
        }

        Array.Clear(_sum_mV);
        _rows = 0;
    }

    // The median of the slopes between all pairs of stretches (Theil and Sen): one odd day does not make a trend.
    private double Slope(int cell) => BenchmarkFigures.Median([.. _stretches.SelectMany((a, i) => _stretches.Skip(i + 1)
        .Where(b => b.Day - a.Day > 0.1).Select(b => (b.Mean_mV[cell] - a.Mean_mV[cell]) / (b.Day - a.Day)))]);

    // Spread of the ordinary cells: the median magnitude, scaled as for a normal distribution.
    private static double Sigma(double[] values, double least) =>
        Math.Max(least, 1.48 * BenchmarkFigures.Median(Array.ConvertAll(values, Math.Abs)));
}
