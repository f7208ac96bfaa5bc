using Bms.Nano.Flow;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Nano.Check;

/// <summary>Turns a question about one instruction into a search over all of them.</summary>
public static class InstructionSearch
{
    /// <summary>Every reachable instruction for which <paramref name="detail"/> returns a text.</summary>
    public static Func<Inspection, IEnumerable<Place>> Each(Func<Instruction, MethodDefinition, MethodFlow, string?> detail) =>
        inspection =>
        from method in inspection.Calls.Methods
        let flow = inspection.Flow.Of(method)
        from instruction in method.Body.Instructions
        let text = detail(instruction, method, flow)
        where text is not null
        select Place.At(method, instruction, text);

    /// <summary>Every call (and constructor call) whose method satisfies <paramref name="detail"/>.</summary>
    public static Func<Inspection, IEnumerable<Place>> EachCall(Func<MethodReference, string?> detail) =>
        Each((i, _, _) => i.Operand is MethodReference called ? detail(called) : null);
}
