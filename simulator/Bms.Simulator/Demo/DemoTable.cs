using Bms.Simulator.Scenarios;
using Spectre.Console;

namespace Bms.Simulator.Demo;

/// <summary>The end of a demo as a table of what was expected and what was found: drawn on a terminal, plain lines elsewhere.</summary>
internal static class DemoTable
{
    internal static void Draw(IAnsiConsole console, DemoEnd end)
    {
        Table table = new Table().RoundedBorder().AddColumn("result").AddColumn("expected").AddColumn("found");
        foreach (Outcome outcome in end.Result.Outcomes)
        {
            bool holds = outcome.Verdict.Holds;
            Style style = new(holds ? Color.Green : Color.Red);
            table.AddRow(new Text(Word(holds), style), new Text(outcome.Text), new Text(outcome.Verdict.Found));
        }

        console.Write(table);
    }

    internal static void Write(TextWriter output, DemoEnd end)
    {
        foreach (Outcome outcome in end.Result.Outcomes)
        {
            output.WriteLine($"{Word(outcome.Verdict.Holds)}: {outcome.Text}: {outcome.Verdict.Found}");
        }
    }

    private static string Word(bool holds) => holds ? "holds" : "FAILS";
}
