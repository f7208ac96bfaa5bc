using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;

namespace Bms.Simulator.Snapshots;

/// <summary>What a copy does with the objects of a type.</summary>
internal enum TypeRole
{
    /// <summary>Nobody changes them: copy and original share them.</summary>
    Shared,

    /// <summary>Numbers only: a copy of the memory is a copy.</summary>
    Plain,

    /// <summary>Some fields or elements lead on to other objects.</summary>
    Leading,

    /// <summary>A function with the object that it is bound to.</summary>
    Delegate,

    /// <summary>Holds something outside the process's own memory: a handle, a thread, a file.</summary>
    Foreign,
}

/// <summary>How the objects of one type are taken apart: found once by reflection, then kept.</summary>
internal sealed class TypePlan
{
    private static readonly ConcurrentDictionary<Type, TypePlan> s_plans = new();

    private TypePlan(Type type)
    {
        Leads = [.. Fields(type).Where(f => LeadsOn(f.FieldType))];
        Role = RoleOf(type, Leads.Length > 0);
    }

    public TypeRole Role { get; }

    /// <summary>The instance fields, inherited ones included, through which other objects can be reached.</summary>
    public FieldInfo[] Leads { get; }

    public static TypePlan Of(Type type) => s_plans.GetOrAdd(type, t => new TypePlan(t));

    /// <summary>Every instance field of a type and of those that it derives from.</summary>
    public static IEnumerable<FieldInfo> Fields(Type type)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (Type? level = type; level != null && level != typeof(object); level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(own))
            {
                yield return field;
            }
        }
    }

    private static bool LeadsOn(Type type) =>
        !type.IsValueType || (!type.IsPrimitive && !type.IsEnum && Fields(type).Any(f => f.FieldType != type && LeadsOn(f.FieldType)));

    private static TypeRole RoleOf(Type type, bool leads)
    {
        if (IsShared(type))
        {
            return TypeRole.Shared;
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return TypeRole.Delegate;
        }

        if (type.IsArray)
        {
            return LeadsOn(type.GetElementType()!) ? TypeRole.Leading : TypeRole.Plain;
        }

        return IsForeign(type) ? TypeRole.Foreign : leads ? TypeRole.Leading : TypeRole.Plain;
    }

    // Comparers have no state, and a dictionary asks whether its own is the default one.
    private static bool IsShared(Type type) =>
        type == typeof(string)
        || typeof(MemberInfo).IsAssignableFrom(type)
        || (type.Assembly == typeof(object).Assembly && type.Name.Contains("Comparer", StringComparison.Ordinal));

    // What has a handle, a pointer or a finalizer stands for something that a copy of memory would not copy.
    private static bool IsForeign(Type type) =>
        type == typeof(IncrementalHash)
        || typeof(Stream).IsAssignableFrom(type)
        || typeof(TextWriter).IsAssignableFrom(type)
        || Fields(type).Any(f => f.FieldType.IsPointer || f.FieldType == typeof(nint) || f.FieldType == typeof(nuint))
        || HasFinalizer(type);

    private static bool HasFinalizer(Type type) =>
        type.GetMethod("Finalize", BindingFlags.Instance | BindingFlags.NonPublic, [])?.DeclaringType is Type owner
        && owner != typeof(object);
}
