using System.Xml.Linq;
using Bms.Simulator.Commands;

namespace Bms.Simulator.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private const string Quick = "load-steps-between-two-taps-do-not-trip";

    private readonly string _folder = Directory.CreateTempSubdirectory("bms").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("estimate: verb: not built yet, allowed are those that --help lists", "estimate", "x", "--runs", "3")]
    [InlineData("estimate: verb: not built yet, allowed are those that --help lists", "estimate", "--help")]
    [InlineData("fly: command line: Unrecognized command or argument 'fly', allowed is what --help lists", "fly")]
    [InlineData("list: command line: Unrecognized command or argument '--all', allowed is what --help lists", "list", "--all")]
    [InlineData("run: command line: Required argument missing for command: 'run', allowed is what --help lists", "run")]
    [InlineData("nonsense: scenario: there is none of this name; allowed are the names that list shows, or a file that ends in .json",
        "run", "nonsense")]
    [InlineData("run: command line: --seed: -1 is not allowed, only a whole number from 0 to 4294967295, allowed is what --help lists",
        "run", Quick, "--seed", "-1")]
    [InlineData("run: command line: --board: bench is not allowed, only bench-4s, pack-16s, pack-15s, allowed is what --help lists",
        "run", Quick, "--board", "bench")]
    [InlineData("test: command line: --jobs: 0 is not allowed, only a whole number from 1 to 256, allowed is what --help lists",
        "test", "--jobs", "0")]
    [InlineData("--filter: nowhere: no scenario has it in its name, allowed are those of list", "test", "--filter", "nowhere")]
    public void Bad_use_is_one_line_and_exit_code_2(string line, params string[] args)
    {
        (int code, string output, string error) = Run(args);
        Assert.Equal((ExitCode.BadUse, string.Empty, line + "\n"), (code, output, error));
    }

    [Theory]
    [InlineData("--trace")]
    [InlineData("--junit")]
    public void A_target_that_cannot_be_written_is_refused_before_the_run(string option)
    {
        string target = Path.Combine(_folder, "no", "such.file");
        string[] args = option == "--trace" ? ["run", Quick, option, target] : ["test", "--filter", Quick, option, target];
        (int code, string output, string error) = Run(args);
        Assert.Equal((ExitCode.BadUse, string.Empty), (code, output));
        Assert.Equal($"{target}: {option}: cannot be written, allowed is a file in a folder that is there\n", error);
    }

    [Fact]
    public void A_folder_for_the_report_that_cannot_be_made_is_refused_before_the_run()
    {
        const string allowed = "--report: cannot be made, allowed is a folder that can be written\n";
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "old");
        Assert.Equal((ExitCode.BadUse, string.Empty, ": " + allowed), Run("run", Quick, "--report", string.Empty));
        Assert.Equal((ExitCode.BadUse, string.Empty, $"{file}: {allowed}"), Run("run", Quick, "--report", file));
        Assert.Equal("old", File.ReadAllText(file));
    }

    [Fact]
    public void A_wrong_scenario_file_is_one_line_and_nothing_is_written()
    {
        string file = Path.Combine(_folder, "wrong.json");
        string trace = Path.Combine(_folder, "trace.csv");
        File.WriteAllText(file, "{ \"title\": 3 }");
        (int code, string output, string error) = Run("run", file, "--trace", trace);
        Assert.Equal((ExitCode.BadUse, string.Empty), (code, output));
        Assert.Equal($"{file}: title: 3 is not allowed, only text of 10 to 120 characters\n", error);
        Assert.Equal([file], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run", "--help")]
    [InlineData("test", "--help")]
    [InlineData("bench", "--help")]
    [InlineData("demo", "--help")]
    [InlineData("list", "-h")]
    public void Help_is_everywhere(params string[] args)
    {
        (int code, string output, string error) = Run(args);
        Assert.Equal((ExitCode.Holds, string.Empty), (code, error));
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_lists_only_what_is_built()
    {
        string help = Run("--help").Output;
        Assert.Contains("  bench ", help, StringComparison.Ordinal);
        Assert.DoesNotContain("estimate", help, StringComparison.Ordinal);
    }

    [Fact]
    public void List_has_a_line_for_each_scenario()
    {
        string[] lines = Run("list").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Simulator.Scenarios.Catalogue.Names, lines.Select(l => l.Split(' ')[0]));
        Assert.True(lines.Length >= 10);
    }

    [Fact]
    public void Run_prints_figures_and_writes_the_trace_that_it_names()
    {
        string trace = Path.Combine(_folder, "trace.csv");
        (int code, string output, _) = Run("run", Quick, "--trace", trace, "--seed", "3");
        Assert.Equal(ExitCode.Holds, code);
        Assert.Contains("run.seed = 3\n", output, StringComparison.Ordinal);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(trace)));
        Assert.Contains($"run.trace_sha256 = {hash}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_writes_a_report_into_the_folder_that_it_names()
    {
        string folder = Path.Combine(_folder, "made", "for it");
        (int code, string output, _) = Run("run", Quick, "--report", folder);
        Assert.Equal(ExitCode.Holds, code);
        string page = Path.Combine(folder, Quick + ".html");
        Assert.Contains($"run.report = {page}\n", output, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Realtime_takes_its_time()
    {
        string file = Path.Combine(_folder, "brief.json");
        File.WriteAllText(file, """
            { "title": "Nothing happens here", "why": "Made for a test.", "duration_s": 1.5, "timeline": [],
              "expect": [ { "expect": "no-rows" } ] }
            """);
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.Equal(ExitCode.Holds, Run("run", file, "--realtime").Code);
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds >= 1.4);
    }

    [Fact]
    public void An_expectation_that_fails_is_exit_code_1_and_shown()
    {
        string file = Path.Combine(_folder, "fails.json");
        string junit = Path.Combine(_folder, "junit.xml");
        File.WriteAllText(file, """
            { "title": "Nothing charges here", "why": "Made for a test.", "duration_s": 3, "timeline": [],
              "expect": [ { "expect": "mode-reached", "mode": "Charge", "within_ms": 1000 } ] }
            """);
        Assert.Equal(ExitCode.DoesNotHold, Run("run", file).Code);

        (int code, string output, _) = Run("test", _folder, "--junit", junit);
        Assert.Equal(ExitCode.DoesNotHold, code);
        Assert.Contains("test.failed = 1\n", output, StringComparison.Ordinal);
        XElement test = XDocument.Load(junit).Descendants("testcase").Single();
        Assert.Equal("fails", test.Attribute("name")!.Value);
        Assert.Equal("FAILS: the mode Charge is reached within 1000 ms after the start: never happened", test.Element("failure")!.Value);
    }

    [Fact]
    public void Test_runs_what_the_filter_names_with_any_number_of_jobs()
    {
        string junit = Path.Combine(_folder, "junit.xml");
        (int code, string output, _) = Run("test", "--filter", "OVER-CURRENT", "--jobs", "3", "--junit", junit);
        Assert.Equal(ExitCode.Holds, code);
        Assert.Contains("test.scenarios = 2\n", output, StringComparison.Ordinal);
        Assert.Equal(["charge-over-current-opens-the-charge-switch", "discharge-over-current-opens-after-three-samples"],
            XDocument.Load(junit).Descendants("testcase").Select(t => t.Attribute("name")!.Value));
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
