namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>How many records must arrive, and how many may be missing or must be told as dropped by the firmware itself.</summary>
public sealed record RecordBounds(long Least, long MostMissing, long LeastDropped, long MostDropped, long MostLostEvents);

/// <summary>The records that the firmware published must arrive and pass the verifier.</summary>
public sealed class RecordsArrive(string text, RecordBounds bounds) : Expectation(text)
{
    private RecordCounts _last;
    private long? _refused_us;

    /// <summary>A refused record is for ever; what is missing may still come.</summary>
    public override long? Broken_us => _refused_us;

    public override void Observe(Observation look)
    {
        _last = look.Records;
        if (_last.Refused > 0)
        {
            _refused_us ??= look.Time_us;
        }
    }

    public override Verdict Finish()
    {
        bool holds = _last.Verified >= bounds.Least && _last.Refused == 0 && _last.Missing <= bounds.MostMissing
            && _last.Dropped >= bounds.LeastDropped && _last.Dropped <= bounds.MostDropped && _last.LostEvents <= bounds.MostLostEvents;
        string found = $"{_last.Published} published, {_last.Verified} verified, {_last.Repeated} repeated, "
            + $"{_last.Refused} refused, {_last.Missing} missing, {_last.Dropped} told as dropped, {_last.LostEvents} events lost";
        return new Verdict(holds, found);
    }
}
