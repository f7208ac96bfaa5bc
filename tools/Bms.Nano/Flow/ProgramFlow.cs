using Mono.Cecil;

namespace Bms.Nano.Flow;

/// <summary>Runs every method over tags, again and again, until no method tells another anything new.</summary>
public sealed class ProgramFlow
{
    private readonly Dictionary<MethodDefinition, MethodFlow> _flows = [];

    public ProgramFlow(CallGraph calls)
    {
        var facts = new TagFacts();
        do
        {
            facts.Changed = false;
            foreach (MethodDefinition method in calls.Methods)
            {
                _flows[method] = new MethodFlow(method, facts, calls).Run();
            }
        }
        while (facts.Changed);
    }

    /// <summary>The stacks of one method.</summary>
    public MethodFlow Of(MethodDefinition method) => _flows[method];
}
