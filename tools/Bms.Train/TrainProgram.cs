using System.CommandLine;
using Bms.Simulator;
using Bms.Simulator.Commands;

namespace Bms.Train;

/// <summary>The command line: train writes the constants of the firmware's detector.</summary>
internal static class TrainProgram
{
    /// <summary>Runs one command; 0 = done or equal, 1 = constants are out of date, 2 = bad use.</summary>
    internal static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Trains the anomaly detector on simulated fleets that are not the benchmark's.");
        root.Add(TrainCommand.Create());
        root.Add(EvaluateCommand.Create());
        try
        {
            ParseResult parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                throw new BadInputException($"Bms.Train: {parsed.Errors[0].Message.TrimEnd('.')}, allowed is what --help lists");
            }

            // Minutes of work must not end in a folder that never was.
            string? data = parsed.CommandResult.Command.Name is "train" or "evaluate" ? parsed.GetValue<string?>("--data") : null;
            if (data != null && !Directory.Exists(data))
            {
                throw new BadInputException("--data", data, "is no folder, allowed is one of recorded packs");
            }

            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (BadInputException e)
        {
            error.WriteLine(e.Message);
            return ExitCode.BadUse;
        }
    }
}
