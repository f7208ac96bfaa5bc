using Bms.Simulator.Commands;

namespace Bms.Simulator.Tests.Commands;

public class ReactionCommandTests
{
    [Fact]
    public void Prints_a_line_and_figures_for_each_protection_of_the_filter()
    {
        (int code, string output, string error) = Run("reaction", "--board", "bench-4s", "--phases", "3", "--filter", "current");
        Assert.Equal((ExitCode.Holds, string.Empty), (code, error));
        Assert.Matches(@"(?m)^DischargePeakCurrent +firmware +disch\. .* holds$", output);
        Assert.Matches(@"(?m)^reaction\.bench4s\.DischargePeakCurrent\.bound_ms = 199\.\d$", output);
        Assert.Matches(@"(?m)^reaction\.bench4s\.DischargePeakCurrent\.max_ms = 1?\d\d\.\d$", output);
        Assert.Matches(@"(?m)^reaction\.bench4s\.DischargePeakCurrent\.stalled_max_ms = \d+\.\d$", output);
        Assert.Contains("\nreaction.bench4s.failed = 0\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CellOverVoltage", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Prints_each_cause_in_each_mode_when_asked_to() =>
        Assert.Matches(@"(?m)^SwitchMismatch +welds +Standby +- +- ",
            Run("reaction", "--phases", "1", "--filter", "SwitchMismatch", "--cases").Output);

    [Theory, InlineData("pack-16s"), InlineData("pack-15s"), InlineData("bench-4s")]
    public void The_table_fits_a_page_of_140_columns(string board)
    {
        string[] lines = Run("reaction", "--board", board, "--phases", "1", "--filter", "Cha").Output.Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 140));
        Assert.Contains(lines, line => line.StartsWith("ChargeFailed ", StringComparison.Ordinal));
    }

    [Fact]
    public void Proves_that_each_row_is_needed_when_asked_to()
    {
        (int code, string output, string error) = Run("reaction", "--prove", "--board", "pack-15s", "--filter", "Protector");
        Assert.Equal((ExitCode.Holds, string.Empty), (code, error));
        Assert.Matches(@"(?m)^ProtectorPermanent +chip +not ready +\w+ +a switch stays closed +hit$", output);
        Assert.Contains("\nreaction.pack15s.rows = 9\nreaction.pack15s.rows_hit = 9\n", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.Length, 0, 140));
    }

    [Theory]
    [InlineData("--filter: weather: no protection has it in its name, allowed are those that it lists without", "--filter", "weather")]
    [InlineData("reaction: command line: --phases: 0 is not allowed, only a whole number from 1 to 100000, allowed is what --help lists",
        "--phases", "0")]
    public void Bad_use_is_one_line_and_exit_code_2(string line, params string[] args) =>
        Assert.Equal((ExitCode.BadUse, string.Empty, line + "\n"), Run(["reaction", .. args]));

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
