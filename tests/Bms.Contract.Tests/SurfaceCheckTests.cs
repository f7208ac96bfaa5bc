using Bms.Nano.Surface;
using Mono.Cecil;
using Xunit;

namespace Bms.Contract.Tests;

public sealed class SurfaceCheckTests : IDisposable
{
    private static readonly string Contract = Path.Combine(AppContext.BaseDirectory, "contract");
    private static readonly string Twins = Path.Combine(AppContext.BaseDirectory, "twins");
    private readonly string _folder = Directory.CreateTempSubdirectory("bms-surface").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void The_twins_offer_what_the_contract_declares() => Assert.Empty(SurfaceCheck.Twins(Contract, Twins));

    [Fact]
    public void A_member_that_a_twin_lacks_and_one_that_it_has_too_many_are_seen()
    {
        using (ModuleDefinition twin = ModuleDefinition.ReadModule(Path.Combine(Twins, "System.Device.I2c.dll")))
        {
            MethodDefinition method = twin.GetType("System.Device.I2c.I2cDevice").Methods.Single(m => m.Name == "WriteByte");
            method.Name = "WriteOctet";
            twin.Write(Path.Combine(_folder, "System.Device.I2c.dll"));
        }

        string[] found = [.. SurfaceCheck.Twins(Contract, _folder)];
        Assert.Equal(2, found.Length);
        Assert.Contains("lacks M:System.Device.I2c.I2cDevice.WriteByte", found[0], StringComparison.Ordinal);
        Assert.Contains("offers M:System.Device.I2c.I2cDevice.WriteOctet", found[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_the_board_does_not_have_is_seen()
    {
        foreach (string path in Directory.GetFiles(Contract, "*.dll"))
        {
            using var contract = new AssemblySurface(path);
            IEnumerable<string> lines = contract.VisibleMembers().Where(m => !m.Contains("I2cDevice.ReadByte", StringComparison.Ordinal));
            string head = $"# {contract.Name} {contract.Version} refs:";
            File.WriteAllLines(Path.Combine(_folder, contract.Name + ".txt"), lines.Prepend(head));
        }

        string only = Assert.Single(SurfaceCheck.Contract(Contract, _folder), line => !line.Contains("SpanByte", StringComparison.Ordinal));
        Assert.Contains("declares M:System.Device.I2c.I2cDevice.ReadByte", only, StringComparison.Ordinal);
    }
}
