namespace Bms.Fleet;

/// <summary>
/// Something that a user gave cannot be used. The message is one line that names the file or option, the field and what is allowed; it
/// never holds a key. The program ends with exit code 2.
/// </summary>
public sealed class BadInputException : Exception
{
    public BadInputException()
    {
    }

    public BadInputException(string line)
        : base(Line.Clean(line))
    {
    }

    public BadInputException(string line, Exception cause)
        : base(Line.Clean(line), cause)
    {
    }
}

/// <summary>Text from outside, fit for one line on a terminal.</summary>
public static class Line
{
    /// <summary>Control characters, with which a text could break the line or steer the terminal, become blanks.</summary>
    public static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
