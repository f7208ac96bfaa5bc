using Bms.Nano.Check;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace Bms.Nano.Tests.Check;

/// <summary>Each rule sees every planted violation of its class in Bms.Nano.Planted, and nothing in the ways out beside them.</summary>
public class RuleBookTests
{
    private static readonly Inspection Planted = Inspection.Open(Path.Combine(AppContext.BaseDirectory, "Bms.Nano.Planted.dll"));

    private static readonly Dictionary<int, List<Place>> Found = RuleBook.Rules.ToDictionary(r => r.Number, r => r.Find(Planted).ToList());

    public static TheoryData<int, string> BadMethods()
    {
        var data = new TheoryData<int, string>();
        foreach (var type in Planted.Module.Types.Where(t => t.Name.StartsWith("Rule", StringComparison.Ordinal)))
        {
            foreach (var method in type.Methods.Where(IsPlanted))
            {
                data.Add(int.Parse(type.Name.AsSpan(4, 3)), type.Name + "." + method.Name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(BadMethods))]
    public void Sees_the_planted_violation(int rule, string method) =>
        Assert.Contains(Found[rule], place => place.Detail.EndsWith(" in " + method, StringComparison.Ordinal));

    [Fact]
    public void Every_way_out_is_clean()
    {
        IEnumerable<string> alarms = Found.SelectMany(rule => rule.Value.Select(place => $"NANO{rule.Key:D3} {place}"))
            .Where(text => text.Contains(".Good", StringComparison.Ordinal));
        Assert.Empty(alarms);
    }

    [Fact]
    public void Sees_a_generic_field_and_a_cross_class_initialiser()
    {
        Assert.Contains(Found[4], place => place.Location.Contains("Rule004Box", StringComparison.Ordinal));
        Assert.Contains(Found[11], place => place.Detail.Contains("Rule011Table.Steps", StringComparison.Ordinal));
    }

    [Fact]
    public void Sees_a_body_in_an_interface()
    {
        // The contract does not let one compile, so this one is put together.
        using ModuleDefinition module = ModuleDefinition.CreateModule("Planted006", ModuleKind.Dll);
        var type = new TypeDefinition("Planted", "IRule006", TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Public);
        var method = new MethodDefinition("BadDefault", MethodAttributes.Public | MethodAttributes.Virtual, module.TypeSystem.Void);
        method.Body.GetILProcessor().Emit(OpCodes.Ret);
        type.Methods.Add(method);
        module.Types.Add(type);
        Assert.Single(RuleBook.Rules.Single(r => r.Number == 6).Find(new Inspection(module)));
    }

    [Theory]
    [InlineData("Exp", 1)]
    [InlineData("Max", 0)]
    public void Sees_a_transcendental_function(string name, int found)
    {
        using ModuleDefinition module = ModuleDefinition.CreateModule("Planted015", ModuleKind.Dll);
        var type = new TypeDefinition("Planted", "Rule015", TypeAttributes.Public, module.TypeSystem.Object);
        var method = new MethodDefinition("Bad", MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Void);
        var math = new TypeReference("System", "Math", module, module.TypeSystem.CoreLibrary);
        method.Body.GetILProcessor().Emit(OpCodes.Call, new MethodReference(name, module.TypeSystem.Double, math));
        method.Body.GetILProcessor().Emit(OpCodes.Pop);
        method.Body.GetILProcessor().Emit(OpCodes.Ret);
        type.Methods.Add(method);
        module.Types.Add(type);
        Assert.Equal(found, RuleBook.Rules.Single(r => r.Number == 15).Find(new Inspection(module)).Count());
    }

    [Fact]
    public void Sees_a_reference_to_an_assembly_whose_name_the_desktop_owns()
    {
        using ModuleDefinition module = ModuleDefinition.CreateModule("Planted018", ModuleKind.Dll);
        module.AssemblyReferences.Add(new AssemblyNameReference("System.Threading", new Version(1, 1, 58, 0)));
        Assert.Single(RuleBook.Rules.Single(r => r.Number == 18).Find(new Inspection(module)));
    }

    [Fact]
    public void Says_file_and_line() =>
        Assert.Contains(Found[1], place => System.Text.RegularExpressions.Regex.IsMatch(place.Location, @"^Arithmetic\.cs:\d+$"));

    [Fact]
    public void Numbers_are_unique_and_every_rule_has_a_reason_and_a_way_out()
    {
        Assert.Equal(RuleBook.Rules.Count, RuleBook.Rules.Select(r => r.Number).Distinct().Count());
        Assert.All(RuleBook.Rules, r => Assert.True(r.Why.Length > 10 && r.WayOut.Length > 10));
    }

    private static bool IsPlanted(MethodDefinition method) =>
        method.Name.StartsWith("Bad", StringComparison.Ordinal) && !method.DeclaringType.Name.EndsWith("Base", StringComparison.Ordinal);
}
