using System.Reflection;
using System.Security.Cryptography;

namespace Bms.Simulator.Snapshots;

/// <summary>
/// Copies an object with everything that can be reached from it, each object once, functions and what they are bound to included. It
/// needs no help from the types, so that nothing can be forgotten in it: a field that somebody adds tomorrow is copied too.
/// </summary>
public sealed class GraphCopy
{
    private static readonly Func<object, object> s_cloneMemory = typeof(object)
        .GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private readonly Dictionary<object, object> _copies = new(4096, ReferenceEqualityComparer.Instance);
    private readonly Stack<object> _unfinished = new();

    private GraphCopy()
    {
    }

    /// <summary>A copy that shares no changeable object with the original.</summary>
    /// <exception cref="NotSupportedException">Something that cannot be copied can be reached: a file, a thread, a socket.</exception>
    public static T Of<T>(T root)
        where T : class
    {
        var copy = new GraphCopy();
        var result = (T)copy.Copy(root)!;
        while (copy._unfinished.TryPop(out object? next))
        {
            copy.Finish(next);
        }

        return result;
    }

    /// <summary>The copy of an object; the objects behind it may still be those of the original.</summary>
    private object? Copy(object? original)
    {
        if (original == null)
        {
            return null;
        }

        TypePlan plan = TypePlan.Of(original.GetType());
        if (plan.Role == TypeRole.Shared)
        {
            return original;
        }

        if (!_copies.TryGetValue(original, out object? copy))
        {
            copy = Begin(original, plan.Role);
            _copies.Add(original, copy);
            if (plan.Role == TypeRole.Leading)
            {
                _unfinished.Push(copy);
            }
        }

        return copy;
    }

    private object Begin(object original, TypeRole role) => role switch
    {
        TypeRole.Delegate => CopyDelegate((Delegate)original),

        // The one foreign thing that a verifier of records holds; it can duplicate itself.
        TypeRole.Foreign when original is IncrementalHash hash => hash.Clone(),
        TypeRole.Foreign => throw new NotSupportedException(
            $"a {original.GetType()} lives outside memory: what holds one cannot be copied"),
        _ => s_cloneMemory(original),
    };

    private Delegate CopyDelegate(Delegate original)
    {
        Delegate[] parts = original.GetInvocationList();
        if (parts.Length > 1)
        {
            return Delegate.Combine([.. parts.Select(p => (Delegate)Copy(p)!)])!;
        }

        return original.Target == null
            ? original
            : Delegate.CreateDelegate(original.GetType(), Copy(original.Target), original.Method);
    }

    /// <summary>Lets the fields or elements of a fresh copy lead to copies.</summary>
    private void Finish(object copy)
    {
        if (copy is object?[] references)
        {
            for (int i = 0; i < references.Length; i++)
            {
                references[i] = Copy(references[i]);
            }
        }
        else if (copy is Array values)
        {
            FinishValues(values);
        }
        else
        {
            FinishFields(copy);
        }
    }

    private void FinishValues(Array values)
    {
        if (values.Rank != 1)
        {
            throw new NotSupportedException($"a {values.GetType()} cannot be copied: only arrays of one dimension can");
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (values.GetValue(i) is object boxed)
            {
                FinishFields(boxed);
                values.SetValue(boxed, i);
            }
        }
    }

    private void FinishFields(object copy)
    {
        foreach (FieldInfo field in TypePlan.Of(copy.GetType()).Leads)
        {
            object? value = field.GetValue(copy);
            if (value == null)
            {
                continue;
            }

            if (field.FieldType.IsValueType)
            {
                FinishFields(value);
                field.SetValue(copy, value);
            }
            else
            {
                field.SetValue(copy, Copy(value));
            }
        }
    }
}
