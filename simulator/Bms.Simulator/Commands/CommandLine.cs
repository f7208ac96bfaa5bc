using System.CommandLine;
using System.CommandLine.Parsing;
using Bms.Simulator.Anomaly;

namespace Bms.Simulator.Commands;

/// <summary>The simulator's command line: picks the verb, turns whatever is wrong into one line and exit code 2.</summary>
public static class CommandLine
{
    // They have a place in the design but nothing behind them yet; saying so beats "unrecognised".
    private static readonly string[] s_notYet =
        ["estimate"];

    private static readonly ParserConfiguration s_parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs the program; without a verb it is the demo, which takes its options then.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            return Invoke(IsForDemo(args) ? ["demo", .. args] : args, output, error);
        }
        catch (BadInputException e)
        {
            error.WriteLine(e.Message);
            return ExitCode.BadUse;
        }
    }

    private static bool IsForDemo(string[] args) => args.Length == 0 || args[0] is "--seed" or "--report";

    private static int Invoke(string[] args, TextWriter output, TextWriter error)
    {
        if (s_notYet.Contains(args[0]))
        {
            throw new BadInputException($"{args[0]}: verb: not built yet, allowed are those that --help lists");
        }

        var root = new RootCommand("Runs the battery-management firmware on virtual chips and a virtual pack. Without a verb: demo.");
        root.Add(DemoCommand.Create());
        root.Add(ListCommand.Create());
        root.Add(RunCommand.Create());
        root.Add(TestCommand.Create());
        root.Add(StudyCommand.Create());
        root.Add(CoverageCommand.Create());
        root.Add(SweepCommand.Create());
        root.Add(BisectCommand.Create());
        root.Add(ReactionCommand.Create());
        root.Add(CampaignCommand.Create());
        root.Add(CutsCommand.Create());
        root.Add(ValidateCommand.Create());
        root.Add(FitCommand.Create());
        root.Add(BenchCommand.Create());
        root.Add(ReplayCommand.Create());
        root.Add(ReplayAlarmCommand.Create());
        root.Add(AnomalyCommand.Create());
        ParseResult parsed = root.Parse(args, s_parser);
        if (parsed.Errors.Count > 0)
        {
            // A word that is no verb is two errors; the one that names the word helps more.
            ParseError first = parsed.Errors.OrderBy(e => e.Message.StartsWith("Required", StringComparison.Ordinal)).First();
            throw new BadInputException($"{args[0]}: command line: {first.Message.TrimEnd('.')}, allowed is what --help lists");
        }

        // BadInputException is ours to turn into a line; anything else is a mistake of the program and shows its stack.
        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }
}
