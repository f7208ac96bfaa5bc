using System.Text;

namespace Bms.House.Tests;

/// <summary>
/// Blanks comments and the contents of string and character literals in C# source, so that braces, words and names
/// that remain are code. The code inside the holes of interpolated strings is kept; raw strings are blanked whole.
/// </summary>
public static class CodeText
{
    public static string Strip(string source)
    {
        StringBuilder code = new(source);
        int end = SkipCode(source, 0, code, insideHole: false);
        return end == source.Length ? code.ToString() : throw new FormatException($"Cannot read the source from character {end} on.");
    }

    /// <summary>Walks over code; inside a hole it stops behind the brace that closes the hole, else at the end.</summary>
    private static int SkipCode(string source, int at, StringBuilder code, bool insideHole)
    {
        int depth = 0;
        while (at < source.Length)
        {
            char c = source[at];
            if (insideHole && c == '}' && depth-- == 0)
            {
                return at + 1;
            }

            depth += insideHole && c == '{' ? 1 : 0;
            at = c switch
            {
                '/' when At(source, at + 1) == '/' => Blank(code, at, EndOfLine(source, at)),
                '/' when At(source, at + 1) == '*' => Blank(code, at, Behind(source, "*/", at + 2)),
                '\'' => Blank(code, at, EndOfChar(source, at)),
                '"' or '$' or '@' => SkipString(source, at, code),
                _ => at + 1,
            };
        }

        return at;
    }

    /// <summary>Walks over one literal with its prefix; anything else that begins with $ or @ (an identifier) is one character.</summary>
    private static int SkipString(string source, int at, StringBuilder code)
    {
        int quote = at;
        while (At(source, quote) is '$' or '@')
        {
            quote++;
        }

        if (At(source, quote) != '"')
        {
            return at + 1;
        }

        int quotes = 0;
        while (At(source, quote + quotes) == '"')
        {
            quotes++;
        }

        if (quotes >= 3)
        {
            return Blank(code, at, Behind(source, new string('"', quotes), quote + quotes));
        }

        string prefix = source[at..quote];
        return SkipContents(source, quote + 1, code, prefix.Contains('@'), prefix.Contains('$'));
    }

    private static int SkipContents(string source, int at, StringBuilder code, bool verbatim, bool interpolated)
    {
        while (at < source.Length)
        {
            char c = source[at];
            char next = At(source, at + 1);
            if (c == '"' && !(verbatim && next == '"'))
            {
                return at + 1;
            }

            if (interpolated && c == '{' && next != '{')
            {
                at = SkipCode(source, at + 1, code, insideHole: true);
                continue;
            }

            bool pair = verbatim ? c == '"' : c == '\\';
            pair |= interpolated && c is '{' or '}' && next == c;
            at = Blank(code, at, pair ? at + 2 : at + 1);
        }

        return at;
    }

    private static int EndOfChar(string source, int at)
    {
        int end = at + 1;
        while (end < source.Length && source[end] != '\'')
        {
            end += source[end] == '\\' ? 2 : 1;
        }

        return end + 1;
    }

    private static int EndOfLine(string source, int at)
    {
        int end = source.IndexOf('\n', at);
        return end < 0 ? source.Length : end;
    }

    private static int Behind(string source, string mark, int from)
    {
        int found = source.IndexOf(mark, from, StringComparison.Ordinal);
        return found < 0 ? source.Length : found + mark.Length;
    }

    private static char At(string source, int index) => index < source.Length ? source[index] : '\0';

    private static int Blank(StringBuilder code, int from, int to)
    {
        for (int i = from; i < Math.Min(to, code.Length); i++)
        {
            code[i] = code[i] == '\n' ? '\n' : ' ';
        }

        return to;
    }
}
