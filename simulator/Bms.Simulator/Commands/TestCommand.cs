using System.CommandLine;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Commands;

/// <summary>test: all scenarios, or those of a filter, or files of one's own.</summary>
internal static class TestCommand
{
    internal static Command Create()
    {
        var files = new Argument<string[]>("files")
        {
            Description = "scenario files of your own, or folders of them; without any: all that list shows",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var filter = new Option<string?>("--filter") { Description = "only those whose name contains this", HelpName = "X" };
        Option<string?> junit = Options.File("--junit", "write the results as JUnit XML");
        Option<long?> jobs = Options.Whole("--jobs", 1, 256, "scenarios at a time; as many as there are processors without it");
        Option<long?> seed = Options.Seed();
        Option<string?> hardware = Options.Hardware();
        Option<string?> cell = Options.Cell();
        Option<string?> board = Options.Board();
        var command = new Command("test", "all scenarios, each on the boards that it is for")
        {
            files, filter, board, junit, jobs, seed, hardware, cell,
        };
        command.SetAction(parsed =>
        {
            IReadOnlyList<Scenario> scenarios = Pick(
                parsed.GetValue(files) ?? [], parsed.GetValue(filter), parsed.GetValue(board), Options.CellChange(parsed.GetValue(cell)));
            scenarios = [.. scenarios.Select(s => Options.Apply(s, parsed.GetValue(seed), parsed.GetValue(hardware)))];
            int workers = (int)(parsed.GetValue(jobs) ?? Environment.ProcessorCount);
            return Run(scenarios, parsed.GetValue(junit), workers, parsed.InvocationConfiguration);
        });
        return command;
    }

    private static int Run(IReadOnlyList<Scenario> scenarios, string? junit, int jobs, InvocationConfiguration console)
    {
        if (junit != null)
        {
            AtomicFile.Check("--junit", junit);
        }

        using var progress = new Progress(console.Error, Progress.IsTerminal);
        IReadOnlyList<TestCase> cases = TestRun.All(scenarios, jobs, (test, done) =>
        {
            progress.Clear();
            Print(console.Output, test);
            progress.Show((double)done / scenarios.Count);
        });
        progress.Clear();
        if (junit != null)
        {
            AtomicFile.Write("--junit", junit, s => JUnitFile.Write(s, cases));
        }

        int failed = cases.Count(c => c.Failure != null), none = cases.Count(c => c.NoVerdict != null);
        console.Output.WriteLine("test.scenarios = " + cases.Count);
        console.Output.WriteLine("test.failed = " + failed);
        if (none > 0)
        {
            console.Output.WriteLine("test.without_verdict = " + none);
        }

        return failed + none == 0 ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    private static void Print(TextWriter output, TestCase test)
    {
        string word = test.Failure != null ? "FAILS" : test.NoVerdict != null ? "none " : "ok   ";
        string where = test.Suite == BoardKind.Names[0] ? string.Empty : $" on {test.Suite}";
        output.WriteLine($"{word} {test.Name}{where} ({test.Wall_s:0.00} s)");
        if (test.NoVerdict != null)
        {
            output.WriteLine("      " + test.NoVerdict);
        }

        foreach (string line in test.Failure?.Split('\n') ?? [])
        {
            output.WriteLine("      " + line);
        }
    }

    private static List<Scenario> Pick(string[] files, string? filter, string? board, string[] changes)
    {
        IEnumerable<string> names = files.Length == 0 ? Catalogue.Names : files.SelectMany(Expand);
        List<Scenario> picked = [];
        foreach (string name in names)
        {
            if (filter == null || Path.GetFileNameWithoutExtension(name).Contains(filter, StringComparison.OrdinalIgnoreCase))
            {
                ScenarioSource source = Catalogue.Source(name);
                picked.AddRange(OnBoards(source, changes).Where(s => board == null || s.Board.Name == board));
            }
        }

        return picked.Count > 0
            ? picked
            : throw new BadInputException("--filter", filter ?? string.Empty, "no scenario has it in its name, allowed are those of list");
    }

    // One that is for several boards is read anew for each: what it says must make sense there.
    private static IEnumerable<Scenario> OnBoards(ScenarioSource source, string[] changes)
    {
        Scenario own = Changes.Read(source, changes);
        IEnumerable<BoardKind> boards = own.EveryBoard ? BoardKind.All : own.EveryFront ? own.Board.Kin : [];
        return boards.Any() ? boards.Select(b => Changes.Read(source, [.. changes, .. Options.BoardChange(b.Name)])) : [own];
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        IEnumerable<string> all = Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal);
        string[] files = [.. all.Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal))];
        return files.Length > 0
            ? files
            : throw new BadInputException(path, "folder", "holds no scenario, allowed are files that end in .json");
    }
}
