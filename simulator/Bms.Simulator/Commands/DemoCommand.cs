using System.CommandLine;
using Bms.Simulator.Bench;
using Bms.Simulator.Demo;
using Bms.Simulator.Report;
using Bms.Simulator.Scenarios;
using Spectre.Console;

namespace Bms.Simulator.Commands;

/// <summary>demo: a virtual day of a board with a fault in it, every record verified, with a report.</summary>
internal static class DemoCommand
{
    internal static Command Create()
    {
        Option<string?> board = Options.Board();
        Option<long?> seed = Options.Seed();
        Option<string?> report = Options.Folder("--report", "write demo.html into this folder (made if it is not there)");
        var command = new Command("demo", "a virtual day of a board, every record verified, with a report") { board, seed, report };
        command.SetAction(parsed =>
        {
            BoardKind kind = parsed.GetValue(board) is string name ? BoardKind.Of(name) : BoardKind.All[0];
            Scenario day = Options.Apply(Catalogue.Open(kind.Demo), parsed.GetValue(seed));
            return Run(day, parsed.GetValue(report) ?? DefaultFolder(), parsed.InvocationConfiguration.Output, IsWatched());
        });
        return command;
    }

    /// <summary>
    /// Plays a scenario as the demo does. <paramref name="onScreen"/> says whether the output is a terminal that can redraw.
    /// </summary>
    internal static int Run(Scenario scenario, string folder, TextWriter output, bool onScreen)
    {
        HtmlReport.MakeFolder(folder);
        output.WriteLine($"{scenario.Title} (seed {scenario.Seed}).");
        DemoRun run = new(scenario, folder);
        DemoEnd end = onScreen ? PlayOnScreen(run, scenario) : PlayInLines(run, output);
        foreach (string figure in end.Figures) output.WriteLine(figure);
        return end.Code;
    }

    private static DemoEnd PlayInLines(DemoRun run, TextWriter output)
    {
        DemoEnd end = run.Play(new DemoLines(output).See);
        DemoTable.Write(output, end);
        return end;
    }

    private static DemoEnd PlayOnScreen(DemoRun run, Scenario scenario)
    {
        DemoEnd? end = null;
        new DemoScreen(AnsiConsole.Console, scenario.Duration_us * 1e-6).Follow(see => end = run.Play(see));
        DemoTable.Draw(AnsiConsole.Console, end!);
        return end!;
    }

    private static bool IsWatched() => Progress.IsTerminal && AnsiConsole.Profile.Capabilities.Ansi;

    // Inside the repository the report belongs to what is built, elsewhere beside the user.
    private static string DefaultFolder() => Directory.Exists("artifacts") ? Path.Combine("artifacts", "bms-report") : "bms-report";
}
