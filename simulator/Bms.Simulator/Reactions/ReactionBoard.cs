using Bms.Protection;

namespace Bms.Simulator.Reactions;

/// <summary>What a board must say of itself for its reactions to be measured.</summary>
/// <param name="Name">Name of the board as figures have it.</param>
/// <param name="Rows">The protection table as it is shipped, limits of the board's own accuracy included.</param>
/// <param name="Timing">Times that the bounds are made of.</param>
/// <param name="Causes">At least one for each row.</param>
/// <param name="Promises_ms">What each row's bound may be at most: what somebody relies on, whatever the firmware says.</param>
internal sealed record ReactionBoard(string Name, IReadOnlyList<ProtectionRow> Rows, BoardTiming Timing,
    IReadOnlyList<Stimulus> Causes, IReadOnlyDictionary<string, long> Promises_ms)
{
    /// <summary>Makes a board for one trial.</summary>
    public required Func<RigOrder, Rig> Rig { get; init; }

    /// <summary>True when the firmware parks this board's pack: it looks at it once a second.</summary>
    public bool Parks { get; init; }

    /// <summary>Times while the chip at the cells sleeps; null on a board on which nothing sleeps.</summary>
    public BoardTiming? Asleep { get; init; }

    /// <summary>Times while cells bleed; null on a board that cannot bleed any.</summary>
    public BoardTiming? Balancing { get; init; }

    /// <summary>The row of a cause.</summary>
    public ProtectionRow RowOf(Stimulus cause) => Rows.First(row => row.Fault == cause.Row);

    /// <summary>Times in a situation; null when the board does not know it.</summary>
    public BoardTiming? TimingIn(Situation situation) =>
        situation switch { Situation.Asleep => Asleep, Situation.Balancing => Balancing, _ => Timing };
}
