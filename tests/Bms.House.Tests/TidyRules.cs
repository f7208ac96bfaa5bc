using System.Text.RegularExpressions;

namespace Bms.House.Tests;

/// <summary>
/// One rule of the house: which files it is about, what it finds in one (line and what is wrong), the way out,
/// and a text that breaks it on line <see cref="PlantedLine"/>, which shows that the rule can see.
/// </summary>
public sealed record TidyRule(
    string Name,
    Func<string, bool> AppliesTo,
    Func<SourceFile, IEnumerable<(int Line, string What)>> Find,
    string WayOut,
    string PlantedPath,
    string Planted,
    int PlantedLine)
{
    public IEnumerable<Violation> Check(SourceFile file) => AppliesTo(file.Path)
        ? Find(file).Select(found => new Violation(file.Path, found.Line, $"{found.What}; {WayOut}"))
        : [];
}

/// <summary>The rules on the form of files, one row each.</summary>
public static class TidyRules
{
    public const int FileLines = 300;
    public const int LineLength = 140;
    public const int FunctionLines = 70;

    public static IReadOnlyList<TidyRule> All { get; } =
    [
        new("file length", IsCode, LongFile, "split it by subject", "firmware/A.cs", Repeat("int a;", FileLines + 1), FileLines + 1),
        new("line length", IsCode, LongLines, "break the line", "tools/A.cs", "\nint " + new string('a', LineLength) + ";", 2),
        new("function length", IsCode, LongFunctions, "give a step of it a name of its own", "tests/A.cs",
            "class A\n{\n    void F()\n    {" + Repeat("        x++;", FunctionLines) + "}\n}\n", 3),
        new("left-overs", IsCode, Matches("\\b(TO" + "DO|FIX" + "ME|HA" + "CK|XX" + "X|NotImplemented" + "Exception)\\b"),
            "do it, or say in CHANGELOG.md or README.md what does not work yet", "simulator/A.cs", "int a;\n// TO" + "DO: later\n", 2),
        new("skipped tests", IsCode, Matches("""\[(Fact|Theory)\(.*\bSkip\s*="""), "repair the test or delete it", "tests/A.cs",
            "class A\n{\n    [Fa" + "ct(Skip = \"slow\")]\n}\n", 3),
        new("tabs", IsText, Matches("\t"), "indent with spaces", "README.md", "a\n\tb\n", 2),
        new("trailing white space", IsText, Matches("[ \t]+$"), "cut it off", "firmware/Bms/A.cs", "int a; \n", 1),
        new("line ends", IsText, Matches("\r"), "write LF, not CR LF", "a.json", "{\r\n}\n", 1),
        new("final newline", IsText, NoFinalNewline, "end the file with one newline", "a.csproj", "<Project>\n</Project>", 2),
        new("conditional code", IsFirmware, Matches("^\\s*#\\s*(if|elif|else)\\b"),
            "firmware is one source for board and desktop: put what differs behind a port", "firmware/Bms/A.cs", "#if NANO\n#endif\n", 1),
        new("regions", IsCode, Matches("^\\s*#\\s*region\\b"), "split the file instead", "tests/A.cs", "\n#region fields\n#endregion\n", 2),
        new("paths of one machine", _ => true, Matches("""(?<![\w./:<])(/(home|Users|root|tmp|mnt)/\w|[A-Za-z]:\\(Users|temp|src)\\)"""),
            "name the file by its path in the repository", "a.svg", "<!-- see " + "/home" + "/me/pack.csv -->\n", 1),
        new("scenario names", IsScenario, NoSentence, "name it as a sentence in small letters: charger-ignores-limit.json",
            "simulator/Bms.Simulator/Scenarios/Test_2.json", "{}\n", 1),
    ];

    private static bool IsCode(string path) => path.EndsWith(".cs", StringComparison.Ordinal);

    private static bool IsFirmware(string path) => IsCode(path) && path.StartsWith("firmware/", StringComparison.Ordinal);

    /// <summary>Files that people write. Tables of numbers and pages that a tool writes are left as the tool wrote them.</summary>
    private static bool IsText(string path) => !path.EndsWith(".csv", StringComparison.Ordinal)
        && !path.EndsWith(".html", StringComparison.Ordinal) && !path.EndsWith(".svg", StringComparison.Ordinal);

    private static bool IsScenario(string path) => path.EndsWith(".json", StringComparison.Ordinal)
        && !path.EndsWith(".schema.json", StringComparison.Ordinal)
        && path.StartsWith("simulator/Bms.Simulator/Scenarios/", StringComparison.Ordinal);

    private static IEnumerable<(int Line, string What)> NoSentence(SourceFile file)
    {
        string name = Path.GetFileNameWithoutExtension(file.Path);
        if (!Regex.IsMatch(name, "^[a-z0-9]+(-[a-z0-9]+){2,}$"))
        {
            yield return (1, $"'{name}' is no sentence");
        }
    }

    private static IEnumerable<(int Line, string What)> LongFile(SourceFile file)
    {
        if (file.Lines.Length > FileLines)
        {
            yield return (FileLines + 1, $"{file.Lines.Length} lines, at most {FileLines} are allowed");
        }
    }

    private static IEnumerable<(int Line, string What)> LongLines(SourceFile file)
    {
        for (int i = 0; i < file.Lines.Length; i++)
        {
            if (file.Lines[i].Length > LineLength)
            {
                yield return (i + 1, $"{file.Lines[i].Length} characters, at most {LineLength} are allowed");
            }
        }
    }

    private static IEnumerable<(int Line, string What)> LongFunctions(SourceFile file) => Functions.In(file)
        .Where(f => f.Lines > FunctionLines)
        .Select(f => (f.Line, $"'{f.Header}' has {f.Lines} lines, at most {FunctionLines} are allowed"));

    private static IEnumerable<(int Line, string What)> NoFinalNewline(SourceFile file)
    {
        if (file.Text.Length > 0 && (!file.Text.EndsWith('\n') || file.Text.EndsWith("\n\n", StringComparison.Ordinal)))
        {
            yield return (file.Lines.Length, "the file does not end with exactly one newline");
        }
    }

    private static Func<SourceFile, IEnumerable<(int Line, string What)>> Matches(string pattern)
    {
        Regex regex = new(pattern, RegexOptions.CultureInvariant);
        return file => file.Lines.Select((line, i) => (Line: i + 1, Match: regex.Match(line)))
            .Where(found => found.Match.Success)
            .Select(found => (found.Line, $"found '{Show(found.Match.Value)}'"));
    }

    private static string Show(string found) => found.Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal);

    private static string Repeat(string line, int times) => string.Concat(Enumerable.Repeat(line + "\n", times));
}
