using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>Plays recorded rows into the firmware's detector, whatever their period, and hands out the alarms.</summary>
internal sealed class RecordingPlayer
{
    private readonly PackSample _sample;
    private readonly Func<AnomalyDetector> _begin;
    private double _offset_s;
    private double _last_s = double.NaN;
    private int _read;
    private RecordedRow? _lastRow;
    private double _still_s;

    internal RecordingPlayer(int cells, int probes, int[] ocv_mV, double capacity_Ah)
    {
        _sample = new PackSample(cells, Math.Max(1, probes));
        _begin = () => new AnomalyDetector(cells, Math.Max(1, probes), ocv_mV, (int)Math.Round(capacity_Ah * 1000));
        Detector = _begin();
    }

    internal AnomalyDetector Detector { get; private set; }

    /// <summary>Begins with an empty memory, as a board whose store was erased.</summary>
    internal void Forget()
    {
        Detector = _begin();
        _read = 0;
    }

    /// <summary>The last frame as the detector saw it.</summary>
    internal PackSample Sample => _sample;

    internal long Rows { get; private set; }

    /// <summary>Rows that were not later than the one before: repeated, and back in time (the clock was set).</summary>
    internal long Repeated { get; private set; }

    internal long ClockSteps { get; private set; }

    /// <summary>Time of the first row in s.</summary>
    internal double First_s { get; private set; } = double.NaN;

    /// <summary>Time covered by rows within five minutes of each other, in hours: what the detector has really watched.</summary>
    internal double Watched_h { get; private set; }

    /// <summary>Time between rows further apart, in hours: the pack slept, or nobody looked.</summary>
    internal double Unwatched_h { get; private set; }

    /// <summary>Part of the watched time in hours that the pack spent where its voltage tells nothing of charge.</summary>
    internal double OnPlateau_h { get; private set; }

    /// <summary>Time in hours of rows that for more than five minutes repeated the one before in every value.</summary>
    internal double Still_h { get; private set; }

    internal long MissingValues { get; private set; }

    /// <summary>Resistance of each cell beyond the median's, in per cent of it, as far as steps of the current have told.</summary>
    internal double[] Resistance_pct =>
        Array.ConvertAll(Detector.Watch.Extra_mV, extra_mV => 100.0 * extra_mV / Detector.Pack.Resistance_mV);

    /// <summary>Plays one row; returns the alarms that it raised.</summary>
    internal IEnumerable<AnomalyAlarm> Play(RecordedRow row)
    {
        Rows++;
        First_s = double.IsNaN(First_s) ? row.Time_s : First_s;
        double step_s = row.Time_s - _last_s;
        if (step_s == 0)
        {
            Repeated++;
            yield break;
        }

        if (step_s < 0)
        {
            // A clock that was set back measures no interval: the row counts as one second later.
            ClockSteps++;
            _offset_s += 1 - step_s;
        }

        bool watched = step_s is > 0 and < FrameGate.Sleep_s;
        Watched_h += watched ? step_s / 3600 : 0;
        Unwatched_h += step_s >= FrameGate.Sleep_s ? step_s / 3600 : 0;
        OnPlateau_h += watched && Detector.Pack.IsOnPlateau ? step_s / 3600 : 0;
        _last_s = row.Time_s;
        CountStill(row, watched ? step_s : 0);
        Fill(row, (long)Math.Round((row.Time_s + _offset_s) * 1000));
        Detector.Step(_sample);

        // Of more alarms in one row than the book keeps, the first have been overwritten.
        _read = Math.Max(_read, Detector.Alarms.Raised - AlarmBook.Kept);
        for (; _read < Detector.Alarms.Raised; _read++)
        {
            yield return Detector.Alarms.Of(_read + 1);
        }
    }

    // Recorders that fill a gap write the last row again and again.
    private void CountStill(RecordedRow row, double step_s)
    {
        bool same = _lastRow != null && row.Current_A.Equals(_lastRow.Current_A) && row.Pack_V.Equals(_lastRow.Pack_V)
            && row.Cell_V.AsSpan().SequenceEqual(_lastRow.Cell_V) && row.Temperature_degC.AsSpan().SequenceEqual(_lastRow.Temperature_degC);
        double before_s = _still_s;
        _still_s = same ? _still_s + step_s : 0;
        Still_h += _still_s < FrameGate.Sleep_s ? 0 : (before_s < FrameGate.Sleep_s ? _still_s : step_s) / 3600;
        _lastRow = row;
    }

    private void Fill(RecordedRow row, long uptime_ms)
    {
        _sample.Uptime_ms = uptime_ms;
        for (int i = 0; i < row.Cell_V.Length; i++)
        {
            Put(_sample.Cell_mV, i, row.Cell_V[i] * 1000, uptime_ms);
        }

        for (int i = 0; i < row.Temperature_degC.Length; i++)
        {
            Put(_sample.Temperature_ddegC, i, row.Temperature_degC[i] * 10, uptime_ms);
        }

        Put(_sample.Current_mA, 0, row.Current_A * 1000, uptime_ms);
        Put(_sample.Bus_mV, 0, row.Pack_V * 1000, uptime_ms);
    }

    private void Put(Signal signal, int channel, double value, long uptime_ms)
    {
        if (double.IsNaN(value))
        {
            MissingValues++;
            signal.Reject(channel, Quality.Unknown);
        }
        else
        {
            signal.Accept(channel, (int)Math.Clamp(Math.Round(value, MidpointRounding.ToEven), -1e9, 1e9), uptime_ms);
        }
    }
}
