using Bms.Nano.Flow;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Nano.Check;

/// <summary>Rules about arithmetic: tags, floats, divisions.</summary>
public static class NumberRules
{
    /// <summary>Folders whose floats all come through the one gate that tests for numbers (Numbers.ToInt and its callers).</summary>
    private static readonly string[] GatedNamespaces = ["Bms.Estimation", "Bms.Anomaly"];

    private const string Clamp = "Bms.Numbers";

    /// <summary>The five opcodes that misread an unsigned tag of their left operand.</summary>
    public static string? UnsignedTag(Instruction i, MethodDefinition method, MethodFlow flow)
    {
        Code code = i.OpCode.Code;
        int left = code is Code.Shr or Code.Rem ? 1 : 0;
        Tags wrong = code switch
        {
            Code.Shr or Code.Rem or Code.Conv_R4 or Code.Conv_R8 => Tags.AnyUnsigned,
            Code.Conv_I8 => Tags.U4,
            _ => Tags.None,
        };
        Tags found = flow.Operand(i, left).Tags & wrong;
        return found == Tags.None ? null : $"'{code.ToString().ToLowerInvariant().Replace('_', '.')}' of a value tagged {found}";
    }

    public static string? FloatToInteger(Instruction i, MethodDefinition method, MethodFlow flow)
    {
        bool converts = i.OpCode.Code is Code.Conv_I1 or Code.Conv_I2 or Code.Conv_I4 or Code.Conv_I8 or Code.Conv_U1 or Code.Conv_U2
            or Code.Conv_U4 or Code.Conv_U8 or Code.Conv_I or Code.Conv_U;
        bool isFloat = (flow.Operand(i, 0).Tags & Tags.AnyFloat) != 0;
        return converts && isFloat && method.DeclaringType.FullName != Clamp ? "a float cast to an integer" : null;
    }

    public static string? FloatComparison(Instruction i, MethodDefinition method, MethodFlow flow)
    {
        bool compares = i.OpCode.Code is Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un
            || (i.OpCode.FlowControl == FlowControl.Cond_Branch && i.OpCode.StackBehaviourPop == StackBehaviour.Pop1_pop1);
        bool isFloat = ((flow.Operand(i, 0).Tags | flow.Operand(i, 1).Tags) & Tags.AnyFloat) != 0;
        string home = method.DeclaringType.FullName;
        bool gated = home == Clamp || GatedNamespaces.Any(n => home.StartsWith(n + ".", StringComparison.Ordinal));
        return compares && isFloat && !gated ? "a comparison of floats" : null;
    }

    public static string? DoubleArithmetic(Instruction i, MethodDefinition method, MethodFlow flow)
    {
        if (i.OpCode.Code is Code.Conv_R8 or Code.Ldc_R8)
        {
            return "a double";
        }

        bool arithmetic = i.OpCode.Code is Code.Add or Code.Sub or Code.Mul or Code.Div or Code.Rem or Code.Neg;
        return arithmetic && (flow.Operand(i, 0).Tags & Tags.R8) != 0 ? "arithmetic on a double" : null;
    }

    public static string? Checked(Instruction i, MethodDefinition method, MethodFlow flow) =>
        i.OpCode.Name.Contains(".ovf", StringComparison.Ordinal) ? $"'{i.OpCode.Name}'" : null;

    public static string? UntestedDivisor(Instruction i, MethodDefinition method, MethodFlow flow)
    {
        if (i.OpCode.Code is not (Code.Div or Code.Div_Un or Code.Rem or Code.Rem_Un))
        {
            return null;
        }

        Value divisor = flow.Operand(i, 0);
        return divisor.Constant || IsTested(divisor.Origin, method, flow) ? null : "a divisor that may be zero";
    }

    // A divisor counts as tested when the same argument, local or field is compared or branched on somewhere in the method.
    private static bool IsTested(Instruction? origin, MethodDefinition method, MethodFlow flow)
    {
        // A conversion keeps the zero: look at what was converted.
        while (origin is not null && Operands.ConversionTags(origin.OpCode.Code) is not null)
        {
            origin = flow.Operand(origin, 0).Origin;
        }

        return origin is not null && method.Body.Instructions.Any(i => Tests(i) && TestOperands(i).Any(o => SameSource(o, origin)));

        IEnumerable<Instruction> TestOperands(Instruction test) =>
            new[] { flow.Operand(test, 0).Origin, flow.Operand(test, 1).Origin }.OfType<Instruction>();
    }

    private static bool Tests(Instruction i) => i.OpCode.FlowControl == FlowControl.Cond_Branch
        || i.OpCode.Code is Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un;

    private static bool SameSource(Instruction a, Instruction b) =>
        a == b || (a.OpCode.Code == b.OpCode.Code && Equals(a.Operand?.ToString(), b.Operand?.ToString())
            && a.OpCode.Code is not (Code.Call or Code.Callvirt));
}
