using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Nano.Flow;

/// <summary>
/// Runs one method over tags instead of values, along every path, until the stacks at all instructions stand still. Learns from
/// and adds to the facts of the whole program.
/// </summary>
public sealed class MethodFlow
{
    private readonly MethodDefinition _method;
    private readonly Dictionary<Instruction, Value[]> _stacks = [];
    private readonly Queue<Instruction> _work = new();
    private readonly Effects _effects;

    public MethodFlow(MethodDefinition method, TagFacts facts, CallGraph calls)
    {
        _method = method;
        _effects = new Effects(method, facts, calls);
    }

    /// <summary>The stack before an instruction, bottom first; empty for an instruction that no path reaches.</summary>
    public IReadOnlyList<Value> StackBefore(Instruction instruction) => _stacks.GetValueOrDefault(instruction) ?? [];

    /// <summary>Operand <paramref name="fromTop"/> of an instruction: 0 is the top of the stack.</summary>
    public Value Operand(Instruction instruction, int fromTop)
    {
        IReadOnlyList<Value> stack = StackBefore(instruction);
        return fromTop < stack.Count ? stack[stack.Count - 1 - fromTop] : default;
    }

    /// <summary>Runs to a standstill.</summary>
    public MethodFlow Run()
    {
        MethodBody body = _method.Body;
        Enter(body.Instructions[0], []);
        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            bool hasException = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
            Enter(handler.HandlerStart, hasException ? [new Value(Tags.None, handler.CatchType)] : []);
            if (handler.FilterStart is not null)
            {
                Enter(handler.FilterStart, [new Value(Tags.None)]);
            }
        }

        while (_work.TryDequeue(out Instruction? instruction))
        {
            Step(instruction);
        }

        return this;
    }

    private void Step(Instruction instruction)
    {
        var stack = new List<Value>(_stacks[instruction]);
        _effects.Apply(instruction, stack);
        FlowControl control = instruction.OpCode.FlowControl;
        if (instruction.Operand is Instruction target)
        {
            Enter(target, control == FlowControl.Branch && instruction.OpCode.Code is Code.Leave or Code.Leave_S ? [] : stack);
        }
        else if (instruction.Operand is Instruction[] targets)
        {
            foreach (Instruction each in targets)
            {
                Enter(each, stack);
            }
        }

        bool falls = control is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);
        if (falls && instruction.Next is not null)
        {
            Enter(instruction.Next, stack);
        }
    }

    private void Enter(Instruction instruction, List<Value> stack)
    {
        if (!_stacks.TryGetValue(instruction, out Value[]? known))
        {
            _stacks[instruction] = [.. stack];
            _work.Enqueue(instruction);
            return;
        }

        bool changed = false;
        for (int i = 0; i < known.Length && i < stack.Count; i++)
        {
            Value joined = known[i].Join(stack[i]);
            changed |= joined != known[i];
            known[i] = joined;
        }

        if (changed)
        {
            _work.Enqueue(instruction);
        }
    }
}
