namespace Bms.Simulator.Scenarios.Format;

/// <summary>How many of some fields an object may have.</summary>
public enum Count
{
    /// <summary>Exactly one of them.</summary>
    ExactlyOne,

    /// <summary>One of them or none.</summary>
    AtMostOne,

    /// <summary>One of them or more.</summary>
    AtLeastOne,

    /// <summary>The first only together with one of the others.</summary>
    FirstNeedsOther,
}

/// <summary>A rule over several fields of one object.</summary>
public sealed record Rule(Count Count, IReadOnlyList<string> Fields)
{
    /// <summary>Says the rule in words.</summary>
    public string Text => Count switch
    {
        Count.ExactlyOne => "needs exactly one of " + string.Join(", ", Fields),
        Count.AtMostOne => "allows only one of " + string.Join(", ", Fields),
        Count.AtLeastOne => "needs at least one of " + string.Join(", ", Fields),
        _ => $"allows {Fields[0]} only together with " + string.Join(" or ", Fields.Skip(1)),
    };

    /// <summary>True when an object that has the fields for which <paramref name="has"/> is true keeps the rule.</summary>
    public bool Holds(Func<string, bool> has)
    {
        int present = Fields.Count(has);
        return Count switch
        {
            Count.ExactlyOne => present == 1,
            Count.AtMostOne => present <= 1,
            Count.AtLeastOne => present >= 1,
            _ => !has(Fields[0]) || present > 1,
        };
    }
}

/// <summary>
/// The fields and rules of one kind of JSON object. Reader, JSON schema and the tables for people all follow from it, so they cannot
/// disagree.
/// </summary>
public sealed record Shape(string Name, string Meaning, IReadOnlyList<Field> Fields)
{
    /// <summary>Rules over several fields.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>For an object that is one of several kinds: the field that tells which; its value is <see cref="Name"/>.</summary>
    public string? Key { get; init; }

    /// <summary>Finds a field, or null.</summary>
    public Field? Find(string name) => Fields.FirstOrDefault(f => f.Name == name);
}
