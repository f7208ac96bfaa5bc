namespace Bms.Simulator.Scenarios.Format;

/// <summary>What the value of a field is.</summary>
public enum FieldKind
{
    /// <summary>Text of a least and a greatest length.</summary>
    Text,

    /// <summary>A number between two bounds, both allowed.</summary>
    Number,

    /// <summary>A whole number between two bounds, both allowed.</summary>
    Whole,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>One of a list of words.</summary>
    Choice,

    /// <summary>Text hh:mm:ss or hh:mm:ss.fff, up to 9999 hours; read as seconds.</summary>
    Clock,

    /// <summary>An object of one shape.</summary>
    Nested,

    /// <summary>A list of objects, each of one shape or of one of several.</summary>
    List,

    /// <summary>A list of words out of a list.</summary>
    Words,

    /// <summary>A name, or an object of one shape.</summary>
    NameOrObject,
}

/// <summary>One field of a JSON object: everything that the reader checks, the schema says and the tables show.</summary>
public sealed record Field(string Name, FieldKind Kind, string Meaning)
{
    /// <summary>True when the object is wrong without it.</summary>
    public bool Required { get; init; }

    /// <summary>Least number, or least length of a text or list.</summary>
    public double Min { get; init; }

    /// <summary>Greatest number, or greatest length of a text or list.</summary>
    public double Max { get; init; }

    /// <summary>Words of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Shapes of an object or of a list's items; several are told apart by <see cref="Shape.Key"/>.</summary>
    public IReadOnlyList<Shape> Shapes { get; init; } = [];

    /// <summary>What is allowed, for messages and tables.</summary>
    public string Allowed => Kind switch
    {
        FieldKind.Text => $"text of {Min} to {Max} characters",
        FieldKind.Number => $"a number from {Min} to {Max}",
        FieldKind.Whole => $"a whole number from {Min} to {Max}",
        FieldKind.Flag => "true or false",
        FieldKind.Choice => "one of " + string.Join(", ", Choices),
        FieldKind.Clock => "\"hh:mm:ss\" or \"hh:mm:ss.fff\"",
        FieldKind.Nested => "an object",
        FieldKind.List => $"a list of {Min} to {Max} objects",
        FieldKind.Words => $"a list of {Min} to {Max} different words, each one of " + string.Join(", ", Choices),
        _ => "the name of an entry or a condition object",
    };

    public static Field Text(string name, int min, int max, string meaning) =>
        new(name, FieldKind.Text, meaning) { Min = min, Max = max };

    public static Field Number(string name, double min, double max, string meaning) =>
        new(name, FieldKind.Number, meaning) { Min = min, Max = max };

    public static Field Whole(string name, long min, long max, string meaning) =>
        new(name, FieldKind.Whole, meaning) { Min = min, Max = max };

    public static Field Flag(string name, string meaning) => new(name, FieldKind.Flag, meaning);

    public static Field Choice(string name, IReadOnlyList<string> choices, string meaning) =>
        new(name, FieldKind.Choice, meaning) { Choices = choices };

    public static Field Clock(string name, string meaning) => new(name, FieldKind.Clock, meaning);

    public static Field Nested(string name, Shape shape, string meaning) => new(name, FieldKind.Nested, meaning) { Shapes = [shape] };

    public static Field List(string name, int min, int max, IReadOnlyList<Shape> shapes, string meaning) =>
        new(name, FieldKind.List, meaning) { Min = min, Max = max, Shapes = shapes };

    public static Field Words(string name, int min, int max, IReadOnlyList<string> choices, string meaning) =>
        new(name, FieldKind.Words, meaning) { Min = min, Max = max, Choices = choices };

    public static Field NameOrObject(string name, Shape shape, string meaning) =>
        new(name, FieldKind.NameOrObject, meaning) { Shapes = [shape] };

    /// <summary>The same field, but the object is wrong without it.</summary>
    public Field Needed() => this with { Required = true };
}
