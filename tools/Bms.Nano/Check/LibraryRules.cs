using Bms.Nano.Flow;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Nano.Check;

/// <summary>Rules about calls into the class library and about what the loop may reach.</summary>
public static class LibraryRules
{
    private static readonly string[] RootsOfLoop = ["Bms.BmsController::Step", "Loop::Step"];

    private static readonly string[] Transcendentals =
    [
        "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Cos", "Cosh", "Exp", "IEEERemainder", "Log", "Log10", "Pow",
        "Sin", "Sinh", "Sqrt", "Tan", "Tanh",
    ];

    // These names belong to .NET's own framework on the desktop: a reference to them would run other code there.
    private static readonly string[] ForbiddenAssemblies = ["System.Threading", "System.Net", "System.IO.FileSystem", "System.IO.Streams"];

    public static string? EnumToString(Instruction i, MethodDefinition method, MethodFlow flow)
    {
        if (i.Operand is not MethodReference { Name: "ToString" } called)
        {
            return null;
        }

        bool constrained = i.Previous?.OpCode.Code == Code.Constrained && IsEnum((TypeReference)i.Previous.Operand);
        bool boxed = flow.Operand(i, 0).Type is { } type && IsEnum(type);
        return constrained || boxed || called.DeclaringType.FullName == "System.Enum" ? "ToString of an enum" : null;
    }

    // A compiler that knows the indexer turns foreach over a string into a loop over two variables of its own, which have no name in
    // the debug information; another one calls the enumerator.
    public static string? ForeachOverString(Instruction i, MethodDefinition method, MethodFlow flow)
    {
        if (i.Operand is not MethodReference called)
        {
            return null;
        }

        bool isString = called.DeclaringType.FullName == "System.String" || flow.Operand(i, 0).Type?.FullName == "System.String";
        bool isLoop = called.Name == "get_Chars" && IsNameless(flow.Operand(i, 0).Origin, method)
            && IsNameless(flow.Operand(i, 1).Origin, method);
        return isString && (isLoop || called.Name == "GetEnumerator") ? "foreach over a string" : null;
    }

    public static string? UnformattedFloat(Instruction i, MethodDefinition method, MethodFlow flow)
    {
        bool prints = i.Operand is MethodReference { Name: "ToString", Parameters.Count: 0 } called
            && called.DeclaringType.FullName is "System.Single" or "System.Double";
        bool constrained = i.Previous?.OpCode.Code == Code.Constrained && i.Operand is MethodReference { Name: "ToString" }
            && ((TypeReference)i.Previous.Operand).FullName is "System.Single" or "System.Double";
        bool boxed = i.OpCode.Code == Code.Box && ((TypeReference)i.Operand).FullName is "System.Single" or "System.Double";
        return prints || constrained || boxed ? "a float printed without a format" : null;
    }

    public static string? Transcendental(MethodReference called) =>
        called.DeclaringType.FullName == "System.Math" && Transcendentals.Contains(called.Name) ? "Math." + called.Name : null;

    public static IEnumerable<Place> ForeignAssemblies(Inspection inspection) => inspection.Module.AssemblyReferences
        .Where(a => ForbiddenAssemblies.Contains(a.Name))
        .Select(a => new Place(inspection.Module.Name, "a reference to " + a.Name));

    public static IEnumerable<Place> AllocationInLoop(Inspection inspection)
    {
        IEnumerable<MethodDefinition> roots = inspection.Calls.Methods.Where(m =>
            RootsOfLoop.Any(root => (m.DeclaringType.FullName + "::" + m.Name).EndsWith(root, StringComparison.Ordinal)));
        return from method in inspection.Calls.ReachableFrom(roots)
            where !LoopAllowances.MayAllocate(method)
            from instruction in method.Body.Instructions
            let what = Allocates(instruction)
            where what is not null && !IsThrown(instruction)
            select Place.At(method, instruction, what);
    }

    private static string? Allocates(Instruction i) => i.OpCode.Code switch
    {
        Code.Newarr => "a new array",
        Code.Box => "boxing",
        Code.Newobj when !((MethodReference)i.Operand).DeclaringType.IsValueType =>
            "new " + ((MethodReference)i.Operand).DeclaringType.Name,
        Code.Call when i.Operand is MethodReference { Name: "Concat", DeclaringType.FullName: "System.String" } => "joining strings",
        _ => null,
    };

    // An exception is a programmer's fault and ends the loop anyway.
    private static bool IsThrown(Instruction i) => i.Next?.OpCode.Code == Code.Throw;

    private static bool IsEnum(TypeReference type) => TypeTags.TryResolve(type) is { IsEnum: true } || type.FullName == "System.Enum";

    private static bool IsNameless(Instruction? load, MethodDefinition method) =>
        load is not null && load.OpCode.Name.StartsWith("ldloc", StringComparison.Ordinal) && method.DebugInformation.HasSequencePoints
        && !method.DebugInformation.TryGetName(Operands.Local(method, load), out _);
}
