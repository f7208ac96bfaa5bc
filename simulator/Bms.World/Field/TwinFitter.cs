namespace Bms.World.Field;

/// <summary>What a twin is to be made from.</summary>
public sealed record TwinRequest
{
    public required FieldLog Log { get; init; }

    /// <summary>The cell around which all cells of the log are sought.</summary>
    public required CellSpec Base { get; init; }

    /// <summary>Capacity of a cell (of a group in parallel) in Ah; null: as far as the log shows it.</summary>
    public double? Capacity_Ah { get; init; }
}

/// <summary>
/// Makes the twin of a recorded pack: first the pack's middle around the base cell, then how each cell differs from it, then which of that
/// is beyond what uncertainty and the scatter of healthy cells explain. No random number and no clock: the same log gives the same twin.
/// </summary>
public sealed class TwinFitter
{
    private const double LeastSeen = 0.1;
    private const double StillPerHour = 0.02;
    private const int FewestForMiddle = 3;

    private readonly TwinRequest _request;
    private readonly FieldLog _log;
    private readonly FieldSegments _segments;
    private readonly FieldRows _rows;
    private readonly double[] _middle_V;
    private readonly FieldGuess _guess;
    private readonly MiddleFit _middle;
    private readonly CellFit _cells;
    private readonly FieldModel _model;

    /// <exception cref="ArgumentException">The log cannot be used; the message says why.</exception>
    public TwinFitter(TwinRequest request)
    {
        (_request, _log) = (request, request.Log);
        double size_Ah = request.Capacity_Ah ?? Math.Max(request.Base.Capacity_Ah, _log.Current_A.Max(Math.Abs) / 3.0);
        _segments = new FieldSegments(_log, StillPerHour * size_Ah);
        _middle_V = PackMiddle.Of(_log);
        _rows = new FieldRows(_log, _segments, _middle_V, request.Base);
        _guess = FieldGuess.Of(request.Base, _log, _segments, _rows, _middle_V, request.Capacity_Ah);
        _model = new FieldModel(request.Base, _log, _segments, _guess.Nominal_Ah);
        _middle = new MiddleFit(_model, _log, _segments, _rows, _middle_V, _guess);
        _cells = new CellFit(_model, _log, _segments, _rows, _middle, _middle_V);
    }

    /// <summary>Runs the whole fit. <paramref name="progress"/> hears the share that is done, 0..1.</summary>
    public TwinResult Fit(Action<double>? progress = null)
    {
        _middle.Run(share => progress?.Invoke(0.3 * share));
        bool hasMiddle = _log.Cells >= FewestForMiddle;
        CellFit.Found?[] found = new CellFit.Found?[_log.Cells];
        for (int cell = 0; cell < found.Length; cell++)
        {
            if (Seen(cell) >= LeastSeen) found[cell] = hasMiddle ? _cells.Run(cell) : Alone(cell);
            progress?.Invoke(0.3 + 0.7 * (cell + 1.0) / found.Length);
        }

        double[] centre = new double[CellFit.Unknowns];
        for (int i = 0; i < centre.Length && hasMiddle; i++)
        {
            centre[i] = TwinJudge.Median(found.OfType<CellFit.Found>().Select(f => f.Value[i]));
        }

        double limit = TwinJudge.Limit(_log.Cells);
        TwinCell[] cells = Judged(found, centre, limit);
        return new TwinResult
        {
            Log = _log, Base = _request.Base, Middle = Middle(hasMiddle ? centre : new double[CellFit.Unknowns]), Cells = cells,
            Stretches = _segments.Count, Limit = limit,
            Measured_V = _middle_V, Computed_V = [.. Enumerable.Range(0, _log.Rows).Select(_middle.At_V)], Soc = _middle.Trace.Soc,
            Residual_V = Rms(cells.Where(c => c.Seen >= LeastSeen).Select(c => c.Residual_V)),
            Bend_V = _middle.Curve.At_V,
            Beside_V = cell => hasMiddle && found[cell] is { } f ? _cells.Beside_V(cell, f.Value) : [],
        };
    }

    private double Seen(int cell) => _log.Cell_V[cell].Count(v => !float.IsNaN(v)) / (double)_log.Rows;

    // One or two cells have no middle to be compared with; each is compared with the base cell.
    private CellFit.Found Alone(int cell)
    {
        if (_log.Cells == 1) return _middle.AsCell();
        MiddleFit own = new(_model, _log, _segments, _rows, [.. _log.Cell_V[cell].Select(v => (double)v)], _guess);
        own.Run(null);
        return own.AsCell();
    }

