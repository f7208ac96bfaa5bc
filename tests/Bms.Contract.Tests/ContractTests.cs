using Bms.Nano.Surface;
using Xunit;

namespace Bms.Contract.Tests;

public class ContractTests
{
    public static TheoryData<string> Assemblies => [.. Files.Names("contract")];

    [Theory, MemberData(nameof(Assemblies))]
    public void Every_member_that_the_contract_declares_is_one_that_the_board_has(string assembly)
    {
        (string version, HashSet<string> real) = NanoApi.Read(assembly);
        using AssemblySurface contract = Files.Open("contract", assembly);
        Assert.Equal(version, contract.Version.ToString());
        IEnumerable<string> declared = contract.VisibleMembers();
        if (assembly == "System.Device.I2c")
        {
            // On a board mscorlib holds this struct.
            HashSet<string> core = NanoApi.Read("mscorlib").Members;
            Assert.Subset(core, declared.Where(IsSpan).ToHashSet());
            declared = declared.Where(m => !IsSpan(m));
        }

        Assert.Empty(declared.Except(real));
    }

    [Theory, MemberData(nameof(Assemblies))]
    public void The_contract_rests_on_itself(string assembly)
    {
        using AssemblySurface contract = Files.Open("contract", assembly);
        Assert.Equal(assembly, contract.Name);
        foreach ((string name, Version version) in contract.References)
        {
            using AssemblySurface needed = Files.Open("contract", name);
            Assert.Equal(needed.Version, version);
        }
    }

    [Fact]
    public void The_contract_has_what_the_compiler_looks_for()
    {
        using AssemblySurface core = Files.Open("contract", "mscorlib");
        Assert.Superset(
            new HashSet<string>
            {
                "P:System.String.Chars(System.Int32) : System.Char { get; }",
                "M:System.String.Concat(System.String,System.String) : System.String static",
                "M:System.String.Concat(System.String,System.String,System.String) : System.String static",
                "M:System.String.Concat(System.String,System.String,System.String,System.String) : System.String static",
                "M:System.String.Concat(System.String[]) : System.String static",
                "M:System.Runtime.CompilerServices.RuntimeHelpers.InitializeArray(System.Array,System.RuntimeFieldHandle) static",
                "M:System.Threading.Monitor.Enter(System.Object) static",
                "M:System.Threading.Monitor.Exit(System.Object) static",
            },
            core.VisibleMembers().ToHashSet());
    }

    private static bool IsSpan(string member) => member[2..].StartsWith("System.SpanByte", StringComparison.Ordinal);
}
