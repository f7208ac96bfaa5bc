using System.CommandLine;
using System.CommandLine.Parsing;

namespace Bms.Fleet.Commands;

/// <summary>The fleet tool's command line: picks the verb, turns whatever is wrong into one line and exit code 2.</summary>
public static class CommandLine
{
    private static readonly ParserConfiguration s_parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs the program.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            return Invoke(args, output, error);
        }
        catch (BadInputException e)
        {
            error.WriteLine(e.Message);
            return ExitCode.BadUse;
        }
    }

    private static int Invoke(string[] args, TextWriter output, TextWriter error)
    {
        RootCommand root = new("Keys of a fleet, and its signed records: watched live from a broker, stored, shown, exported, verified.");
        root.Add(KeysCommand.Create());
        root.Add(WatchCommand.Create());
        root.Add(IngestCommand.Create());
        root.Add(ServeCommand.Create());
        root.Add(ExportCommand.Create());
        root.Add(VerifyCommand.Create());
        root.Add(BenchCommand.Create());
        ParseResult parsed = root.Parse(args, s_parser);
        if (parsed.Errors.Count > 0)
        {
            ParseError first = parsed.Errors.OrderBy(e => e.Message.StartsWith("Required", StringComparison.Ordinal)).First();
            throw new BadInputException($"Bms.Fleet: command line: {first.Message.TrimEnd('.')}, allowed is what --help lists");
        }

        // BadInputException is ours to turn into a line; anything else is a mistake of the program and shows its stack.
        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }
}

/// <summary>What the program's end tells a script.</summary>
public static class ExitCode
{
    /// <summary>What was asked for holds.</summary>
    public const int Holds = 0;

    /// <summary>It does not hold.</summary>
    public const int DoesNotHold = 1;

    /// <summary>Bad use: one line on standard error.</summary>
    public const int BadUse = 2;
}
