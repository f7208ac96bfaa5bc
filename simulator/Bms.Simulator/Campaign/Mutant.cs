using Bms.Simulator.Bench;

namespace Bms.Simulator.Campaign;

/// <summary>
/// One broken firmware: what is wrong with it in a sentence, the families that should see it first, and how it is broken: by a change of
/// the compiled firmware, or of a board with the firmware as it is.
/// </summary>
internal sealed record Mutant(string Name, IReadOnlyList<string> Families)
{
    /// <summary>The only board that has the part that is broken; null = every board has.</summary>
    internal string? Board { get; init; }

    /// <summary>Changes of the compiled firmware; empty = it stays as it is.</summary>
    internal IReadOnlyList<IlEdit> Edits { get; init; } = [];

    /// <summary>A change of the bench, with the firmware on it; null = none.</summary>
    internal Action<VirtualBench>? Worsen { get; init; }
}
