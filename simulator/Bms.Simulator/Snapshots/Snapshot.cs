namespace Bms.Simulator.Snapshots;

/// <summary>Keeps moments of a bench or of a whole run.</summary>
public static class Snapshot
{
    /// <summary>Keeps the present moment, between two steps; the original goes on undisturbed.</summary>
    /// <exception cref="NotSupportedException">It is bound to something outside: a console, a socket, a real broker.</exception>
    public static Snapshot<T> Of<T>(T live)
        where T : class => new(GraphCopy.Of(live));
}

/// <summary>
/// A moment that was kept: world, chips, firmware, flash, broker, clock, random numbers and what is still to come. Each
/// <see cref="Restore"/> is the beginning of an independent future.
/// </summary>
public sealed class Snapshot<T>
    where T : class
{
    private readonly T _kept;

    internal Snapshot(T kept) => _kept = kept;

    /// <summary>A copy that stands at the moment that was kept.</summary>
    public T Restore() => GraphCopy.Of(_kept);
}
