using Bms.Nano.Surface;
using Xunit;

namespace Bms.Contract.Tests;

/// <summary>The board's tools are not on this machine: what can be known of the .nfproj files without them.</summary>
public class NanoProjectTests
{
    private static readonly string[] OwnAssemblies = ["Bms"];

    public static TheoryData<string> Projects =>
        ["firmware/Bms/Bms.nfproj", "firmware/Esp32/Bms.Esp32.nfproj", "firmware/Stm32/Bms.Stm32.nfproj"];

    [Theory, MemberData(nameof(Projects))]
    public void Every_reference_comes_from_a_package_that_is_restored_and_every_package_is_used(string path)
    {
        var project = new NanoProject(path);
        IEnumerable<string> restored = project.Packages.Select(p => $"{p.Id}.{p.Version}");
        Assert.Equal(restored.Order(), project.References.Select(r => r.Path.Split('/')[3]).Order());
        Assert.All(project.References, r => Assert.StartsWith("../../packages/", r.Path, StringComparison.Ordinal));
        Assert.All(project.References, r => Assert.EndsWith($"/lib/{r.Assembly}.dll", r.Path, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Projects))]
    public void The_same_package_has_one_version_everywhere(string path)
    {
        var library = new NanoProject("firmware/Bms/Bms.nfproj");
        Assert.Subset(new NanoProject(path).Packages.ToHashSet(), library.Packages.ToHashSet());
    }

    [Theory]
    [InlineData("firmware/Bms/Bms.nfproj", "Bms")]
    [InlineData("firmware/Esp32/Bms.Esp32.nfproj", "apps/Bms.Esp32")]
    [InlineData("firmware/Stm32/Bms.Stm32.nfproj", "apps/Bms.Stm32")]
    public void What_the_compiled_code_uses_is_referenced(string path, string assembly)
    {
        using AssemblySurface built = Files.Open("", assembly);
        HashSet<string> referenced = [.. new NanoProject(path).References.Select(r => r.Assembly), .. OwnAssemblies];
        Assert.Subset(referenced, built.References.Select(r => r.Name).ToHashSet());
    }

    [Theory, MemberData(nameof(Projects))]
    public void The_compiler_is_told_the_same_language_version_on_both_sides(string path)
    {
        Assert.Equal("10", new NanoProject(path).Property("LangVersion"));
        string shared = File.ReadAllText(Path.Combine(Files.Root, "firmware/Directory.Build.props"));
        Assert.Contains("<LangVersion>10</LangVersion>", shared, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_takes_every_file_but_drivers_and_boards_and_the_apps_take_those_their_own_and_the_common_ones()
    {
        string[] app = ["Program.cs", "../Common/*.cs", "../Bms/Drivers/*.cs", "../Bms/Boards/*.cs"];
        Assert.Equal(["**/*.cs"], new NanoProject("firmware/Bms/Bms.nfproj").Compiled);
        Assert.Equal(["bin/**;obj/**;Drivers/**;Boards/**"], new NanoProject("firmware/Bms/Bms.nfproj").Excluded);
        Assert.Equal(app, new NanoProject("firmware/Esp32/Bms.Esp32.nfproj").Compiled);
        Assert.Equal(app, new NanoProject("firmware/Stm32/Bms.Stm32.nfproj").Compiled);
    }

    /// <summary>
    /// The metadata processor addresses the code of an assembly with 16 bits and refuses a longer one. Half of the room is the app's own.
    /// </summary>
    [Fact]
    public void The_code_of_each_assembly_fits_the_table_of_the_board()
    {
        (int core_bytes, int drivers_bytes) = NanoByteCode.Of(Path.Combine(AppContext.BaseDirectory, "Bms.dll"));
        Assert.InRange(core_bytes, 20_000, ushort.MaxValue - 500);
        Assert.InRange(drivers_bytes, 5_000, 32_768);
    }

    [Fact]
    public void The_solution_lists_the_board_projects_and_never_builds_them()
    {
        string solution = File.ReadAllText(Path.Combine(Files.Root, "BmsFirmware.sln")).Replace('\\', '/');
        foreach (string path in Projects.Select(row => row.Data))
        {
            Assert.Contains($"\"{path}\"", solution, StringComparison.Ordinal);
            string id = new NanoProject(path).Property("ProjectGuid");
            Assert.Contains($"{id}.Release|Any CPU.ActiveCfg", solution, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain($"{id}.Release|Any CPU.Build.0", solution, StringComparison.OrdinalIgnoreCase);
        }
    }
}
