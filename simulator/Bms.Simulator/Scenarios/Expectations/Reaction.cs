namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>
/// Something that the firmware must bring about within a time after a moment: a row is raised, a switch opens, a mode is reached.
/// It must come about then; that it was so all the time has nothing to do with the moment.
/// </summary>
public sealed class Reaction : Expectation
{
    private readonly Moment _moment;
    private readonly Func<Observation, bool> _happened;
    private readonly Func<Observation, long> _when_us;
    private readonly long _notBefore_us;
    private readonly long _within_us;
    private readonly bool _stays;
    private bool _looked;
    private bool _wasSo;
    private bool _wasSoAtMoment;
    private long? _happened_us;
    private long? _undone_us;
    private long? _broken_us;

    /// <summary><paramref name="when_us"/> tells at which instant it came about, at a look where it is so for the first time.</summary>
    public Reaction(string text, Moment moment, Func<Observation, bool> happened, Func<Observation, long> when_us,
        long notBefore_us, long within_us, bool stays)
        : base(text)
    {
        _moment = moment;
        _happened = happened;
        _when_us = when_us;
        _notBefore_us = notBefore_us;
        _within_us = within_us;
        _stays = stays;
    }

    public override long? Broken_us => _broken_us;

    public override void Observe(Observation look)
    {
        bool hadCome = _moment.At_us != null;
        _moment.Observe(look);
        bool isSo = _happened(look);
        if (!_looked)
        {
            // What is so from the beginning, such as open switches, has not come about.
            _looked = true;
            _wasSo = isSo;
        }

        if (_moment.At_us is long moment_us)
        {
            _wasSoAtMoment |= (!hadCome || moment_us == 0) && _wasSo;
            Note(look, isSo, moment_us);
        }

        _wasSo = isSo;
        if (IsBroken(look.Time_us))
        {
            _broken_us ??= look.Time_us;
        }
    }

    public override Verdict Finish()
    {
        if (_moment.At_us is not long moment_us)
        {
            return new Verdict(false, $"\"{_moment.Text}\" never came");
        }

        if (_happened_us is not long happened_us)
        {
            return new Verdict(false, _wasSoAtMoment ? "it was so already before" : "never happened");
        }

        long span_us = happened_us - moment_us;
        string found = $"after {Show_ms(span_us)}, at {Show_s(happened_us)}";
        bool inTime = span_us >= _notBefore_us && span_us <= _within_us;
        return _stays && _undone_us is long undone_us
            ? new Verdict(false, $"{found}, but no longer at {Show_s(undone_us)}")
            : new Verdict(inTime, found);
    }

    // Late, early, or undone although it should have stayed.
    private bool IsBroken(long now_us)
    {
        if (_moment.At_us is not long moment_us)
        {
            return false;
        }

        long span_us = (_happened_us ?? now_us) - moment_us;
        bool early = _happened_us != null && span_us < _notBefore_us;
        return early || span_us > _within_us || (_stays && _undone_us != null);
    }

    private void Note(Observation look, bool isSo, long moment_us)
    {
        if (isSo && !_wasSo && _happened_us == null)
        {
            long when_us = _when_us(look);
            _wasSoAtMoment |= when_us < moment_us;
            _happened_us = when_us < moment_us ? null : when_us;
        }
        else if (!isSo && _happened_us != null)
        {
            _undone_us ??= look.Time_us;
        }
    }
}
