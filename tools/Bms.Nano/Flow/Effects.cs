using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Nano.Flow;

/// <summary>
/// What each instruction does to the tags on the stack, as the board's interpreter does it: arithmetic keeps the left operand's
/// tag, storage keeps its own, casts between signed and unsigned of one size do not exist.
/// </summary>
public sealed class Effects
{
    private readonly MethodDefinition _method;
    private readonly TagFacts _facts;
    private readonly CallEffects _calls;
    private List<Value> _stack = [];
    private Instruction _now = Instruction.Create(OpCodes.Nop);

    public Effects(MethodDefinition method, TagFacts facts, CallGraph calls)
    {
        _method = method;
        _facts = facts;
        _calls = new CallEffects(facts, calls);
    }

    /// <summary>Applies one instruction to <paramref name="stack"/>.</summary>
    public void Apply(Instruction instruction, List<Value> stack)
    {
        _stack = stack;
        _now = instruction;
        if (!TryLoad(instruction) && !TryStore(instruction) && !TryArithmetic(instruction) && !TryCall(instruction))
        {
            ApplyByShape(instruction);
        }
    }

    private bool TryLoad(Instruction i)
    {
        switch (i.OpCode.Code)
        {
            case Code.Ldarg or Code.Ldarg_S or Code.Ldarg_0 or Code.Ldarg_1 or Code.Ldarg_2 or Code.Ldarg_3:
                PushArgument(Operands.Argument(_method, i));
                return true;
            case Code.Ldarga or Code.Ldarga_S:
                ParameterDefinition? parameter = Operands.Argument(_method, i);
                Push(new Value(Tags.None, Place: parameter is null ? null : TagFacts.Parameter(_method, parameter.Index)));
                return true;
            case Code.Ldloc or Code.Ldloc_S or Code.Ldloc_0 or Code.Ldloc_1 or Code.Ldloc_2 or Code.Ldloc_3:
                VariableDefinition local = Operands.Local(_method, i);
                PushPlace(local.VariableType, TagFacts.Local(_method, local.Index));
                return true;
            case Code.Ldloca or Code.Ldloca_S:
                Push(new Value(Tags.None, Place: TagFacts.Local(_method, Operands.Local(_method, i).Index)));
                return true;
            case Code.Ldfld:
                Pop(1);
                goto case Code.Ldsfld;
            case Code.Ldsfld:
                var field = (FieldReference)i.Operand;
                PushPlace(field.FieldType, TagFacts.Field(field));
                return true;
            case Code.Ldflda:
                Pop(1);
                goto case Code.Ldsflda;
            case Code.Ldsflda:
                Push(new Value(Tags.None, Place: TagFacts.Field((FieldReference)i.Operand)));
                return true;
            default:
                return TryLoadIndirect(i);
        }
    }

    private bool TryLoadIndirect(Instruction i)
    {
        Code code = i.OpCode.Code;
        if (code is >= Code.Ldelem_I1 and <= Code.Ldelem_Ref or Code.Ldelem_Any)
        {
            TypeReference? array = Top(1).Type;
            Pop(2);
            TypeReference? element = array is ArrayType typed ? typed.ElementType : i.Operand as TypeReference;
            Push(new Value(element is null ? Operands.TagsOf(code) : TypeTags.Of(element), element));
            return true;
        }

        if (code is >= Code.Ldind_I1 and <= Code.Ldind_Ref or Code.Ldobj)
        {
            Value address = Top(0);
            Pop(1);
            Tags own = address.Type is null ? Operands.TagsOf(code) : TypeTags.Of(address.Type);
            Push(new Value(own | (address.Place is null ? Tags.None : _facts.Get(address.Place)), address.Type));
            return true;
        }

        if (code is Code.Ldlen)
        {
            Pop(1);
            Push(new Value(Tags.U4));
            return true;
        }

        return false;
    }

