namespace Bms.House.Tests;

/// <summary>A text file, with its path from the root of the repository, slashes forward.</summary>
public sealed class SourceFile(string path, string text)
{
    private string? _code;

    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>The text without comments and without the contents of literals; line numbers and columns are kept.</summary>
    public string Code => _code ??= CodeText.Strip(Text);

    /// <summary>Lines without their ends. A final newline does not begin a further line.</summary>
    public string[] Lines { get; } = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');

    /// <summary>Number of the line, from 1, that the character at <paramref name="index"/> stands in.</summary>
    public int LineOf(int index) => 1 + Text.AsSpan(0, index).Count('\n');
}

/// <summary>A broken rule: where, what, and the way out.</summary>
public sealed record Violation(string Path, int Line, string Message)
{
    public override string ToString() => $"{Path}:{Line}: {Message}";

    /// <summary>Fails the running test with one line for each violation.</summary>
    public static void AssertNone(IEnumerable<Violation> violations)
    {
        string[] lines = [.. violations.Select(v => v.ToString())];
        Xunit.Assert.True(lines.Length == 0, lines.Length + " violation(s):\n" + string.Join('\n', lines));
    }
}
