using Bms.World;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// What every output says of a provisional cell instead of a verdict: its figures are assumed or from secondary sources, so nothing that
/// a run shows with it is safe, passed or held.
/// </summary>
public static class NoVerdict
{
    /// <summary>The beginning of every such sentence.</summary>
    public const string Sentence = "no verdict: provisional cell";

    /// <summary>The sentence for a cell; null for one on which a verdict may rest.</summary>
    public static string? Of(CellSpec cell) => cell.Provisional ? $"{Sentence}, {Name(cell)}" : null;

    /// <summary>The cell's name, marked if it is provisional.</summary>
    public static string Name(CellSpec cell)
    {
        bool unmarked = cell.Provisional && !cell.Name.Contains("provisional", StringComparison.OrdinalIgnoreCase);
        return unmarked ? cell.Name + " (provisional)" : cell.Name;
    }
}