    private bool TryStore(Instruction i)
    {
        Code code = i.OpCode.Code;
        if (code is >= Code.Stind_I1 and <= Code.Stind_R8 or Code.Stind_Ref or Code.Stind_I or Code.Stobj)
        {
            // A store through an address overwrites the tag of the place for good.
            if (Top(1).Place is { } place)
            {
                _facts.Add(place, Top(0).Tags);
            }

            Pop(2);
            return true;
        }

        return false;
    }

    private bool TryArithmetic(Instruction i)
    {
        switch (i.OpCode.Code)
        {
            case Code.Add or Code.Sub or Code.Mul or Code.Div or Code.Div_Un or Code.Rem or Code.Rem_Un or Code.And or Code.Or or Code.Xor
                or Code.Shl or Code.Shr or Code.Shr_Un:
                Tags left = Top(1).Tags;
                Pop(2);
                Push(new Value(left));
                return true;
            case Code.Neg or Code.Not:
                Tags only = Top(0).Tags;
                Pop(1);
                Push(new Value(only));
                return true;
            case Code.Dup:
                Push(Top(0));
                return true;
            case >= Code.Ldc_I4_M1 and <= Code.Ldc_R8:
                Push(new Value(Operands.TagsOf(i.OpCode.Code), Constant: true));
                return true;
            default:
                if (Operands.ConversionTags(i.OpCode.Code) is { } converted)
                {
                    bool literal = Top(0).Constant;
                    Pop(1);
                    Push(new Value(converted, Constant: literal));
                    return true;
                }

                return false;
        }
    }

    private bool TryCall(Instruction i)
    {
        if (i.OpCode.Code is not (Code.Call or Code.Callvirt or Code.Newobj))
        {
            if (i.OpCode.Code == Code.Ret && _stack.Count > 0)
            {
                _facts.Add(TagFacts.Return(_method), Top(0).Tags);
                Pop(1);
                return true;
            }

            return false;
        }

        var called = (MethodReference)i.Operand;
        int count = called.Parameters.Count;
        Value[] arguments = [.. _stack.Skip(Math.Max(0, _stack.Count - count))];
        Pop(count);
        bool isNew = i.OpCode.Code == Code.Newobj;
        if (called.HasThis && !isNew)
        {
            Pop(1);
        }

        Tags result = _calls.Pass(called, arguments);
        if (isNew)
        {
            Push(new Value(Tags.None, called.DeclaringType));
        }
        else if (called.ReturnType.MetadataType != MetadataType.Void)
        {
            Push(new Value(result, called.ReturnType));
        }

        return true;
    }

    private void ApplyByShape(Instruction i)
    {
        Pop(Operands.PopCount(_method, i, _stack.Count));
        for (int n = Operands.PushCount(i.OpCode.StackBehaviourPush); n > 0; n--)
        {
            Push(new Value(Operands.PushTags(i), i.Operand as TypeReference));
        }
    }

    private void PushArgument(ParameterDefinition? parameter)
    {
        if (parameter is null)
        {
            Push(new Value(Tags.None, _method.DeclaringType));
            return;
        }

        bool isAddress = parameter.ParameterType is ByReferenceType;
        TypeReference type = isAddress ? TypeTags.Element(parameter.ParameterType) : parameter.ParameterType;
        object? place = isAddress ? TagFacts.Through(_method, parameter.Index) : null;
        Tags tags = isAddress ? Tags.None : TypeTags.Of(type) | _facts.Get(TagFacts.Parameter(_method, parameter.Index));
        Push(new Value(tags, type, place));
    }

    private void PushPlace(TypeReference type, object place) => Push(new Value(TypeTags.Of(type) | _facts.Get(place), type));

    private Value Top(int fromTop) => fromTop < _stack.Count ? _stack[_stack.Count - 1 - fromTop] : default;

    private void Push(Value value) => _stack.Add(value.Origin is null ? value with { Origin = _now } : value);

    private void Pop(int count)
    {
        count = Math.Min(count, _stack.Count);
        _stack.RemoveRange(_stack.Count - count, count);
    }
}
