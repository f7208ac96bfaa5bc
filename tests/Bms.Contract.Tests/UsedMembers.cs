using System.Reflection.Metadata;
using Bms.Nano.Surface;

namespace Bms.Contract.Tests;

/// <summary>What an assembly really uses of others: the members that its compiled code names.</summary>
internal static class UsedMembers
{
    /// <summary>Lines by assembly name, in the form of the lists; a property is named by its accessor.</summary>
    public static SortedDictionary<string, SortedSet<string>> Of(AssemblySurface assembly)
    {
        var used = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        MetadataReader reader = assembly.Reader;
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            Add(used, ScopeOf(reader, handle), "T:" + TypeNames.Of(reader, handle));
        }

        foreach (MemberReference member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            if (member.Parent.Kind == HandleKind.TypeReference)
            {
                Add(used, ScopeOf(reader, (TypeReferenceHandle)member.Parent), Line(reader, member));
            }
        }

        return used;
    }

    private static string Line(MetadataReader reader, MemberReference member)
    {
        string type = TypeNames.Of(reader, member.Parent);
        string name = reader.GetString(member.Name);
        return member.GetKind() == MemberReferenceKind.Method
            ? MemberText.Method(type, name, member.DecodeMethodSignature(TypeNames.Instance, null))
            : MemberText.Field(type, name, member.DecodeFieldSignature(TypeNames.Instance, null), null);
    }

    private static string ScopeOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind == HandleKind.TypeReference
            ? ScopeOf(reader, (TypeReferenceHandle)scope)
            : reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name);
    }

    private static void Add(SortedDictionary<string, SortedSet<string>> used, string assembly, string line)
    {
        if (!used.TryGetValue(assembly, out SortedSet<string>? lines))
        {
            used[assembly] = lines = new SortedSet<string>(StringComparer.Ordinal);
        }

        lines.Add(line);
    }
}
