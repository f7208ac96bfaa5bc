using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Nano.Check;

/// <summary>One thing that the board's runtime mishandles.</summary>
/// <param name="Number">Printed as NANO001 and so on; never re-used.</param>
/// <param name="Name">What is wrong, in a few words.</param>
/// <param name="Why">What the runtime does with it.</param>
/// <param name="WayOut">What to write instead.</param>
/// <param name="Find">Finds every place.</param>
public sealed record Rule(int Number, string Name, string Why, string WayOut, Func<Inspection, IEnumerable<Place>> Find)
{
    public string Id => $"NANO{Number:D3}";
}

/// <summary>Where a rule is broken.</summary>
/// <param name="Location">File and line, or a member's name.</param>
/// <param name="Detail">The thing itself, such as the called method.</param>
public sealed record Place(string Location, string Detail)
{
    public static Place At(MethodDefinition method, Instruction? instruction, string detail) =>
        new(Inspection.Locate(method, instruction), detail + " in " + method.DeclaringType.Name + "." + method.Name);
}
