using System.Globalization;
using System.Text;
using Bms.Simulator.Commands;
using Xunit;

namespace Bms.Simulator.Tests.Measured;

public sealed class FitVerdictTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bms").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // 0.15 V up and down from row to row at a steady current is what no cell does; without it the same run is an ordinary discharge.
    [Theory]
    [InlineData(0.0, ExitCode.Holds)]
    [InlineData(0.15, ExitCode.DoesNotHold)]
    public void A_cell_that_misses_its_own_run_says_so_in_one_line_with_the_figure(double swing_V, int expected)
    {
        StringBuilder rows = new("t_s,current_A,voltage_V\n");
        for (int t = 0; t <= 3600; t += 10)
        {
            double voltage_V = 4.1 - 0.8 * t / 3600.0 + (t % 20 == 0 ? swing_V : -swing_V);
            rows.Append(CultureInfo.InvariantCulture, $"{t},-1,{voltage_V:F4}\n");
        }

        string run = Path.Combine(_folder, "run.csv");
        File.WriteAllText(run, rows.ToString());
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = CommandLine.Run(["fit", "--csv", run, "--out", Path.Combine(_folder, "cell.json")], output, error);
        Assert.Equal(expected, code);
        if (expected == ExitCode.Holds)
        {
            Assert.Equal("", error.ToString());
            return;
        }

        Assert.Matches(@"^fit: the cell misses its own runs by \d+\.\d mV RMSE \(run by \d+\.\d mV\), allowed are 30 mV; [^\n]*\n$", error.ToString());
    }
}
