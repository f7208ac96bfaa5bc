namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>The records that the firmware published must arrive and pass the verifier.</summary>
public sealed class RecordsArrive(string text, long least, long mostMissing) : Expectation(text)
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
        bool holds = _last.Verified >= least && _last.Refused == 0 && _last.Missing <= mostMissing;
        string found = $"{_last.Published} published, {_last.Verified} verified, {_last.Repeated} repeated, "
            + $"{_last.Refused} refused, {_last.Missing} missing";
        return new Verdict(holds, found);
    }
}
