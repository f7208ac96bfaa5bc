using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Nano.Flow;

/// <summary>Every method of the modules under test, and which bodies a call may reach, overrides and interfaces included.</summary>
public sealed class CallGraph
{
    private readonly Dictionary<string, List<MethodDefinition>> _bodies = [];

    public CallGraph(ModuleDefinition module)
    {
        Methods = [.. module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody)];
        foreach (MethodDefinition method in Methods)
        {
            Add(method.FullName, method);
            foreach (MethodDefinition slot in SlotsOf(method))
            {
                Add(slot.FullName, method);
            }
        }
    }

    /// <summary>All methods with a body.</summary>
    public IReadOnlyList<MethodDefinition> Methods { get; }

    /// <summary>The bodies that a call of <paramref name="method"/> may reach; empty for a method outside.</summary>
    public IReadOnlyList<MethodDefinition> BodiesOf(MethodReference method) =>
        _bodies.TryGetValue(method.FullName, out List<MethodDefinition>? bodies) ? bodies : [];

    /// <summary>Every method that can run when one of the roots is called, these included.</summary>
    public IReadOnlyCollection<MethodDefinition> ReachableFrom(IEnumerable<MethodDefinition> roots)
    {
        var reached = new HashSet<MethodDefinition>();
        var work = new Stack<MethodDefinition>(roots);
        while (work.TryPop(out MethodDefinition? method))
        {
            if (!method.HasBody || !reached.Add(method))
            {
                continue;
            }

            foreach (MethodReference called in method.Body.Instructions.Select(i => i.Operand).OfType<MethodReference>())
            {
                foreach (MethodDefinition body in BodiesOf(called))
                {
                    work.Push(body);
                }
            }
        }

        return reached;
    }

    private void Add(string slot, MethodDefinition body)
    {
        if (!_bodies.TryGetValue(slot, out List<MethodDefinition>? bodies))
        {
            _bodies[slot] = bodies = [];
        }

        if (!bodies.Contains(body))
        {
            bodies.Add(body);
        }
    }

    // The virtual methods of base types and interfaces that this body may stand for.
    private static IEnumerable<MethodDefinition> SlotsOf(MethodDefinition method)
    {
        if (!method.IsVirtual)
        {
            yield break;
        }

        for (TypeDefinition? type = method.DeclaringType; type is not null; type = Base(type))
        {
            foreach (TypeDefinition candidate in type.Interfaces.Select(i => TypeTags.TryResolve(i.InterfaceType)).Append(type)
                .OfType<TypeDefinition>())
            {
                foreach (MethodDefinition slot in candidate.Methods.Where(m => m != method && m.IsVirtual && SameShape(m, method)))
                {
                    yield return slot;
                }
            }
        }
    }

    private static TypeDefinition? Base(TypeDefinition type) => type.BaseType is null ? null : TypeTags.TryResolve(type.BaseType);

    private static bool SameShape(MethodDefinition a, MethodDefinition b) =>
        a.Name == b.Name
        && a.Parameters.Select(p => p.ParameterType.FullName).SequenceEqual(b.Parameters.Select(p => p.ParameterType.FullName));
}
