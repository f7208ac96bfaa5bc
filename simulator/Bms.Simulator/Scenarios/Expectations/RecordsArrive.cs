namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>The records that the firmware published must arrive and pass the verifier.</summary>
public sealed class RecordsArrive(string text, long least, long mostMissing) : Expectation(text)
{
    private RecordCounts _last;

    public override void Observe(Observation look) => _last = look.Records;

    public override Verdict Finish()
    {
        bool holds = _last.Verified >= least && _last.Refused == 0 && _last.Missing <= mostMissing;
        string found = $"{_last.Published} published, {_last.Verified} verified, {_last.Repeated} repeated, "
            + $"{_last.Refused} refused, {_last.Missing} missing";
        return new Verdict(holds, found);
    }
}
