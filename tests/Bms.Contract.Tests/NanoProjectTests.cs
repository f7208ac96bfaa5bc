using Bms.Nano.Surface;
using Xunit;

namespace Bms.Contract.Tests;

/// <summary>The board's tools are not on this machine: what can be known of the .nfproj files without them.</summary>
public class NanoProjectTests
{
    private static readonly string[] OwnAssemblies = ["Bms"];

    public static TheoryData<string> Projects =>
        [NanoByteCode.Detector, NanoByteCode.Library, "firmware/Esp32/Bms.Esp32.nfproj", "firmware/Stm32/Bms.Stm32.nfproj"];

    [Theory, MemberData(nameof(Projects))]
    public void Every_reference_comes_from_a_package_that_is_restored_and_every_package_is_used(string path)
    {
        var project = new NanoProject(path);
        IEnumerable<string> restored = project.Packages.Select(p => $"{p.Id}.{p.Version}");
        string packages = Path.GetRelativePath(project.Folder, Path.Combine(Files.Root, "packages")).Replace('\\', '/') + "/";
        Assert.All(project.References, r => Assert.StartsWith(packages, r.Path, StringComparison.Ordinal));
        Assert.Equal(restored.Order(), project.References.Select(r => r.Path[packages.Length..].Split('/')[0]).Order());
        Assert.All(project.References, r => Assert.EndsWith($"/lib/{r.Assembly}.dll", r.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_package_has_one_version_everywhere()
    {
        IEnumerable<(string Id, string Version)> packages = Projects.SelectMany(row => new NanoProject(row.Data).Packages).Distinct();
        Assert.All(packages.GroupBy(p => p.Id), versions => Assert.Single(versions));
    }

    [Theory, MemberData(nameof(Projects))]
    public void An_assembly_comes_with_what_those_it_references_need(string path)
    {
        var project = new NanoProject(path);
        foreach (NanoProject referenced in project.ReferencedProjects)
        {
            Assert.Subset(project.Packages.ToHashSet(), referenced.Packages.ToHashSet());
        }
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

    /// <summary>What the detector's project takes from beside it the library leaves out; what neither takes is the app's.</summary>
    [Fact]
    public void Every_file_of_the_firmware_is_compiled_into_one_assembly()
    {
        string[] app = ["Program.cs", "../Common/*.cs", "../Bms/Drivers/*.cs", "../Bms/Boards/*.cs"];
        Assert.Equal(app, new NanoProject("firmware/Esp32/Bms.Esp32.nfproj").Compiled);
        Assert.Equal(app, new NanoProject("firmware/Stm32/Bms.Stm32.nfproj").Compiled);
        Assert.Equal(["**/*.cs"], new NanoProject(NanoByteCode.Library).Compiled);
        IEnumerable<string> detector = new NanoProject(NanoByteCode.Detector).Compiled.Except(["*.cs"])
            .Select(path => path.Replace("../", "", StringComparison.Ordinal).Replace("/*.cs", "/**", StringComparison.Ordinal));
        Assert.Equal(new[] { "bin/**", "obj/**", "Drivers/**", "Boards/**", "Anomaly/**" }.Concat(detector),
            Assert.Single(new NanoProject(NanoByteCode.Library).Excluded).Split(';'));
    }

    /// <summary>
    /// The metadata processor addresses the code of an assembly with 16 bits and refuses a longer one. Half of the room is the app's own.
    /// </summary>
    [Fact]
    public void The_code_of_each_assembly_fits_the_table_of_the_board()
    {
        using NanoByteCode code = Firmware();
        Dictionary<string, int> sizes = code.Sizes();
        Assert.InRange(sizes[NanoByteCode.Detector], 20_000, ushort.MaxValue - 500);
        Assert.InRange(sizes[NanoByteCode.Library], 10_000, ushort.MaxValue - 500);
        Assert.InRange(sizes[NanoByteCode.App], 5_000, 32_768);
    }

    [Fact]
    public void The_detector_is_compiled_without_the_library_that_uses_it()
    {
        using NanoByteCode code = Firmware();
        Assert.NotEmpty(code.Crossings(NanoByteCode.Library, NanoByteCode.Detector));
        Assert.Empty(code.Crossings(NanoByteCode.Detector, NanoByteCode.Library));
        Assert.Empty(code.Crossings(NanoByteCode.Detector, NanoByteCode.App));
        Assert.Empty(code.Crossings(NanoByteCode.Library, NanoByteCode.App));
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

    private static NanoByteCode Firmware() =>
        new(Path.Combine(AppContext.BaseDirectory, "Bms.dll"), new NanoProject(NanoByteCode.Detector));
}
