using System.Text.RegularExpressions;

namespace Bms.House.Tests;

/// <summary>A member with a body: its header's first words, its first line and how many lines it has.</summary>
public sealed record Member(string Header, int Line, int Lines);

/// <summary>
/// Finds the functions of a C# file by matching braces in its stripped text. A member's lines run from its header, behind the
/// attributes, to its closing brace or semicolon; lambdas and local functions count within it. Fields and properties without code
/// are data, however long.
/// </summary>
public static partial class Functions
{
    public static IReadOnlyList<Member> In(SourceFile file)
    {
        List<Member> found = [];
        ReadScope(file.Code, 0, insideType: false, found);
        return found;
    }

    /// <summary>Reads the members of a file, a namespace or a type; returns the index behind its closing brace.</summary>
    private static int ReadScope(string code, int at, bool insideType, List<Member> found)
    {
        int start = at;
        while (at < code.Length)
        {
            switch (code[at])
            {
                case '}':
                    return at + 1;
                case ';':
                    Note(code, start, at, insideType, found);
                    start = ++at;
                    break;
                case '{' when Scope().Match(code, start, at - start) is { Success: true } scope:
                    start = at = ReadScope(code, at + 1, scope.Value != "namespace", found);
                    break;
                case '{' when insideType && Arrow().IsMatch(code[start..at]):
                case '(':
                case '[':
                    at = BehindPair(code, at);
                    break;
                case '{':
                    at = BehindPair(code, at);
                    if (!IsInitialiser(code[start..at]))
                    {
                        Note(code, start, at - 1, insideType, found);
                        start = at;
                    }

                    break;
                default:
                    at++;
                    break;
            }
        }

        return at;
    }

    /// <summary>A field whose initialiser is still open: its end is the semicolon, not the brace.</summary>
    private static bool IsInitialiser(string member)
    {
        string header = member[AttributesEnd(member)..];
        return FieldAssignment().Match(header) is { Success: true } sign && header.IndexOfAny(['(', '{']) is var first
            && (first < 0 || sign.Index < first) && !header.Contains(" operator ", StringComparison.Ordinal);
    }

    private static void Note(string code, int start, int last, bool insideType, List<Member> found)
    {
        string member = code[start..(last + 1)];
        int begin = AttributesEnd(member);
        string header = member[begin..];
        bool hasCode = header.Contains('{') || header.Contains("=>", StringComparison.Ordinal);
        if (!insideType || !hasCode || IsInitialiser(member) || IsComputedData(header))
        {
            return;
        }

        int line = 1 + code.AsSpan(0, start + begin).Count('\n');
        found.Add(new Member(Name(header), line, 1 + header.Count(c => c == '\n')));
    }

    /// <summary>`Rows => [...]` is a table to read, not code to follow.</summary>
    private static bool IsComputedData(string header)
    {
        int arrow = header.IndexOf("=>", StringComparison.Ordinal);
        int bracket = header.IndexOfAny(['(', '{']);
        return arrow >= 0 && (bracket < 0 || arrow < bracket);
    }

    private static string Name(string header)
    {
        string name = header[..Math.Max(0, header.IndexOfAny(['(', '{', '=', '\n']))];
        return name.Trim();
    }

    /// <summary>Index of the first character that is neither white space nor part of a leading attribute list.</summary>
    private static int AttributesEnd(string member)
    {
        int at = 0;
        while (at < member.Length && (char.IsWhiteSpace(member[at]) || member[at] == '[' || member[at] == '#'))
        {
            at = member[at] switch
            {
                '[' => BehindPair(member, at),
                '#' => member.IndexOf('\n', at) is var end && end < 0 ? member.Length : end,
                _ => at + 1,
            };
        }

        return at;
    }

    private static int BehindPair(string code, int at)
    {
        int depth = 0;
        for (; at < code.Length; at++)
        {
            depth += code[at] is '(' or '[' or '{' ? 1 : code[at] is ')' or ']' or '}' ? -1 : 0;
            if (depth == 0)
            {
                return at + 1;
            }
        }

        return at;
    }

    [GeneratedRegex(@"(?<![\w@.])(namespace|class|struct|interface|record|enum)(?=\s+\w)")]
    private static partial Regex Scope();

    [GeneratedRegex("=>")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"(?<![=!<>+\-*/|&^])=(?![=>])")]
    private static partial Regex FieldAssignment();
}
