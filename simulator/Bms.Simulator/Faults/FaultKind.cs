using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Faults;

/// <summary>
/// One kind of fault: its fields in a file, and how it begins on a stage. Beginning returns how it ends; a fault that is over as soon as
/// it has happened (a brown-out) ends by doing nothing.
/// </summary>
public sealed record FaultKind(Shape Shape, Func<Stage, Node, Action> Begin)
{
    private const string Key = "fault";

    /// <summary>A fault with an end.</summary>
    internal static FaultKind Of(string name, string meaning, IReadOnlyList<Field> fields, Func<Stage, Node, Action> begin) =>
        new(new Shape(name, meaning, [Field.Choice(Key, [name], "kind of fault").Needed(), .. fields]) { Key = Key }, begin);

    /// <summary>A fault that happens at an instant.</summary>
    internal static FaultKind Once(string name, string meaning, IReadOnlyList<Field> fields, Action<Stage, Node> happen) =>
        Of(name, meaning, fields, (stage, node) =>
        {
            happen(stage, node);
            return () => { };
        });
}
