using System.Xml.Linq;
using Bms.Simulator.Commands;
using Bms.Simulator.Scenarios;
using Bms.World;
using Bms.World.Cells;
using Xunit;

namespace Bms.Simulator.Tests.Scenarios;

/// <summary>A provisional cell is marked in every output, and nothing says that anything held, passed or is safe.</summary>
public sealed class NoVerdictTests : IDisposable
{
    private const string Cell = "li-metal-provisional", Scenario = "two-minutes-of-driving";

    private readonly string _folder = Directory.CreateTempSubdirectory("verdict").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_says_it_in_text_trace_and_page()
    {
        (int exit, string text) = Run("run", Scenario, "--cell", Cell, "--trace", In("t.csv"), "--report", _folder);
        Assert.Equal(ExitCode.DoesNotHold, exit);
        Assert.Contains("run.verdict = " + NoVerdict.Sentence, text, StringComparison.Ordinal);
        AssertNothingHolds(text);
        string[] trace = File.ReadAllLines(In("t.csv"));
        Assert.EndsWith(",provisional_cell", trace[0], StringComparison.Ordinal);
        Assert.All(trace.Skip(1), line => Assert.EndsWith(",no verdict", line, StringComparison.Ordinal));
        AssertPage(Scenario);
    }

    [Fact]
    public void A_test_neither_passes_nor_fails()
    {
        (int exit, string text) = Run("test", "--filter", Scenario, "--cell", Cell, "--junit", In("j.xml"));
        Assert.Equal(ExitCode.DoesNotHold, exit);
        Assert.Contains("none  " + Scenario, text, StringComparison.Ordinal);
        Assert.Contains("test.without_verdict = 1", text, StringComparison.Ordinal);
        Assert.Contains("test.failed = 0", text, StringComparison.Ordinal);
        AssertSkipped();
    }

    [Fact]
    public void A_sweep_gives_figures_and_no_verdict()
    {
        (int exit, string text) = Run(
            "sweep", Scenario, "--cell", Cell, "--count", "2", "--junit", In("j.xml"), "--report", _folder);
        Assert.Equal(ExitCode.DoesNotHold, exit);
        Assert.Contains("sweep.verdict = " + NoVerdict.Sentence, text, StringComparison.Ordinal);
        AssertNothingHolds(text);
        AssertSkipped();
        AssertPage("sweep");
    }

    [Fact]
    public void A_bisection_says_it_first()
    {
        (int exit, string text) = Run("bisect", Scenario, "--cell", Cell);
        Assert.Equal(ExitCode.DoesNotHold, exit);
        Assert.Contains("bisect.verdict = " + NoVerdict.Sentence, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_with_measurements_says_it()
    {
        const string head = "t_s,current_A,voltage_V\n";
        File.WriteAllText(In("run.csv"), head + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i * 60},-1,3.6\n")));
        (_, string text) = Run("validate", "--csv", In("run.csv"), "--cell", Cell, "--initial-soc", "0.5", "--report", _folder);
        Assert.Contains("validate.verdict = " + NoVerdict.Sentence, text, StringComparison.Ordinal);
        Assert.Contains("Provisional cell", File.ReadAllText(In("validate.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_study_of_claims_marks_every_cell()
    {
        (_, string text) = Run("study", "claims");
        foreach (string name in ShippedCells.Names.Where(n => ShippedCells.Open(n).Provisional))
        {
            Assert.Contains($"study.claims.{name}.verdict = {NoVerdict.Sentence}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cell_that_is_not_provisional_gets_its_verdict()
    {
        Assert.Null(NoVerdict.Of(CellSpec.LgM50()));
        (int exit, string text) = Run("run", Scenario);
        Assert.Equal(ExitCode.Holds, exit);
        Assert.DoesNotContain(NoVerdict.Sentence, text, StringComparison.Ordinal);
    }

    private static void AssertNothingHolds(string text)
    {
        foreach (string word in (string[])["holds:", "ok   ", "FAILS", "expectations_failed = 0"])
        {
            Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        }
    }

    private void AssertPage(string name)
    {
        string page = File.ReadAllText(In(name + ".html"));
        Assert.Contains("? " + NoVerdict.Sentence, page, StringComparison.Ordinal);
        Assert.DoesNotContain("\u2713", page, StringComparison.Ordinal);
    }

    private void AssertSkipped()
    {
        XElement suite = XDocument.Load(In("j.xml")).Root!.Element("testsuite")!;
        Assert.Equal(suite.Attribute("tests")!.Value, suite.Attribute("skipped")!.Value);
        Assert.All(suite.Elements("testcase"), c => Assert.StartsWith(
            NoVerdict.Sentence, c.Element("skipped")!.Attribute("message")!.Value, StringComparison.Ordinal));
    }

    private string In(string name) => Path.Combine(_folder, name);

    private static (int Exit, string Text) Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        int exit = CommandLine.Run(args, output, error);
        return (exit, output + error.ToString());
    }
}
