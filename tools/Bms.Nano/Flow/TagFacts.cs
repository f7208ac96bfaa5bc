using Mono.Cecil;

namespace Bms.Nano.Flow;

/// <summary>
/// What holds for the whole program: tags that callers pass in parameters, that methods return, and that stores through ref and
/// out have left in places. Grows until nothing changes.
/// </summary>
public sealed class TagFacts
{
    private readonly Dictionary<object, Tags> _tags = [];

    /// <summary>True when something was learned since it was last set to false.</summary>
    public bool Changed { get; set; }

    /// <summary>Tags known for a key: a parameter, a method's return, a place, or what is stored through a reference parameter.</summary>
    public Tags Get(object key) => _tags.GetValueOrDefault(key);

    /// <summary>Adds tags to a key.</summary>
    public void Add(object key, Tags tags)
    {
        Tags known = Get(key);
        if ((tags & ~known) != 0)
        {
            _tags[key] = known | tags;
            Changed = true;
        }
    }

    /// <summary>Key of a method's return value.</summary>
    public static object Return(MethodReference method) => ("return", method.FullName);

    /// <summary>Key of the caller's tag in parameter <paramref name="index"/>, the instance not counted.</summary>
    public static object Parameter(MethodReference method, int index) => ("parameter", method.FullName, index);

    /// <summary>Key of what a method stores through its ref or out parameter.</summary>
    public static object Through(MethodReference method, int index) => ("through", method.FullName, index);

    /// <summary>Key of a field; static and instance alike, all objects together.</summary>
    public static object Field(FieldReference field) => ("field", field.FullName);

    /// <summary>Key of a local variable.</summary>
    public static object Local(MethodReference method, int index) => ("local", method.FullName, index);
}
