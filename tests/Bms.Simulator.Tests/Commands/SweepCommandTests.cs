using System.Xml.Linq;
using Bms.Simulator.Commands;

namespace Bms.Simulator.Tests.Commands;

public class SweepCommandTests
{
    // Cells may be 18 degC at most: at 22 +-5 degC around them nearly all cases fail.
    private const string Warm = """
        {
          "title": "Made for a test of sweeps", "why": "Made for a test.", "duration_s": 3, "ambient_C": 22, "seed": 9,
          "timeline": [], "expect": [ { "expect": "cell-temperature", "max_C": 18 } ]
        }
        """;

    private const string Short = "short-circuit-opens-after-one-sample";

    [Fact]
    public void Prints_its_figures_and_writes_results_page_and_what_to_go_on_from()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string kept = Path.Combine(folder, "kept.txt"), junit = Path.Combine(folder, "junit.xml");
            string[] arguments = ["sweep", Short, "--count", "4", "--resume", kept, "--junit", junit, "--report", folder];
            (int code, string output, string error) = Run(arguments);

            Assert.Equal((ExitCode.Holds, string.Empty), (code, error));
            Assert.Contains("\nsweep.failed = 0\n", output, StringComparison.Ordinal);
            Assert.Matches(@"(?m)^sweep\.virtual_h_per_s = \d", output);
            Assert.Equal(4, XDocument.Load(junit).Descendants("testcase").Count());
            Assert.Contains("4 variations of", File.ReadAllText(Path.Combine(folder, "sweep.html")), StringComparison.Ordinal);
            Assert.Equal(5, File.ReadAllLines(kept).Length);
            Assert.Contains("\nsweep.resumed = 4\n", Run(arguments).Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_failing_case_is_printed_as_one_command_that_fails_again()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("bms").FullName, "warm.json");
        File.WriteAllText(file, Warm);
        (int code, string output, _) = Run("sweep", file, "--count", "6");
        Assert.Equal(ExitCode.DoesNotHold, code);
        string command = output.Split('\n').First(l => l.StartsWith("shrunk: ", StringComparison.Ordinal))["shrunk: ".Length..];

        Assert.Equal(ExitCode.DoesNotHold, Run(command.Split(' ')).Code);
    }

    [Theory]
    [InlineData("sweep: scenario: missing, allowed are the names that list shows, or a file that ends in .json")]
    [InlineData("weather: scenario: there is none of this name; allowed are the names that list shows, or a file that ends in .json",
        "weather")]
    [InlineData("sweep: --width: 4 is not allowed, only a number from 0 to 3", Short, "--width", "4")]
    [InlineData("sweep: command line: --count: 0 is not allowed, only a whole number from 1 to 1000000, allowed is what --help lists",
        Short, "--count", "0")]
    [InlineData("sweep: --vary: ambient_C=5 is not understood, allowed is PLACE=LOW..HIGH or PLACE=xLOW..HIGH (times what stands there), "
        + "LOW up to HIGH, PLACE as run --set has it", Short, "--vary", "ambient_C=5")]
    [InlineData("sweep: --vary: soc_sigma=0.1..0 is not understood, allowed is PLACE=LOW..HIGH or PLACE=xLOW..HIGH (times what stands "
        + "there), LOW up to HIGH, PLACE as run --set has it", Short, "--vary", "soc_sigma=0.1..0")]
    [InlineData(Short + ".json: ambient_C: -90 is not allowed, only a number from -40 to 85", Short, "--vary", "ambient_C=-90..20")]
    [InlineData(Short + ".json: title: holds no number that a factor could vary, allowed is a range without x",
        Short, "--vary", "title=x1..2")]
    [InlineData("sweep: --vary: ambient_C has two ranges, allowed is one for a place",
        Short, "--vary", "ambient_C=1..2", "ambient_C=3..4")]
    [InlineData("nowhere.txt: --vary-file: cannot be read, Could not find file", Short, "--vary-file", "nowhere.txt")]
    public void Bad_use_is_one_line_and_exit_code_2(string line, params string[] arguments) =>
        Assert.Equal((ExitCode.BadUse, string.Empty, line + "\n"), Told(Run(["sweep", .. arguments])));

    // Of a file that is not there the system's own words name where this test runs.
    private static (int Code, string Output, string Error) Told((int Code, string Output, string Error) run) =>
        run with { Error = run.Error.Split(" '", StringSplitOptions.None)[0].TrimEnd('\n') + "\n" };

    /// <summary>The ranges of the user and nothing else: all cases keep to them, and the page says them.</summary>
    [Fact]
    public void Ranges_of_ones_own_take_the_place_of_the_usual_ones_and_fill_the_whole_of_theirs()
    {
        string folder = Directory.CreateTempSubdirectory("bms").FullName;
        string file = Path.Combine(folder, "warm.json"), ranges = Path.Combine(folder, "ranges.txt");
        string kept = Path.Combine(folder, "kept.txt");
        File.WriteAllText(file, Warm);
        File.WriteAllText(ranges, "# a summer\nambient_C = 30..40\n");
        string[] arguments = ["sweep", file, "--count", "5", "--width", "0", "--vary-file", ranges, "--resume", kept, "--report", folder];
        (_, string output, _) = Run(arguments);
        string[] shrunk = [.. output.Split('\n').Where(l => l.StartsWith("shrunk", StringComparison.Ordinal))];

        Assert.Contains("sweep.failed = 5", output, StringComparison.Ordinal);
        Assert.Contains("ambient_C=30..40", File.ReadAllText(Path.Combine(folder, "sweep.html")), StringComparison.Ordinal);
        Assert.All(shrunk, line => Assert.DoesNotContain("capacity", line, StringComparison.Ordinal));
        double[] hottest = [.. File.ReadAllLines(kept).Skip(1).Select(l => double.Parse(l.Split('\t')[4]))];
        Assert.All(Enumerable.Range(0, 5), i => Assert.Single(hottest, c => c >= 30 + (2 * i) && c < 32 + (2 * i)));
        (int code, _, string error) = Run([.. arguments, "--vary", "load_factor=1..2"]);
        Assert.Equal(ExitCode.BadUse, code);
        Assert.Contains("is no result of this sweep", error, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
