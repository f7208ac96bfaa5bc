using System.CommandLine;
using Bms.Simulator.Bench;
using Bms.Simulator.Faults;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Commands;

/// <summary>list: the scenarios, one a line; or what a scenario file may hold; or the diagnosis table of a board.</summary>
internal static class ListCommand
{
    internal static Command Create()
    {
        var schema = new Option<bool>("--schema") { Description = "print the JSON schema of scenario files instead" };
        var format = new Option<bool>("--format") { Description = "print tables of everything a scenario file may hold instead" };
        var rows = new Option<bool>("--rows") { Description = "print the diagnosis table of a board instead: limits, meaning, what to do" };
        Option<string?> board = Options.Board();
        var command = new Command("list", "scenarios, one a line") { schema, format, rows, board };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(schema) || parsed.GetValue(format))
            {
                output.Write(parsed.GetValue(schema) ? Catalogue.Schema : FormatTables.Write());
                return ExitCode.Holds;
            }

            if (parsed.GetValue(rows))
            {
                RowList.Write(output, BoardKind.Of(parsed.GetValue(board) ?? BoardKind.Names[0]));
                return ExitCode.Holds;
            }

            int width = Catalogue.Names.Max(n => n.Length);
            foreach (string name in Catalogue.Names)
            {
                output.WriteLine($"{name.PadRight(width)}  {Catalogue.Open(name).Title}");
            }

            return ExitCode.Holds;
        });
        return command;
    }
}
