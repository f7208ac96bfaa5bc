using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Bms.Metering;

/// <summary>
/// Writes a copy of the firmware that counts every IL instruction it executes: at the head of each basic block the block's length
/// is added to the total and to its method; at the entry and the exits of a method the total is noted, for its cost with all it calls.
/// </summary>
public sealed class Instrumenter
{
    /// <summary>Full name of the class that holds the counters in the copy.</summary>
    public const string MeterType = "Bms.Metering.Meter";

    private readonly ModuleDefinition _module;
    private readonly FieldDefinition _total;
    private readonly FieldDefinition _own;
    private readonly FieldDefinition _inclusive;
    private readonly FieldDefinition _calls;
    private readonly List<string> _methods = [];

    private Instrumenter(ModuleDefinition module)
    {
        _module = module;
        var meter = new TypeDefinition("Bms.Metering", "Meter",
            TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
            module.TypeSystem.Object);
        _total = AddField(meter, "Total", module.TypeSystem.Int64);
        _own = AddField(meter, "Own", new ArrayType(module.TypeSystem.Int64));
        _inclusive = AddField(meter, "Inclusive", new ArrayType(module.TypeSystem.Int64));
        _calls = AddField(meter, "Calls", new ArrayType(module.TypeSystem.Int64));
        module.Types.Add(meter);
    }

    /// <summary>Reads a DLL; returns the counting copy and the names of its methods, in the order of the counters.</summary>
    public static (byte[] Image, string[] Methods) Run(string path)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(path, new ReaderParameters { InMemory = true });
        MethodDefinition[] bodies = [.. module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody)];
        var instrumenter = new Instrumenter(module);
        foreach (MethodDefinition method in bodies)
        {
            instrumenter.Meter(method);
        }

        using var stream = new MemoryStream();
        module.Write(stream);
        return (stream.ToArray(), [.. instrumenter._methods]);
    }

    private void Meter(MethodDefinition method)
    {
        int index = _methods.Count;
        _methods.Add(method.DeclaringType.FullName + "." + method.Name);
        MethodBody body = method.Body;
        body.SimplifyMacros();
        Instruction[] original = [.. body.Instructions];
        Instruction[] heads = [.. original.Where(Heads(body).Contains)];
        ILProcessor il = body.GetILProcessor();
        var replaced = new Dictionary<Instruction, Instruction>();
        for (int i = 0; i < heads.Length; i++)
        {
            int from = Array.IndexOf(original, heads[i]);
            int to = i + 1 < heads.Length ? Array.IndexOf(original, heads[i + 1]) : original.Length;
            replaced[heads[i]] = InsertBefore(il, heads[i], [.. i == 0 ? Enter(index) : [], .. Count(index, to - from)]);
        }

        foreach (Instruction exit in original.Where(i => i.OpCode.Code is Code.Ret))
        {
            Instruction first = InsertBefore(il, exit, Leave(index));
            replaced.TryAdd(exit, first);
        }

        Redirect(body, original, replaced);
        body.OptimizeMacros();
    }

    // A block begins at the method's start, at every target of a jump or handler, and behind every jump.
    private static HashSet<Instruction> Heads(MethodBody body)
    {
        var heads = new HashSet<Instruction> { body.Instructions[0] };
        foreach (Instruction i in body.Instructions)
        {
            heads.UnionWith(i.Operand is Instruction target ? [target] : i.Operand as Instruction[] ?? []);
            bool ends = i.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;
            if (ends && i.Next is not null)
            {
                heads.Add(i.Next);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            heads.UnionWith(new[] { handler.TryStart, handler.HandlerStart, handler.FilterStart }.OfType<Instruction>());
        }

        return heads;
    }

    private IEnumerable<Instruction> Count(int index, int length) =>
    [
        Instruction.Create(OpCodes.Ldsfld, _total), Instruction.Create(OpCodes.Ldc_I4, length), Instruction.Create(OpCodes.Conv_I8),
        Instruction.Create(OpCodes.Add), Instruction.Create(OpCodes.Stsfld, _total),
        .. AddTo(_own, index, Instruction.Create(OpCodes.Ldc_I4, length), OpCodes.Add),
    ];

    private IEnumerable<Instruction> Enter(int index) =>
    [
        .. AddTo(_calls, index, Instruction.Create(OpCodes.Ldc_I4_1), OpCodes.Add),
        .. AddTo(_inclusive, index, Instruction.Create(OpCodes.Ldsfld, _total), OpCodes.Sub),
    ];

    private IEnumerable<Instruction> Leave(int index) => AddTo(_inclusive, index, Instruction.Create(OpCodes.Ldsfld, _total), OpCodes.Add);

    private IEnumerable<Instruction> AddTo(FieldDefinition counters, int index, Instruction amount, OpCode operation) =>
    [
        Instruction.Create(OpCodes.Ldsfld, counters), Instruction.Create(OpCodes.Ldc_I4, index),
        Instruction.Create(OpCodes.Ldelema, _module.TypeSystem.Int64), Instruction.Create(OpCodes.Dup),
        Instruction.Create(OpCodes.Ldind_I8), amount, Instruction.Create(OpCodes.Conv_I8), Instruction.Create(operation),
        Instruction.Create(OpCodes.Stind_I8),
    ];

    private static Instruction InsertBefore(ILProcessor il, Instruction target, IEnumerable<Instruction> inserted)
    {
        Instruction? first = null;
        foreach (Instruction each in inserted)
        {
            il.InsertBefore(target, each);
            first ??= each;
        }

        return first ?? target;
    }

    private static void Redirect(MethodBody body, Instruction[] original, Dictionary<Instruction, Instruction> replaced)
    {
        foreach (Instruction i in original)
        {
            i.Operand = i.Operand switch
            {
                Instruction target => replaced.GetValueOrDefault(target, target),
                Instruction[] targets => targets.Select(t => replaced.GetValueOrDefault(t, t)).ToArray(),
                _ => i.Operand,
            };
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = New(handler.TryStart);
            handler.TryEnd = New(handler.TryEnd);
            handler.HandlerStart = New(handler.HandlerStart);
            handler.HandlerEnd = New(handler.HandlerEnd);
            handler.FilterStart = New(handler.FilterStart);
        }

        Instruction? New(Instruction? old) => old is null ? null : replaced.GetValueOrDefault(old, old);
    }

    private static FieldDefinition AddField(TypeDefinition type, string name, TypeReference fieldType)
    {
        var field = new FieldDefinition(name, FieldAttributes.Public | FieldAttributes.Static, fieldType);
        type.Fields.Add(field);
        return field;
    }
}
