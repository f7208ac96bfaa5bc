using Mono.Cecil;

namespace Bms.Nano.Flow;

/// <summary>The tag that a storage place of a declared type has of its own.</summary>
public static class TypeTags
{
    public static Tags Of(TypeReference type) => Underlying(type).MetadataType switch
    {
        MetadataType.UInt32 or MetadataType.UIntPtr => Tags.U4,
        MetadataType.Int64 => Tags.I8,
        MetadataType.UInt64 => Tags.U8,
        MetadataType.Single => Tags.R4,
        MetadataType.Double => Tags.R8,
        MetadataType.Boolean or MetadataType.Char or MetadataType.SByte or MetadataType.Byte or MetadataType.Int16
            or MetadataType.UInt16 or MetadataType.Int32 or MetadataType.IntPtr => Tags.I4,
        _ => Tags.None,
    };

    /// <summary>The element type of a reference, pointer or array; else the type itself.</summary>
    public static TypeReference Element(TypeReference type) => type is TypeSpecification specification and not GenericInstanceType
        ? specification.ElementType
        : type;

    /// <summary>An enum's integer type; any other type itself. Types that do not resolve count as themselves.</summary>
    public static TypeReference Underlying(TypeReference type)
    {
        if (type is TypeSpecification || type.MetadataType != MetadataType.ValueType)
        {
            return type;
        }

        TypeDefinition? definition = TryResolve(type);
        return definition is { IsEnum: true } ? definition.Fields.First(f => !f.IsStatic).FieldType : type;
    }

    /// <summary>The definition behind a reference, or null when its assembly is not at hand.</summary>
    public static TypeDefinition? TryResolve(TypeReference type)
    {
        try
        {
            return type.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }
}
