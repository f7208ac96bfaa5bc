namespace Bms.Simulator.Scenarios;

/// <summary>What a scenario must know of a board to check itself.</summary>
public sealed record BoardFacts(string Name, int Cells)
{
    /// <summary>Every board that the simulator can run; the first is the default.</summary>
    public static IReadOnlyList<BoardFacts> All { get; } = [new("bench-4s", 4)];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(b => b.Name)];

    /// <summary>Name as figures have it: bench4s.</summary>
    public string FigureName => Name.Replace("-", string.Empty, StringComparison.Ordinal);

    public static BoardFacts Of(string name) => All.First(b => b.Name == name);
}
