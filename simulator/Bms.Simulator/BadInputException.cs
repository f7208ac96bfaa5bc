namespace Bms.Simulator;

/// <summary>
/// Something that a user gave cannot be used. The message is one line, "FILE: FIELD: what, allowed range", and the program ends with
/// exit code 2 without having written anything.
/// </summary>
public sealed class BadInputException : Exception
{
    public BadInputException()
    {
    }

    public BadInputException(string line)
        : base(OneLine(line))
    {
    }

    public BadInputException(string line, Exception cause)
        : base(OneLine(line), cause)
    {
    }

    /// <summary>Names the file and the field in it; <paramref name="what"/> says what is wrong and what is allowed.</summary>
    public BadInputException(string file, string field, string what)
        : base(OneLine($"{file}: {field}: {what}"))
    {
    }

    // What a user typed may hold line ends and control characters; the promise is one line.
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
