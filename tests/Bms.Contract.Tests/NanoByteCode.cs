using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Contract.Tests;

/// <summary>
/// The firmware as a board gets it, in three assemblies: the detector with what it stands on, the library, and what the app takes from
/// both (drivers and boards). Sizes are those of a board, where tokens and far branches have two bytes instead of four.
/// </summary>
internal sealed class NanoByteCode : IDisposable
{
    public const string Detector = "firmware/Bms/Anomaly/Bms.Anomaly.nfproj";
    public const string Library = "firmware/Bms/Bms.nfproj";
    public const string App = "app";

    private readonly ModuleDefinition _module;
    private readonly HashSet<string> _detectorFolders;
    private readonly HashSet<string> _detectorValues;

    public NanoByteCode(string path, NanoProject detector)
    {
        _module = ModuleDefinition.ReadModule(path);
        ILookup<bool, string> compiled = detector.Compiled.ToLookup(path => path.EndsWith("/*.cs", StringComparison.Ordinal));
        _detectorFolders = [.. compiled[true].Select(path => $"Bms.{path.Split('/')[1]}"), "Bms.Anomaly"];
        _detectorValues = [.. compiled[false].Select(path => Path.GetFileNameWithoutExtension(path))];
    }

    /// <summary>Bytes of code by assembly.</summary>
    public Dictionary<string, int> Sizes() => _module.GetTypes()
        .GroupBy(AssemblyOf, t => t.Methods.Where(m => m.HasBody).Sum(m => Size(m.Body)))
        .ToDictionary(part => part.Key, part => part.Sum());

    /// <summary>What types of one assembly name of another, as "user -> used".</summary>
    public IEnumerable<string> Crossings(string user, string owner) =>
        from type in _module.GetTypes()
        where AssemblyOf(type) == user
        from used in Used(type)
        let definition = used.GetElementType().Resolve()
        where definition?.Module == _module && AssemblyOf(definition) == owner
        select $"{type.FullName} -> {definition.FullName}";

    public void Dispose() => _module.Dispose();

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        IEnumerable<TypeReference> declared = type.Fields.Select(f => f.FieldType)
            .Concat(type.Interfaces.Select(i => i.InterfaceType))
            .Concat(type.Methods.SelectMany(m => m.Parameters.Select(p => p.ParameterType).Append(m.ReturnType)));
        IEnumerable<object?> operands = type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions, (_, i) => i.Operand);
        return declared.Concat(operands.OfType<MemberReference>().Select(m => m as TypeReference ?? m.DeclaringType))
            .Where(t => t is { IsGenericParameter: false } && t.FullName.StartsWith("Bms.", StringComparison.Ordinal));
    }

    private string AssemblyOf(TypeDefinition type)
    {
        TypeDefinition outer = type.DeclaringType ?? type;
        if (outer.Namespace is "Bms.Drivers" or "Bms.Boards")
        {
            return App;
        }

        bool isValue = outer.Namespace == "Bms" && _detectorValues.Contains(outer.Name);
        return isValue || _detectorFolders.Contains(outer.Namespace) ? Detector : Library;
    }

    private static int Size(MethodBody body) => body.Instructions.Sum(i => i.GetSize() - Saved(i)) + (12 * body.ExceptionHandlers.Count);

    private static int Saved(Instruction i) => i.OpCode.OperandType switch
    {
        OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok
            or OperandType.InlineString or OperandType.InlineBrTarget => 2,
        OperandType.InlineSwitch => 3 + (2 * ((Instruction[])i.Operand).Length),
        _ => 0,
    };
}
