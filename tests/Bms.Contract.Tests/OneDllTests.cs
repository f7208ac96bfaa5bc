using System.Reflection.Metadata;
using System.Reflection;
using Bms.Nano.Surface;
using Xunit;

namespace Bms.Contract.Tests;

public class OneDllTests
{
    [Fact]
    public void The_firmware_needs_the_boards_assemblies_in_the_boards_versions_and_nothing_of_NET()
    {
        using AssemblySurface firmware = Files.OpenFirmware();
        Assert.Contains(("mscorlib", new Version(1, 17, 21, 0)), firmware.References);
        foreach ((string name, Version version) in firmware.References)
        {
            using AssemblySurface contract = Files.Open("contract", name);
            Assert.Equal(contract.Version, version);
        }
    }

    [Fact]
    public void The_same_file_runs_here()
    {
        Assembly loaded = typeof(Signal).Assembly;
        Assert.Equal(new Version(1, 17, 21, 0), loaded.GetReferencedAssemblies().Single(a => a.Name == "mscorlib").Version);
        var signal = new Signal(2);
        signal.Accept(1, 3_700, 100);
        Assert.Equal(3_700, signal.Value[1]);
        Assert.Equal(typeof(object), typeof(Signal).BaseType);
    }

    [Fact]
    public void Every_type_of_the_firmware_loads_here_with_its_methods()
    {
        foreach (Type type in typeof(Signal).Assembly.GetTypes())
        {
            Assert.NotNull(type.GetMembers(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly));
        }
    }

    [Fact]
    public void The_firmware_carries_no_attribute_that_the_SDK_invents()
    {
        using AssemblySurface firmware = Files.OpenFirmware();
        IEnumerable<string> attributes = firmware.Reader.GetAssemblyDefinition().GetCustomAttributes()
            .Select(firmware.Reader.GetCustomAttribute)
            .Select(a => TypeNames.Of(firmware.Reader, firmware.Reader.GetMemberReference((MemberReferenceHandle)a.Constructor).Parent));
        Assert.Equal(["System.Diagnostics.DebuggableAttribute"], attributes);
    }
}
