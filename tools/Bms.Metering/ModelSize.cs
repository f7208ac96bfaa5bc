using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Metering;

/// <summary>What a part of the firmware has learned or was given beforehand, in bytes.</summary>
public static class ModelSize
{
    /// <summary>
    /// Bytes of the model in a namespace of the DLL at <paramref name="path"/>: every float that its code has written into it, once for
    /// each place, and every table that is stored with it. What it gets as an argument (the curve of a chemistry) is none of it.
    /// </summary>
    public static long Constants_bytes(string path, string inNamespace)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(path, new ReaderParameters { InMemory = true });
        IEnumerable<TypeDefinition> types = module.GetTypes()
            .Where(t => t.FullName.StartsWith(inNamespace + ".", StringComparison.Ordinal));
        return types.SelectMany(t => t.Methods).Where(m => m.HasBody).SelectMany(m => m.Body.Instructions).Sum(Bytes);
    }

    private static long Bytes(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldc_R4 => sizeof(float),
        Code.Ldtoken when instruction.Operand is FieldReference field => field.Resolve().InitialValue.Length,
        _ => 0,
    };
}
