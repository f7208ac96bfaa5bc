using Mono.Cecil;

namespace Bms.Nano.Flow;

/// <summary>Tags through calls: arguments and results keep theirs; what is stored through ref and out reaches the caller's place.</summary>
public sealed class CallEffects
{
    private readonly TagFacts _facts;
    private readonly CallGraph _calls;

    public CallEffects(TagFacts facts, CallGraph calls)
    {
        _facts = facts;
        _calls = calls;
    }

    /// <summary>Passes arguments to every body that the call may reach; returns the tags of the result.</summary>
    public Tags Pass(MethodReference called, Value[] arguments)
    {
        IReadOnlyList<MethodDefinition> bodies = _calls.BodiesOf(called);
        if (bodies.Count == 0)
        {
            return Outside(called, arguments);
        }

        Tags result = Tags.None;
        foreach (MethodDefinition body in bodies)
        {
            for (int i = 0; i < arguments.Length && i < body.Parameters.Count; i++)
            {
                PassOne(body, i, arguments[i]);
            }

            result |= _facts.Get(TagFacts.Return(body));
        }

        return result;
    }

    private void PassOne(MethodDefinition body, int index, Value argument)
    {
        if (body.Parameters[index].ParameterType is ByReferenceType)
        {
            if (argument.Place is { } place)
            {
                _facts.Add(place, _facts.Get(TagFacts.Through(body, index)));
            }
        }
        else
        {
            _facts.Add(TagFacts.Parameter(body, index), argument.Tags);
        }
    }

    // Library calls that do not return the tag of their declared type.
    private static Tags Outside(MethodReference called, Value[] arguments)
    {
        string name = called.DeclaringType.FullName + "." + called.Name;
        bool passesOn = name is "System.Math.Max" or "System.Math.Min" && TypeTags.Of(called.ReturnType) is Tags.I4 or Tags.I8;
        if (passesOn)
        {
            return arguments.Aggregate(TypeTags.Of(called.ReturnType), (tags, argument) => tags | argument.Tags);
        }

        return name.StartsWith("System.Buffers.Binary.BinaryPrimitives.ReadInt64", StringComparison.Ordinal)
            ? Tags.U8
            : TypeTags.Of(called.ReturnType);
    }
}
