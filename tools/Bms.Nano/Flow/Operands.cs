using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Nano.Flow;

/// <summary>Facts about single instructions: which argument or local they name, how many slots they take and give.</summary>
public static class Operands
{
    /// <summary>The parameter that an ldarg or starg names; null for the instance.</summary>
    public static ParameterDefinition? Argument(MethodDefinition method, Instruction instruction)
    {
        if (instruction.Operand is ParameterDefinition parameter)
        {
            return parameter.Index < 0 ? null : parameter;
        }

        int index = instruction.OpCode.Code - Code.Ldarg_0 - (method.HasThis ? 1 : 0);
        return index < 0 ? null : method.Parameters[index];
    }

    /// <summary>The local that an ldloc or stloc names.</summary>
    public static VariableDefinition Local(MethodDefinition method, Instruction instruction)
    {
        if (instruction.Operand is VariableDefinition local)
        {
            return local;
        }

        Code code = instruction.OpCode.Code;
        int index = code >= Code.Stloc_0 ? code - Code.Stloc_0 : code - Code.Ldloc_0;
        return method.Body.Variables[index];
    }

    /// <summary>Tag that a typed load or literal gives by its opcode alone.</summary>
    public static Tags TagsOf(Code code) => code switch
    {
        Code.Ldc_I8 or Code.Ldelem_I8 or Code.Ldind_I8 => Tags.I8,
        Code.Ldc_R4 or Code.Ldelem_R4 or Code.Ldind_R4 => Tags.R4,
        Code.Ldc_R8 or Code.Ldelem_R8 or Code.Ldind_R8 => Tags.R8,
        Code.Ldelem_U4 or Code.Ldind_U4 => Tags.U4,
        Code.Ldelem_Ref or Code.Ldelem_Any or Code.Ldind_Ref or Code.Ldobj => Tags.None,
        _ => Tags.I4,
    };

    /// <summary>Tag after a conversion, or null when the opcode is none.</summary>
    public static Tags? ConversionTags(Code code) => code switch
    {
        Code.Conv_I1 or Code.Conv_I2 or Code.Conv_I4 or Code.Conv_U1 or Code.Conv_U2 or Code.Conv_I => Tags.I4,
        Code.Conv_U4 or Code.Conv_U => Tags.U4,
        Code.Conv_I8 => Tags.I8,
        Code.Conv_U8 => Tags.U8,
        Code.Conv_R4 => Tags.R4,
        Code.Conv_R8 or Code.Conv_R_Un => Tags.R8,
        _ => null,
    };

    /// <summary>Slots that an instruction takes.</summary>
    public static int PopCount(MethodDefinition method, Instruction instruction, int depth) => instruction.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
            or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
            or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
        StackBehaviour.PopAll => depth,
        _ => instruction.OpCode.Code == Code.Ret && method.ReturnType.MetadataType == MetadataType.Void ? 0 : depth,
    };

    /// <summary>Slots that a push behaviour gives.</summary>
    public static int PushCount(StackBehaviour push) => push switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };

    /// <summary>Tag of what an instruction without rules of its own gives.</summary>
    public static Tags PushTags(Instruction instruction) => instruction.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Pushi => Tags.I4,
        StackBehaviour.Pushi8 => Tags.I8,
        StackBehaviour.Pushr4 => Tags.R4,
        StackBehaviour.Pushr8 => Tags.R8,
        _ when instruction.OpCode.Code == Code.Unbox_Any => TypeTags.Of((TypeReference)instruction.Operand),
        _ => Tags.None,
    };
}
