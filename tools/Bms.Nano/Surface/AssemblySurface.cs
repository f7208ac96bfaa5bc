using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Bms.Nano.Surface;

/// <summary>An assembly read as a file, without loading it.</summary>
public sealed class AssemblySurface : IDisposable
{
    private readonly PEReader _image;

    public AssemblySurface(string path)
    {
        _image = new PEReader(File.OpenRead(path));
        Reader = _image.GetMetadataReader();
    }

    public MetadataReader Reader { get; }

    public string Name => Reader.GetString(Reader.GetAssemblyDefinition().Name);

    public Version Version => Reader.GetAssemblyDefinition().Version;

    /// <summary>Names and versions of the assemblies that this one needs.</summary>
    public IEnumerable<(string Name, Version Version)> References => Reader.AssemblyReferences
        .Select(Reader.GetAssemblyReference).Select(a => (Reader.GetString(a.Name), a.Version));

    /// <summary>Types that are only passed on to another assembly.</summary>
    public IEnumerable<string> Forwarded => Reader.ExportedTypes.Select(Reader.GetExportedType)
        .Select(t => Reader.GetString(t.Namespace) + "." + Reader.GetString(t.Name));

    public void Dispose() => _image.Dispose();

    public MethodBodyBlock? Body(MethodDefinition method) =>
        method.RelativeVirtualAddress == 0 ? null : _image.GetMethodBody(method.RelativeVirtualAddress);

    /// <summary>Every type and member that can be seen from outside, a line each.</summary>
    public SortedSet<string> VisibleMembers()
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (TypeDefinitionHandle handle in Reader.TypeDefinitions.Where(IsVisible))
        {
            TypeDefinition type = Reader.GetTypeDefinition(handle);
            string name = TypeNames.Of(Reader, handle);
            lines.Add($"T:{name} [{Kind(type)}]");
            lines.UnionWith(Methods(type, name));
            lines.UnionWith(Properties(type, name));
            lines.UnionWith(Fields(type, name));
            lines.UnionWith(Events(type, name));
        }

        return lines;
    }

    private IEnumerable<string> Methods(TypeDefinition type, string name) =>
        from method in type.GetMethods().Select(Reader.GetMethodDefinition)
        let shown = Reader.GetString(method.Name)
        where MemberText.IsVisible(method.Attributes) && shown != ".cctor" && !IsAccessor(method, shown)
        select MemberText.Method(name, shown, method.DecodeSignature(TypeNames.Instance, null));

    private IEnumerable<string> Properties(TypeDefinition type, string name)
    {
        foreach (PropertyDefinition property in type.GetProperties().Select(Reader.GetPropertyDefinition))
        {
            PropertyAccessors accessors = property.GetAccessors();
            bool get = IsVisible(accessors.Getter);
            bool set = IsVisible(accessors.Setter);
            if (get || set)
            {
                MethodDefinitionHandle either = accessors.Getter.IsNil ? accessors.Setter : accessors.Getter;
                MethodSignature<string> signature = property.DecodeSignature(TypeNames.Instance, null);
                bool isStatic = Reader.GetMethodDefinition(either).Attributes.HasFlag(MethodAttributes.Static);
                string text = MemberText.Property(name, Reader.GetString(property.Name), signature, get, set);
                yield return isStatic && !text.EndsWith(" static", StringComparison.Ordinal) ? text + " static" : text;
            }
        }
    }

    private IEnumerable<string> Fields(TypeDefinition type, string name) =>
        from field in type.GetFields().Select(Reader.GetFieldDefinition)
        let shown = Reader.GetString(field.Name)
        where MemberText.IsVisible(field.Attributes) && shown != "value__"
        let fieldType = field.DecodeSignature(TypeNames.Instance, null)
        select MemberText.Field(name, shown, fieldType, MemberText.Constant(Reader, field.GetDefaultValue()));

    private IEnumerable<string> Events(TypeDefinition type, string name) =>
        from definition in type.GetEvents().Select(Reader.GetEventDefinition)
        where IsVisible(definition.GetAccessors().Adder)
        select $"E:{name}.{Reader.GetString(definition.Name)} : {TypeNames.Of(Reader, definition.Type)}";

    private bool IsVisible(MethodDefinitionHandle handle) =>
        !handle.IsNil && MemberText.IsVisible(Reader.GetMethodDefinition(handle).Attributes);

    private bool IsVisible(TypeDefinitionHandle handle)
    {
        TypeDefinition type = Reader.GetTypeDefinition(handle);
        TypeAttributes visibility = type.Attributes & TypeAttributes.VisibilityMask;
        return visibility == TypeAttributes.Public
            || (visibility is TypeAttributes.NestedPublic or TypeAttributes.NestedFamily && IsVisible(type.GetDeclaringType()));
    }

    private static bool IsAccessor(MethodDefinition method, string name) => method.Attributes.HasFlag(MethodAttributes.SpecialName)
        && (name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal)
            || name.StartsWith("add_", StringComparison.Ordinal) || name.StartsWith("remove_", StringComparison.Ordinal));

    private string Kind(TypeDefinition type)
    {
        string based = type.BaseType.IsNil ? "" : TypeNames.Of(Reader, type.BaseType);
        bool isAbstract = type.Attributes.HasFlag(TypeAttributes.Abstract);
        bool isSealed = type.Attributes.HasFlag(TypeAttributes.Sealed);
        string kind = type.Attributes.HasFlag(TypeAttributes.Interface) ? "interface"
            : based == "System.Enum" ? "enum"
            : based == "System.ValueType" && !isAbstract ? "struct"
            : based == "System.MulticastDelegate" ? "delegate"
            : isAbstract && isSealed ? "static class"
            : isAbstract ? "abstract class"
            : isSealed ? "sealed class" : "class";
        return kind is "class" or "sealed class" or "abstract class" && based is not ("" or "System.Object") ? $"{kind} : {based}" : kind;
    }
}
