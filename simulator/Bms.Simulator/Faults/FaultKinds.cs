using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Faults;

/// <summary>One kind of fault: its fields in a file.</summary>
public sealed record FaultKind(Shape Shape);

/// <summary>Every kind of fault that a scenario may hold.</summary>
public static class FaultKinds
{
    private const string Key = "fault";

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        Of("cell-internal-short", "A resistance inside a cell discharges it.",
            [Field.Whole("cell", 1, 4, "which cell").Needed(), Field.Number("ohm", 0.001, 1e6, "the resistance").Needed()]),
        Of("ads1115-dead", "The converter of the taps answers to nothing.", []),
    ];

    internal static FaultKind Of(string name, string meaning, IReadOnlyList<Field> fields) =>
        new(new Shape(name, meaning, [Field.Choice(Key, [name], "kind of fault").Needed(), .. fields]) { Key = Key });
}