    private TwinCell[] Judged(CellFit.Found?[] found, double[] centre, double limit)
    {
        double capacity_Ah = _model.Nominal_Ah * _middle.Place.Capacity;
        TwinValue[]?[] values = [.. found.Select(f => f is null ? null : TwinJudge.Values(f, centre, capacity_Ah))];
        if (!values.Any(v => v is not null)) throw new ArgumentException("cells: no cell has a voltage in a tenth of the rows");
        double[] scatter = TwinJudge.Scatter([.. values.OfType<TwinValue[]>()]);
        return [.. found.Select((f, i) => f is null ? new TwinCell { Number = i + 1, Seen = Seen(i) }
            : Cell(i, f, [.. values[i]!.Select((v, q) => v with { Healthy = scatter[q] })], limit))];
    }

    private TwinCell Cell(int cell, CellFit.Found found, TwinValue[] values, double limit)
    {
        bool hasMiddle = _log.Cells >= FewestForMiddle;
        double[] ownSigma = [.. Enumerable.Range(0, CellFit.Unknowns).Select(found.Sigma)];
        FieldPlace place = hasMiddle ? _cells.Place(found.Value) : new FieldPlace(
            [_middle.Place.StartSoc[0]], 1.0 + found.Value[CellFit.Capacity], 1.0 + found.Value[CellFit.Resistance],
            found.Value[CellFit.Offset]);
        double With(double own, double middle) => hasMiddle ? Math.Sqrt(own * own + middle * middle) : own;
        double capacity_Ah = _model.Nominal_Ah * place.Capacity;
        double resistance = hasMiddle ? _middle.Place.Resistance : 1.0;
        IReadOnlyList<TwinValue> differs = TwinJudge.Differs(values, found, limit, out TwinWhole whole);
        return new TwinCell
        {
            Number = cell + 1,
            Seen = Seen(cell),
            Values = values,
            Differs = differs,
            Whole = whole,
            IsDifferent = differs.Count > 0 || whole.Deviations > limit,
            Capacity_Ah = capacity_Ah,
            CapacitySigma_Ah = capacity_Ah * With(ownSigma[CellFit.Capacity], _middle.CapacityKnownTo),
            Resistance = place.Resistance,
            ResistanceSigma = With(ownSigma[CellFit.Resistance] * resistance, _middle.ResistanceKnownTo),
            Offset_V = place.Offset_V,
            OffsetSigma_V = With(ownSigma[CellFit.Offset], _middle.OffsetKnownTo_V),
            StartSoc = place.StartSoc[0],
            Residual_V = found.Residual_V,
            Beside_V = found.Beside_V,
        };
    }

    private TwinMiddle Middle(double[] centre)
    {
        FieldPlace place = _cells.Place(centre);
        double capacity_Ah = _model.Nominal_Ah * place.Capacity;
        double[] socs = [.. _middle.Trace.Soc.Where((_, row) => !double.IsNaN(_middle_V[row]))];
        double mean_C = _log.TemperatureOf(0) is { } curve ? curve.Average() : _log.Ambient_C;
        (double atOnce_ohm, double whole_ohm) = _model.Resistance(socs.Average(), mean_C);
        double[] bend_V = [.. _middle.Trace.Surface.Select(_middle.Curve.At_V)];
        return new TwinMiddle
        {
            Nominal_Ah = _model.Nominal_Ah,
            Capacity_Ah = capacity_Ah,
            CapacitySigma_Ah = capacity_Ah * _middle.CapacityKnownTo,
            CapacityKnown = _middle.CapacityKnownTo < 2.0 * TwinJudge.Useful(TwinQuantity.Capacity, capacity_Ah),
            Resistance = place.Resistance,
            ResistanceSigma = _middle.ResistanceKnownTo,
            ResistanceKnown =
                _middle.ResistanceKnownTo < 2.0 * TwinJudge.Useful(TwinQuantity.Resistance, capacity_Ah) * place.Resistance,
            AtOnce_ohm = atOnce_ohm * place.Resistance,
            Whole_ohm = whole_ohm * place.Resistance,
            Offset_V = place.Offset_V,
            OffsetSigma_V = _middle.OffsetKnownTo_V,
            Zero_A = place.Zero_A,
            ZeroSigma_A = _middle.ZeroSigma_A,
            Bend_V = Rms(bend_V),
            Residual_V = _middle.Residual_V,
            LowestSoc = socs.Min(),
            HighestSoc = socs.Max(),
        };
    }

    private static double Rms(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Length == 0 ? double.NaN : Math.Sqrt(all.Average(v => v * v));
    }
}
