using System.Text.RegularExpressions;
using Xunit;

namespace Bms.House.Tests;

public class DependencyTests
{
    public static TheoryData<string> Folders => [.. FolderRules.Folders.Select(rule => rule.Folder)];

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_names_only_what_it_may_know(string folder)
    {
        FolderRule rule = FolderRules.Folders.Single(r => r.Folder == folder);
        Violation.AssertNone(Repository.CSharpFiles.Where(f => rule.Covers(f.Path)).SelectMany(f => Check(rule, f)));
    }

    [Theory, MemberData(nameof(Folders))]
    public void The_row_sees_its_planted_violation_and_nothing_in_a_clean_file(string folder)
    {
        FolderRule rule = FolderRules.Folders.Single(r => r.Folder == folder);
        string path = rule.Folder.TrimEnd('*').TrimEnd('/') + "/A.cs";
        Assert.True(rule.Covers(path));
        Violation found = Assert.Single(Check(rule, new SourceFile(path, "\n" + rule.Planted)));
        Assert.Equal(2, found.Line);

        string clean = "using System;\n// using System.Device.I2c; DateTime.UtcNow\nclass A { string b = \"Bms.Drivers.X\"; Quality c; }\n";
        Assert.Empty(Check(rule, new SourceFile(path, clean)));
    }

    [Theory]
    [InlineData("using Bms.Drivers;", "Bms.Drivers")]
    [InlineData("using static Bms.Drivers.Ads1115;", "Bms.Drivers")]
    [InlineData("using D = Bms.Drivers.Ads1115;", "Bms.Drivers")]
    [InlineData("namespace Bms.Protection { class A { Bms.Drivers.Ads1115 b; } }", "Bms.Drivers")]
    [InlineData("namespace Bms.Protection { class A { Drivers.Ads1115 b; } }", "Bms.Drivers")]
    [InlineData("namespace Bms.Protection { class A { global::Bms.Drivers.Ads1115 b; } }", "Bms.Drivers")]
    [InlineData("namespace Bms.Protection { class A { object b = new System.Device.I2c.I2cDevice(null); } }", "System.Device")]
    public void Every_way_of_naming_a_namespace_is_seen(string source, string expected)
    {
        Assert.Equal([expected], Mentions.In(new SourceFile("a.cs", source)).Select(m => m.Namespace));
    }

    [Theory]
    [InlineData("firmware/Bms/Drivers", "long a = System.DateTime.UtcNow.Ticks;")]
    [InlineData("firmware/Bms/Protection", "long a = Environment.TickCount64;")]
    [InlineData("firmware/Bms/Boards", "Thread.Sleep(10);")]
    [InlineData("simulator/Bms.Twins", "var a = Stopwatch.StartNew();")]
    [InlineData("simulator/Bms.Simulator/Chips", "await Task.Delay(1);")]
    [InlineData("simulator/Bms.World", "double a = Random.Shared.NextDouble();")]
    [InlineData("simulator/Bms.World", "var a = new Random(1);")]
    [InlineData("simulator/Bms.World", "double a = Math.Exp(1);")]
    [InlineData("simulator/Bms.World", "double a = System.Math.FusedMultiplyAdd(1, 2, 3);")]
    public void A_word_that_a_folder_must_never_use_is_seen(string folder, string planted)
    {
        FolderRule rule = FolderRules.Folders.Single(r => r.Folder == folder);
        Assert.Single(Check(rule, new SourceFile(folder + "/A.cs", planted)));
        Assert.Empty(Check(rule, new SourceFile(folder + "/A.cs", "double a = ExactMath.Exp(1); // " + planted)));
    }

    [Fact]
    public void Every_firmware_file_declares_the_namespace_of_its_folder()
    {
        Violation.AssertNone(Repository.CSharpFiles
            .Where(f => f.Path.StartsWith("firmware/Bms/", StringComparison.Ordinal))
            .Where(f => Mentions.NamespaceOf(f) != FolderNamespace(f.Path))
            .Select(f => new Violation(f.Path, 1,
                $"namespace '{Mentions.NamespaceOf(f)}' should be '{FolderNamespace(f.Path)}', as its folder")));
    }

    [Fact]
    public void Every_folder_of_the_firmware_library_has_a_row()
    {
        Assert.All(
            Repository.CSharpFiles.Where(f => f.Path.StartsWith("firmware/Bms/", StringComparison.Ordinal)),
            f => Assert.True(FolderRules.Folders.Any(rule => rule.Covers(f.Path)),
                $"{f.Path}: no row in FolderRules.cs covers this folder"));
    }

    [Theory, MemberData(nameof(Folders))]
    public void A_row_is_about_a_folder_that_exists_and_that_the_table_in_ARCHITECTURE_names(string folder)
    {
        string path = folder.TrimEnd('*').TrimEnd('/');
        Assert.True(Directory.Exists(Path.Combine(Repository.Root, path)), $"FolderRules.cs: there is no folder {path}");
        string table = Repository.TextFiles.Single(f => f.Path == "ARCHITECTURE.md").Text;
        Assert.True(table.Contains($"`{path}`", StringComparison.Ordinal)
            || table.Contains($"`{path.Split('/')[^1]}`", StringComparison.Ordinal),
            $"ARCHITECTURE.md: the table of who may know whom lacks {path}");
    }

    private static IEnumerable<Violation> Check(FolderRule rule, SourceFile file)
    {
        foreach ((int line, string name) in Mentions.In(file))
        {
            if (!rule.MayUse.Contains(name))
            {
                yield return new Violation(file.Path, line, $"names {name}, which {rule.Folder} may not know; {rule.WayOut}");
            }
        }

        foreach (Match match in rule.Never.SelectMany(pattern => Regex.Matches(file.Code, pattern)))
        {
            yield return new Violation(file.Path, file.LineOf(match.Index), $"'{match.Value}' is not for {rule.Folder}; {rule.WayOut}");
        }
    }

    private static string FolderNamespace(string path) =>
        path[..path.LastIndexOf('/')]["firmware/".Length..].Replace('/', '.');
}
