using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Faults;

/// <summary>One kind of fault: its fields in a file.</summary>
public sealed record FaultKind(Shape Shape);

/// <summary>Every kind of fault that a scenario may hold.</summary>
public static class FaultKinds
{
    private const string Key = "fault";

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<FaultKind> All { get; } = [Of("ads1115-dead", "x", []), Of("cell-internal-short", "y", [Field.Whole("cell", 1, 4, "which").Needed(), Field.Number("ohm", 0.001, 1e6, "R").Needed()])];

    internal static FaultKind Of(string name, string meaning, IReadOnlyList<Field> fields) =>
        new(new Shape(name, meaning, [Field.Choice(Key, [name], "kind of fault").Needed(), .. fields]) { Key = Key });
}
