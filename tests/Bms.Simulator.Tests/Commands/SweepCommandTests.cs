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
    public void Bad_use_is_one_line_and_exit_code_2(string line, params string[] arguments) =>
        Assert.Equal((ExitCode.BadUse, string.Empty, line + "\n"), Run(["sweep", .. arguments]));

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
