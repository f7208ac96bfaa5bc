using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;

namespace Bms.Nano.Surface;

/// <summary>One line a member, in the form of the lists of nanoFramework's assemblies: M:Type.Name(Arguments) : Result static.</summary>
public static class MemberText
{
    public static string Method(string type, string name, MethodSignature<string> signature)
    {
        string result = signature.ReturnType == "System.Void" ? "" : " : " + signature.ReturnType;
        string shown = name == ".ctor" ? "#ctor" : name;
        return $"M:{type}.{shown}{Arguments(signature.ParameterTypes)}{result}{(signature.Header.IsInstance ? "" : " static")}";
    }

    public static string Property(string type, string name, MethodSignature<string> signature, bool get, bool set)
    {
        string accessors = (get ? "get; " : "") + (set ? "set; " : "");
        return $"P:{type}.{name}{Arguments(signature.ParameterTypes)} : {signature.ReturnType} {{ {accessors}}}"
            + (signature.Header.IsInstance ? "" : " static");
    }

    public static string Field(string type, string name, string fieldType, string? constant) =>
        $"F:{type}.{name} : {fieldType}" + (constant is null ? "" : " = " + constant);

    public static string? Constant(MetadataReader reader, ConstantHandle handle)
    {
        if (handle.IsNil)
        {
            return null;
        }

        Constant constant = reader.GetConstant(handle);
        return reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) switch
        {
            string text => "\"" + text + "\"",
            char c => $"'\\u{(int)c:x4}'",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            object other => other.ToString(),
            null => "null",
        };
    }

    /// <summary>Seen from outside: public, or protected in a class that can be derived from.</summary>
    public static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family
            or MethodAttributes.FamORAssem;

    public static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static string Arguments(ImmutableArray<string> types) => types.IsEmpty ? "" : "(" + string.Join(',', types) + ")";
}
