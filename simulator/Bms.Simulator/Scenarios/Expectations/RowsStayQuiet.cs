namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>Some rows of the protection table must not be active at any look of a span of the run.</summary>
public sealed class RowsStayQuiet(string text, long forbidden, long from_us, long until_us) : Expectation(text)
{
    private long _seen;
    private long _first_us;

    public override long? Broken_us => _seen == 0 ? null : _first_us;

    public override void Observe(Observation look)
    {
        if (look.Time_us < from_us || look.Previous_us >= until_us)
        {
            return;
        }

        long active = look.State.Active & forbidden;
        if (_seen == 0 && active != 0)
        {
            _first_us = look.Time_us;
        }

        _seen |= active;
    }

    public override Verdict Finish() =>
        _seen == 0 ? new Verdict(true, "none was") : new Verdict(false, $"{Rows.Describe(_seen)}, first at {Show_s(_first_us)}");
}
