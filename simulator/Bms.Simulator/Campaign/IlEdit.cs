using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Simulator.Campaign;

/// <summary>
/// One change of the compiled firmware, named by type and method (without its namespace). A name or a number that is not there is an
/// error: a mutant that changes nothing would be called alive for ever.
/// </summary>
internal sealed record IlEdit(string Type, string Method, string What, Action<MethodDefinition> Change)
{
    /// <summary>The method returns at once, a constant or nothing; parameters to fill stay as they are.</summary>
    internal static IlEdit Returns(string type, string method, int? value = null) => new(type, method, $"returns {value}", m =>
    {
        MethodBody body = Clear(m);
        ILProcessor il = body.GetILProcessor();
        if (value is int number)
        {
            il.Emit(OpCodes.Ldc_I4, number);
            if (m.ReturnType.FullName == "System.Int64")
            {
                il.Emit(OpCodes.Conv_I8);
            }
        }

        il.Emit(OpCodes.Ret);
    });

    /// <summary>A whole number becomes another one, wherever the method has it.</summary>
    internal static IlEdit Number(string type, string method, int from, int to) => new(type, method, $"{from} is {to}", m =>
    {
        int changed = 0;
        foreach (Instruction i in m.Body.Instructions)
        {
            if (Value(i) == from)
            {
                (i.OpCode, i.Operand) = (OpCodes.Ldc_I4, to);
                changed++;
            }
        }

        Require(changed > 0, m, $"has no number {from}");
    });

    /// <summary>Calls of a method are left out; what they would return is zero.</summary>
    internal static IlEdit Skips(string type, string method, string callee) => new(type, method, $"skips {callee}", m =>
    {
        ILProcessor il = m.Body.GetILProcessor();
        Instruction[] calls = [.. m.Body.Instructions.Where(i => i.Operand is MethodReference called && called.Name == callee)];
        Require(calls.Length > 0, m, $"does not call {callee}");
        foreach (Instruction call in calls)
        {
            var called = (MethodReference)call.Operand!;
            int pops = called.Parameters.Count + (called.HasThis ? 1 : 0);
            call.OpCode = OpCodes.Nop;
            call.Operand = null!;
            Instruction last = call;
            for (int i = 0; i < pops; i++)
            {
                Instruction pop = il.Create(OpCodes.Pop);
                il.InsertAfter(last, pop);
                last = pop;
            }

            if (called.ReturnType.FullName != "System.Void")
            {
                il.InsertAfter(last, il.Create(OpCodes.Ldc_I4_0));
            }
        }
    });

    /// <summary>The operator of the n-th subtraction or addition is turned round, from 0.</summary>
    internal static IlEdit Swaps(string type, string method, Code from, OpCode to, int index = 0) => new(type, method, $"{from} is {to}",
        m =>
        {
            Instruction[] found = [.. m.Body.Instructions.Where(i => i.OpCode.Code == from)];
            Require(found.Length > index, m, $"has no {from} number {index}");
            found[index].OpCode = to;
        });

    /// <summary>Makes the change in a firmware.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to change.</exception>
    internal void Apply(ModuleDefinition firmware)
    {
        MethodDefinition[] found = [.. firmware.Types.Where(t => t.Name == Type).SelectMany(t => t.Methods).Where(m => m.Name == Method)];
        if (found.Length == 0)
        {
            throw new InvalidOperationException($"the firmware has no method {Type}.{Method}");
        }

        foreach (MethodDefinition method in found)
        {
            Change(method);
        }
    }

    private static MethodBody Clear(MethodDefinition method)
    {
        method.Body.Instructions.Clear();
        method.Body.ExceptionHandlers.Clear();
        method.Body.Variables.Clear();
        return method.Body;
    }

    private static int? Value(Instruction i) => i.OpCode.Code switch
    {
        Code.Ldc_I4 => (int)i.Operand,
        Code.Ldc_I4_S => (sbyte)i.Operand,
        Code.Ldc_I4_M1 => -1,
        >= Code.Ldc_I4_0 and <= Code.Ldc_I4_8 => i.OpCode.Code - Code.Ldc_I4_0,
        _ => null,
    };

    private static void Require(bool holds, MethodDefinition method, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"{method.DeclaringType.Name}.{method.Name} {otherwise}");
        }
    }
}
