using System.Text.RegularExpressions;

namespace Bms.House.Tests;

/// <summary>
/// Finds the project namespaces and guarded libraries that a C# file names: in using lines, in qualified names, and in names that are
/// relative to namespace Bms (`Drivers.Ads1115` inside `namespace Bms.Protection` is Bms.Drivers.Ads1115).
/// </summary>
public static partial class Mentions
{
    /// <summary>Sub-namespaces of Bms, from the folders of the tree and the rules.</summary>
    public static IReadOnlyList<string> OwnNamespaces { get; } = FindOwn();

    /// <summary>Each line on which a namespace other than the file's own is named.</summary>
    public static IEnumerable<(int Line, string Namespace)> In(SourceFile file)
    {
        string own = NamespaceOf(file);
        foreach (Match match in DottedName().Matches(file.Code))
        {
            string name = match.Value.StartsWith("global::", StringComparison.Ordinal) ? match.Value[8..] : match.Value;
            string? found = Vocabulary(name, relative: own.StartsWith("Bms", StringComparison.Ordinal));
            bool foreign = found is not null && found != own && !own.StartsWith(found + ".", StringComparison.Ordinal);
            if (foreign && !IsDeclaration(file.Code, match.Index))
            {
                yield return (file.LineOf(match.Index), found!);
            }
        }
    }

    /// <summary>The namespace that the file declares, or an empty string.</summary>
    public static string NamespaceOf(SourceFile file) => Declaration().Match(file.Code).Groups[1].Value;

    private static string? Vocabulary(string name, bool relative)
    {
        foreach (string word in FolderRules.Guarded.Concat(OwnNamespaces))
        {
            bool full = name == word || name.StartsWith(word + ".", StringComparison.Ordinal);
            bool part = relative && word.StartsWith("Bms.", StringComparison.Ordinal)
                && name.StartsWith(word[4..] + ".", StringComparison.Ordinal);
            if (full || part)
            {
                return word;
            }
        }

        return null;
    }

    private static bool IsDeclaration(string code, int index)
    {
        string before = code[Math.Max(0, index - 20)..index].TrimEnd();
        return before.EndsWith("namespace", StringComparison.Ordinal);
    }

    private static string[] FindOwn()
    {
        IEnumerable<string> declared = Repository.CSharpFiles
            .Where(f => !f.Path.StartsWith("tests/", StringComparison.Ordinal))
            .Select(NamespaceOf)
            .Where(name => name.StartsWith("Bms.", StringComparison.Ordinal))
            .Select(name => string.Join('.', name.Split('.').Take(2)));
        IEnumerable<string> ruled = FolderRules.Folders
            .SelectMany(rule => rule.MayUse.Append("Bms." + rule.Folder.Split('/')[^1].Replace("Bms.", "", StringComparison.Ordinal)))
            .Where(name => name.StartsWith("Bms.", StringComparison.Ordinal));
        return [.. declared.Concat(ruled).Distinct().Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"(?<![\w.@:])(global::)?[A-Za-z_]\w*(\s*\.\s*[A-Za-z_]\w*)+")]
    private static partial Regex DottedName();

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
