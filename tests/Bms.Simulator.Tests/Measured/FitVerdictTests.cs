using System.Globalization;
using System.Text;
using Bms.Simulator.Commands;
using Xunit;

namespace Bms.Simulator.Tests.Measured;

public sealed class FitVerdictTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bms").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A voltage that goes up and down by itself is of no cell.
    [Fact]
    public void A_cell_that_misses_its_own_run_says_so_in_one_line_with_the_figure()
    {
        StringBuilder rows = new("t_s,current_A,voltage_V\n");
        for (int t = 0; t <= 3600; t += 10)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{t},-1,{4.0 - 0.8 * t / 3600.0 + (t % 20 < 10 ? 0.1 : -0.1):F4}\n");
        }

        string run = Path.Combine(_folder, "run.csv");
        File.WriteAllText(run, rows.ToString());
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = CommandLine.Run(["fit", "--csv", run, "--out", Path.Combine(_folder, "cell.json")], output, error);
        Assert.Equal(ExitCode.DoesNotHold, code);
        Assert.Matches(
            @"^fit: the cell misses its own runs by \d+\.\d mV RMSE \(run by \d+\.\d mV\), allowed are 30 mV; [^\n]*\n$", error.ToString());
    }
}
