using System.Xml.Linq;
using Xunit;

namespace Bms.House.Tests;

public class ProjectReferenceTests
{
    private static readonly string[] Endings = [".csproj", ".nfproj"];

    public static TheoryData<string> Projects => [.. FolderRules.Projects.Select(rule => rule.Project)];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_only_what_it_may(string project)
    {
        ProjectRule rule = FolderRules.Projects.Single(r => r.Project == project);
        Violation.AssertNone(Repository.TextFiles
            .Where(f => Endings.Contains(Path.GetExtension(f.Path)) && rule.Covers(WithoutEnding(f.Path)))
            .SelectMany(f => Check(rule, f)));
    }

    [Theory, MemberData(nameof(Projects))]
    public void The_row_sees_a_planted_reference(string project)
    {
        ProjectRule rule = FolderRules.Projects.Single(r => r.Project == project);
        SourceFile planted = new("tools/Planted/Planted.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <ProjectReference Include="..\..\tests/Bms.House.Tests/Bms.House.Tests.csproj" />
              </ItemGroup>
            </Project>
            """);
        Violation found = Assert.Single(Check(rule, planted));
        Assert.Equal(3, found.Line);
        Assert.Contains("tests/Bms.House.Tests/Bms.House.Tests", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "BmsFirmware.sln")).Replace('\\', '/');
        Violation.AssertNone(Repository.TextFiles
            .Where(f => Path.GetExtension(f.Path) == ".csproj" && !solution.Contains($"\"{f.Path}\"", StringComparison.Ordinal))
            .Select(f => new Violation(f.Path, 1, "is not in BmsFirmware.sln; add it: dotnet sln add " + f.Path)));
    }

    [Fact]
    public void Package_versions_stand_in_one_place()
    {
        Violation.AssertNone(Repository.TextFiles
            .Where(f => Path.GetExtension(f.Path) == ".csproj")
            .SelectMany(f => XDocument.Parse(f.Text, LoadOptions.SetLineInfo).Descendants("PackageReference")
                .Where(p => p.Attribute("Version") is not null)
                .Select(p => new Violation(f.Path, Line(p), "names a package version; put it into Directory.Packages.props"))));
    }

    private static IEnumerable<Violation> Check(ProjectRule rule, SourceFile project) =>
        XDocument.Parse(project.Text, LoadOptions.SetLineInfo).Descendants()
            .Where(e => e.Name.LocalName == "ProjectReference" && e.Attribute("Include") is not null && !IsPlainBuild(e))
            .Select(e => (Line: Line(e), Target: Resolve(project.Path, e.Attribute("Include")!.Value)))
            .Where(reference => !rule.Allows(reference.Target))
            .Select(reference => new Violation(project.Path, reference.Line, $"references {reference.Target}; {rule.WayOut}"));

    /// <summary>The build for tools that cannot compile against the contract (coverage, mutation) is on request only.</summary>
    private static bool IsPlainBuild(XElement reference) =>
        reference.Parent?.Attribute("Condition")?.Value.Replace(" ", "", StringComparison.Ordinal) == "'$(BmsPlainBuild)'=='true'";

    private static int Line(XElement element) => ((System.Xml.IXmlLineInfo)element).LineNumber;

    private static string Resolve(string from, string include)
    {
        string path = Path.Combine("/", Path.GetDirectoryName(from)!, include.Replace('\\', '/'));
        string relative = Path.GetRelativePath(Path.GetFullPath("/"), Path.GetFullPath(path)).Replace('\\', '/');
        return WithoutEnding(relative);
    }

    private static string WithoutEnding(string path) => path[..^Path.GetExtension(path).Length];
}
