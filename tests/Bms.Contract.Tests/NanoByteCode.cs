using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Contract.Tests;

/// <summary>Bytes that the code of the firmware takes on a board, where tokens and far branches have two bytes instead of four.</summary>
internal static class NanoByteCode
{
    /// <summary>What the library holds, and what the app takes from it: drivers and boards.</summary>
    public static (int Core_bytes, int Drivers_bytes) Of(string path)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(path);
        ILookup<bool, int> sizes = module.GetTypes()
            .SelectMany(type => type.Methods.Where(m => m.HasBody), (type, method) => (type, method))
            .ToLookup(pair => IsOfApp(pair.type), pair => Size(pair.method.Body));
        return (sizes[false].Sum(), sizes[true].Sum());
    }

    private static bool IsOfApp(TypeDefinition type) =>
        (type.DeclaringType ?? type).Namespace is "Bms.Drivers" or "Bms.Boards";

    private static int Size(MethodBody body) => body.Instructions.Sum(i => i.GetSize() - Saved(i)) + (12 * body.ExceptionHandlers.Count);

    private static int Saved(Instruction i) => i.OpCode.OperandType switch
    {
        OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok
            or OperandType.InlineString or OperandType.InlineBrTarget => 2,
        OperandType.InlineSwitch => 3 + (2 * ((Instruction[])i.Operand).Length),
        _ => 0,
    };
}
