using System.Reflection;
using Bms.Nano.Surface;
using Xunit;

namespace Bms.Contract.Tests;

public class TwinTests
{
    public static TheoryData<string> Assemblies => [.. Files.Names("twins")];

    [Theory, MemberData(nameof(Assemblies))]
    public void A_twin_has_the_contracts_name_version_and_members_no_fewer_and_no_more(string assembly)
    {
        using AssemblySurface twin = Files.Open("twins", assembly);
        using AssemblySurface contract = Files.Open("contract", assembly);
        Assert.Equal(assembly, twin.Name);
        Assert.Equal(contract.Version, twin.Version);
        string[] forwarded = [.. twin.Forwarded];
        Assert.Equal(
            contract.VisibleMembers().Where(m => !forwarded.Contains(SurfaceCheck.TypeOf(m))),
            twin.VisibleMembers());
    }

    [Theory]
    [InlineData("System.Math", typeof(Math))]
    [InlineData("nanoFramework.System.Security.Cryptography", typeof(System.Security.Cryptography.HMACSHA256))]
    public void A_class_passed_on_to_NET_has_every_member_of_the_contract(string assembly, Type type)
    {
        using AssemblySurface twin = Files.Open("twins", assembly);
        using AssemblySurface contract = Files.Open("contract", assembly);
        Assert.Equal([type.FullName!], twin.Forwarded);
        IEnumerable<string> missing = contract.VisibleMembers().Where(m => !m.StartsWith("T:", StringComparison.Ordinal))
            .Where(m => !Has(type, m));
        Assert.Empty(missing);
    }

    [Fact]
    public void What_the_firmware_uses_beside_the_class_library_has_a_twin()
    {
        using AssemblySurface firmware = Files.OpenFirmware();
        Assert.Subset(Files.Names("twins").ToHashSet(), firmware.References.Select(r => r.Name).Where(n => n != "mscorlib").ToHashSet());
    }

    private static bool Has(Type type, string member)
    {
        string name = member[2..].Split('(', ' ')[0][(type.FullName!.Length + 1)..];
        string[] arguments = member.Contains('(', StringComparison.Ordinal) ? member.Split('(', ')')[1].Split(',') : [];
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        IEnumerable<MethodBase> found = name == "#ctor" ? type.GetConstructors(Any)
            : type.GetMethods(Any).Where(m => m.Name == name || m.Name == "get_" + name);
        return found.Any(m => m.GetParameters().Select(p => p.ParameterType.FullName).SequenceEqual(arguments));
    }
}
