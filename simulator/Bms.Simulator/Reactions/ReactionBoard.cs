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
    /// <summary>The row of a cause.</summary>
    public ProtectionRow RowOf(Stimulus cause) => Rows.First(row => row.Fault == cause.Row);
}
