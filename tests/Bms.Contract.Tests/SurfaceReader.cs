using System.Reflection.Emit;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.Metadata;
using Bms.Nano.Surface;

namespace Bms.Contract.Tests;

/// <summary>
/// Looks over a built assembly for what the board's runtime cannot do or does slowly: generics and arrays of several dimensions crash
/// it, double arithmetic is software. Knows nothing of the sources.
/// </summary>
internal sealed class SurfaceReader(AssemblySurface assembly, IReadOnlySet<string> allowedAssemblies)
{
    /// <summary>UnitsNet's values are doubles; taking one as a float is no arithmetic.</summary>
    private const string AllowedDoubles = "UnitsNet.";

    private static readonly OpCode[] OpCodesByValue = MakeTable();

    private readonly MetadataReader _reader = assembly.Reader;

    public IEnumerable<string> Findings() =>
    [
        .. assembly.References.Where(r => !allowedAssemblies.Contains(r.Name)).Select(r => $"reference to {r.Name}"),
        .. _reader.TypeDefinitions.SelectMany(Type),
        .. Specifications(),
        .. Calls(),
    ];

    private IEnumerable<string> Type(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        string name = TypeNames.Of(_reader, handle);
        if (type.GetGenericParameters().Count > 0)
        {
            yield return $"{name}: generic type";
        }

        foreach (FieldDefinition field in type.GetFields().Select(_reader.GetFieldDefinition))
        {
            foreach (string finding in Judge(name, "field", field.DecodeSignature(TypeNames.Instance, null)))
            {
                yield return finding;
            }
        }

        foreach (string finding in type.GetMethods().Select(_reader.GetMethodDefinition).SelectMany(m => Method(name, m)))
        {
            yield return finding;
        }
    }

    private List<string> Method(string type, MethodDefinition method)
    {
        MethodSignature<string> signature = method.DecodeSignature(TypeNames.Instance, null);
        string name = type + "." + _reader.GetString(method.Name);
        List<string> found = method.GetGenericParameters().Count > 0 ? [$"{name}: generic method"] : [];
        found.AddRange(signature.ParameterTypes.Append(signature.ReturnType).SelectMany(t => Judge(name, "signature", t)));
        MethodBodyBlock? body = assembly.Body(method);
        if (body != null)
        {
            if (!body.LocalSignature.IsNil)
            {
                found.AddRange(_reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(TypeNames.Instance, null)
                    .SelectMany(t => Judge(name, "local", t)));
            }

            found.AddRange(DoubleInstructions(body.GetILReader()).Select(i => $"{name}: {i}"));
        }

        return found;
    }

    private static List<string> DoubleInstructions(BlobReader il)
    {
        var found = new List<string>();
        while (il.RemainingBytes > 0)
        {
            int value = il.ReadByte();
            OpCode code = OpCodesByValue[value == 0xFE ? 0x100 + il.ReadByte() : value];
            if (code.Name!.EndsWith(".r8", StringComparison.Ordinal))
            {
                found.Add(code.Name);
            }

            il.Offset += OperandSize(code, il);
        }

        return found;
    }

    private IEnumerable<string> Specifications()
    {
        for (int row = 1; row <= _reader.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            string type = TypeNames.Of(_reader, MetadataTokens.TypeSpecificationHandle(row));
            foreach (string finding in Judge("use", "type", type))
            {
                yield return finding;
            }
        }

        for (int row = 1; row <= _reader.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            yield return "use: generic method called";
        }
    }

    private IEnumerable<string> Calls() =>
        from member in _reader.MemberReferences.Select(_reader.GetMemberReference)
        where member.GetKind() == MemberReferenceKind.Method
        let parent = TypeNames.Of(_reader, member.Parent)
        let signature = member.DecodeMethodSignature(TypeNames.Instance, null)
        where signature.ParameterTypes.Append(signature.ReturnType).Any(t => t.Contains("System.Double", StringComparison.Ordinal))
        where !parent.StartsWith(AllowedDoubles, StringComparison.Ordinal)
        select $"call of {parent}.{_reader.GetString(member.Name)}: double";

    private static IEnumerable<string> Judge(string where, string what, string type)
    {
        if (type.Contains("System.Double", StringComparison.Ordinal))
        {
            yield return $"{where}: double in {what}";
        }

        if (type.Contains("[,", StringComparison.Ordinal))
        {
            yield return $"{where}: array of several dimensions in {what}";
        }

        if (type.Contains('{', StringComparison.Ordinal))
        {
            yield return $"{where}: generic {type} in {what}";
        }
    }

    private static int OperandSize(OpCode code, BlobReader at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * at.ReadInt32()),
        _ => 4,
    };

    private static OpCode[] MakeTable()
    {
        var table = new OpCode[0x200];
        foreach (OpCode code in typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!))
        {
            ushort value = (ushort)code.Value;
            table[value > 0xFF ? 0x100 + (value & 0xFF) : value] = code;
        }

        return table;
    }
}
