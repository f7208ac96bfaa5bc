namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>Whether an expectation held, and what was found instead or in particular.</summary>
public sealed record Verdict(bool Holds, string Found);

/// <summary>Something that must be so in a run. It looks at every tick and gives its verdict at the end.</summary>
public abstract class Expectation(string text)
{
    /// <summary>The expectation in words.</summary>
    public string Text { get; } = text;

    /// <summary>The first tick after which it could not hold any more, in us; null while it still can. Some can until the end.</summary>
    public abstract long? Broken_us { get; }

    /// <summary>Looks at one tick.</summary>
    public abstract void Observe(Observation look);

    /// <summary>The verdict, after the last tick.</summary>
    public abstract Verdict Finish();

    /// <summary>Milliseconds between two times, for people.</summary>
    protected static string Show_ms(long span_us) => $"{span_us / 1000.0:0.###} ms";

    /// <summary>A time of the run, for people.</summary>
    protected static string Show_s(long time_us) => $"{time_us / 1e6:0.###} s";
}
