using System.CommandLine;

namespace Bms.Simulator.Commands;

/// <summary>The demo's place on the command line.</summary>
internal static class DemoVerb
{
    internal static Command Create()
    {
        var command = new Command("demo", "a virtual day of the bench-4s board, every record verified, with a report");
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine("The demo comes with the report; until then: list, run, test, bench.");
            return ExitCode.DoesNotHold;
        });
        return command;
    }
}
