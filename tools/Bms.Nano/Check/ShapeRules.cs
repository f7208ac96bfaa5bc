using Bms.Nano.Flow;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Nano.Check;

/// <summary>Rules about the shape of types and members: what the runtime cannot load or resolves wrongly.</summary>
public static class ShapeRules
{
    public static IEnumerable<Place> Generics(Inspection inspection)
    {
        foreach (TypeDefinition type in inspection.Module.GetTypes())
        {
            if (type.HasGenericParameters)
            {
                yield return new Place(type.FullName, "a generic type");
            }

            foreach (MethodDefinition method in type.Methods.Where(m => m.HasGenericParameters))
            {
                yield return Place.At(method, null, "a generic method");
            }
        }

        foreach (Place use in Uses(inspection, t => t is GenericInstanceType, "a generic instantiation"))
        {
            yield return use;
        }

        foreach (Place call in InstructionSearch.Each((i, _, _) => i.Operand is GenericInstanceMethod m ? m.FullName : null)(inspection))
        {
            yield return call;
        }
    }

    public static IEnumerable<Place> MultiDimensionalArrays(Inspection inspection) =>
        Uses(inspection, t => t is ArrayType { IsVector: false }, "a multi-dimensional array");

    public static IEnumerable<Place> Pointers(Inspection inspection) =>
        Uses(inspection, t => t is PointerType or PinnedType or FunctionPointerType, "a pointer")
            .Concat(InstructionSearch.Each(
                (i, _, _) => i.OpCode.Code is Code.Localloc or Code.Calli ? $"'{i.OpCode.Name}'" : null)(inspection))
            .Concat(InstructionSearch.Each(ReadsThroughPointer)(inspection))
            .Concat(inspection.Module.GetTypes().SelectMany(t => t.Fields)
                .Where(f => f.CustomAttributes.Any(a => a.AttributeType.Name == "FixedBufferAttribute"))
                .Select(f => new Place(f.FullName, "a fixed buffer")));

    // The address of a local turned into a number is what remains of a pointer after optimisation.
    private static string? ReadsThroughPointer(Instruction i, MethodDefinition method, MethodFlow flow)
    {
        int address = i.OpCode.Code is >= Code.Ldind_I1 and <= Code.Ldind_R8 ? 0
            : i.OpCode.Code is >= Code.Stind_I1 and <= Code.Stind_R8 ? 1 : -1;
        bool isNumber = address >= 0 && flow.Operand(i, address).Origin?.OpCode.Code is Code.Conv_U or Code.Conv_I;
        return isNumber ? $"'{i.OpCode.Name}' through a pointer" : null;
    }

    public static IEnumerable<Place> DefaultInterfaceMethods(Inspection inspection) =>
        inspection.Calls.Methods.Where(m => m.DeclaringType.IsInterface && !m.IsConstructor)
            .Select(m => Place.At(m, null, "a body in an interface"));

    public static IEnumerable<Place> HiddenVirtuals(Inspection inspection)
    {
        foreach (MethodDefinition method in inspection.Module.GetTypes().SelectMany(t => t.Methods))
        {
            if (method.IsStatic || method.IsConstructor || (method.IsVirtual && !method.IsNewSlot))
            {
                continue;
            }

            for (TypeDefinition? up = Base(method.DeclaringType); up is not null; up = Base(up))
            {
                if (up.Methods.Any(m => m.IsVirtual && m.Name == method.Name && SameParameters(m, method)))
                {
                    yield return Place.At(method, null, $"hides the virtual method of {up.Name}");
                    break;
                }
            }
        }
    }

    // A static initialiser that reads another class's static field depends on an order that the board does not keep.
    public static IEnumerable<Place> CrossClassInitialisers(Inspection inspection) =>
        from method in inspection.Calls.Methods
        where method.IsConstructor && method.IsStatic
        from reached in inspection.Calls.ReachableFrom([method])
        from instruction in reached.Body.Instructions
        where instruction.OpCode.Code is Code.Ldsfld or Code.Ldsflda
        let field = (FieldReference)instruction.Operand
        where field.DeclaringType.FullName != method.DeclaringType.FullName
        let owner = TypeTags.TryResolve(field.DeclaringType)
        where owner is not null && owner.Module == inspection.Module && owner.Methods.Any(m => m.IsConstructor && m.IsStatic)
        select Place.At(method, method == reached ? instruction : null, $"reads {field.DeclaringType.Name}.{field.Name}");

    private static IEnumerable<Place> Uses(Inspection inspection, Func<TypeReference, bool> matches, string detail)
    {
        foreach (TypeDefinition type in inspection.Module.GetTypes())
        {
            foreach (FieldDefinition field in type.Fields.Where(f => Contains(f.FieldType, matches)))
            {
                yield return new Place(field.FullName, detail);
            }

            foreach (MethodDefinition method in type.Methods)
            {
                IEnumerable<TypeReference> named = method.Parameters.Select(p => p.ParameterType).Append(method.ReturnType);
                IEnumerable<TypeReference> locals = method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : [];
                IEnumerable<TypeReference> operands = method.HasBody ? method.Body.Instructions.Select(Named).OfType<TypeReference>() : [];
                if (named.Concat(locals).Concat(operands).Any(t => Contains(t, matches)))
                {
                    yield return Place.At(method, null, detail);
                }
            }
        }
    }

    private static TypeReference? Named(Instruction i) => i.Operand switch
    {
        TypeReference type => type,
        MemberReference member => member.DeclaringType,
        _ => null,
    };

    private static bool Contains(TypeReference? type, Func<TypeReference, bool> matches) =>
        type is not null && (matches(type) || (type is TypeSpecification specification && Contains(specification.ElementType, matches)));

    private static TypeDefinition? Base(TypeDefinition type) => type.BaseType is null ? null : TypeTags.TryResolve(type.BaseType);

    private static bool SameParameters(MethodDefinition a, MethodDefinition b) =>
        a.Parameters.Select(p => p.ParameterType.FullName).SequenceEqual(b.Parameters.Select(p => p.ParameterType.FullName));
}
