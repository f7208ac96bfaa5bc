namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>
/// The instant from which an expectation counts: the start of the run, of a named entry or fault, or the first time that a
/// condition holds. The world is looked at once a tick: a condition's instant is the last look before it held, so that a reaction
/// is never made to look faster than it was, at most one tick slower.
/// </summary>
public sealed class Moment
{
    private readonly string? _name;
    private readonly Condition? _condition;

    private Moment(string text, string? name, Condition? condition)
    {
        Text = text;
        _name = name;
        _condition = condition;
    }

    /// <summary>The instant in words.</summary>
    public string Text { get; }

    /// <summary>When it was, in us; null while it has not come.</summary>
    public long? At_us { get; private set; }

    public static Moment Start() => new("the start", null, null) { At_us = 0 };

    public static Moment Named(string name) => new(name, name, null);

    public static Moment Of(Condition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new Moment(condition.Text, null, condition);
    }

    /// <summary>Looks whether it has come.</summary>
    public void Observe(Observation look)
    {
        if (At_us != null)
        {
            return;
        }

        if (_name != null && look.Began_us.TryGetValue(_name, out long began_us))
        {
            At_us = began_us;
        }
        else if (_condition?.Holds(look) == true)
        {
            At_us = look.Previous_us;
        }
    }
}
