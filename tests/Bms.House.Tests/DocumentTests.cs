using System.Text.RegularExpressions;
using Xunit;

namespace Bms.House.Tests;

/// <summary>A document that names a file or folder of this repository names one that is there.</summary>
public partial class DocumentTests
{
    [Fact]
    public void Every_path_that_a_document_names_exists()
    {
        Violation.AssertNone(Repository.TextFiles
            .Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(f => Missing(f, path => Path.Exists(Path.Combine(Repository.Root, path)))));
    }

    [Fact]
    public void Sees_a_link_and_a_path_that_lead_nowhere()
    {
        SourceFile planted = new("docs/A.md", """
            [there](../README.md#status) and [not there](gone.md), but [the web](https://example.org/gone.md) is not ours.
            `tools/check.sh --long` is there, `tools/gone.sh` is not, `firmware/Bms/Drivers/<Chip>.cs` is a pattern.
            """);
        string[] there = ["README.md", "tools/check.sh"];
        IEnumerable<(int Line, string Message)> found = Missing(planted, there.Contains).Select(v => (v.Line, v.Message));
        Assert.Equal([(1, "names 'docs/gone.md', which is not there"), (2, "names 'tools/gone.sh', which is not there")], found);
    }

    private static IEnumerable<Violation> Missing(SourceFile file, Func<string, bool> exists)
    {
        string folder = Path.GetDirectoryName(file.Path)!;
        IEnumerable<(int Index, string Path)> links = Link().Matches(file.Text)
            .Select(m => (m.Index, Normal(Path.Combine(folder, m.Groups["path"].Value))));
        IEnumerable<(int Index, string Path)> quoted = Quoted().Matches(file.Text)
            .Select(m => (m.Index, Normal(m.Groups["path"].Value)));
        return links.Concat(quoted)
            .Where(named => !exists(named.Path))
            .OrderBy(named => named.Index)
            .Select(named => new Violation(file.Path, file.LineOf(named.Index), $"names '{named.Path}', which is not there"));
    }

    private static string Normal(string path)
    {
        string root = Path.GetFullPath("/");
        return Path.GetRelativePath(root, Path.GetFullPath(path, root)).Replace('\\', '/');
    }

    [GeneratedRegex(@"\]\((?!\w+:|#)(?<path>[^)\s#]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<path>(?:firmware|simulator|tests|tools|hardware|docs|\.ci|\.github)/[\w./-]*\w/?)(?=`|\s)")]
    private static partial Regex Quoted();
}
