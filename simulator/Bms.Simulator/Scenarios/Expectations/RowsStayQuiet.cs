namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>Some rows of the protection table must not be active at any look of a span of the run.</summary>
/// <param name="text">The expectation in words.</param>
/// <param name="rows">Which rows are looked at, in an observation.</param>
/// <param name="forbidden">Which of them must not be there.</param>
/// <param name="from_us">First instant of the span.</param>
/// <param name="until_us">Last instant of the span.</param>
public sealed class RowsStayQuiet(string text, Func<Observation, long> rows, long forbidden, long from_us, long until_us)
    : Expectation(text)
{
    /// <summary>Rows that must not be active.</summary>
    public RowsStayQuiet(string text, long forbidden, long from_us, long until_us)
        : this(text, look => look.State.Active, forbidden, from_us, until_us)
    {
    }

    private long _seen;
    private long _first_us;

    public override long? Broken_us => _seen == 0 ? null : _first_us;

    public override void Observe(Observation look)
    {
        if (look.Time_us < from_us || look.Previous_us >= until_us)
        {
            return;
        }

        long active = rows(look) & forbidden;
        if (_seen == 0 && active != 0)
        {
            _first_us = look.Time_us;
        }

        _seen |= active;
    }

    public override Verdict Finish() =>
        _seen == 0 ? new Verdict(true, "none was") : new Verdict(false, $"{Rows.Describe(_seen)}, first at {Show_s(_first_us)}");
}
