namespace Bms.Simulator.Scenarios;

/// <summary>A row of the protection table that was raised while a fault of this kind was there.</summary>
public readonly record struct FaultHit(string Row, string Kind);

/// <summary>Notes in a run which rows are raised while which faults are there.</summary>
internal sealed class FaultHits
{
    private readonly List<string> _present = [];
    private readonly HashSet<FaultHit> _hits = [];
    private long _active;

    /// <summary>The hits so far, in order of their names.</summary>
    internal IReadOnlyList<FaultHit> All =>
        [.. _hits.OrderBy(h => h.Row, StringComparer.Ordinal).ThenBy(h => h.Kind, StringComparer.Ordinal)];

    /// <summary>Faults that have begun so far, but those of the bus: these count transfers.</summary>
    internal long Struck { get; private set; }

    /// <summary>What has a name in the timeline is what something waits for: it counts as well.</summary>
    internal void Strikes(string entry) => Struck += entry.Length > 0 ? 1 : 0;

    internal void Begins(string kind)
    {
        _present.Add(kind);
        Struck += kind.StartsWith("bus-", StringComparison.Ordinal) ? 0 : 1;
    }

    /// <summary>A fault ends; what it has set in motion may still raise a row until the next look.</summary>
    internal void Ends(string kind) => _present.Remove(kind);

    internal void Observe(Observation look)
    {
        long raised = look.State.Active & ~_active;
        _active = look.State.Active;
        if (raised == 0 || _present.Count == 0)
        {
            return;
        }

        foreach (string row in Rows.Names.Where(r => (raised & Rows.Bit(r)) != 0))
        {
            _hits.UnionWith(_present.Select(kind => new FaultHit(row, kind)));
        }
    }
}
