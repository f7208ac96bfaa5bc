using Bms.Nano.Cost;
using Xunit;

namespace Bms.Nano.Tests.Cost;

public class CostCommandTests
{
    [Theory]
    [InlineData("bench4s")]
    [InlineData("pack16s")]
    public void Two_runs_print_the_same_counts(string board)
    {
        var first = CostCommand.Measure(MeteredWorkload.Firmware(), board).ToList();
        var second = CostCommand.Measure(MeteredWorkload.Firmware(), board).ToList();
        Assert.Equal(first, second);
        Assert.True(first.Single(f => f.Name.EndsWith(".il_per_s", StringComparison.Ordinal)).Value > 10_000);
    }

    [Fact]
    public void The_firmware_is_within_its_budget()
    {
        var error = new StringWriter();
        int exit = CostCommand.Run(Path.Combine(AppContext.BaseDirectory, "budget.txt"), TextWriter.Null, error);
        Assert.True(exit == 0, error.ToString());
    }

    [Fact]
    public void A_budget_that_is_too_small_fails_with_the_figure_and_the_bound()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "cost.bench4s.protect_tick_il = 10  # far too little\n");
            var error = new StringWriter();
            Assert.Equal(1, CostCommand.Run(path, TextWriter.Null, error));
            Assert.Contains("is over its budget of 10", error.ToString(), StringComparison.Ordinal);
            File.WriteAllText(path, "cost.bench4s.protect_tick_il is 10\n");
            error = new StringWriter();
            Assert.Equal(2, CostCommand.Run(path, TextWriter.Null, error));
            Assert.Contains(path + ":1:", error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_budget_for_a_figure_that_nobody_prints_is_refused()
    {
        var figures = new[] { "bench4s", "pack16s" }
            .SelectMany(board => CostCommand.Measure(MeteredWorkload.Firmware(), board))
            .Select(f => f.Name).Append(Allocations.Figure).ToHashSet();
        string path = Path.Combine(AppContext.BaseDirectory, "budget.txt");
        foreach (string line in File.ReadLines(path).Where(l => l.Contains('=') && l[0] != '#'))
        {
            Assert.Contains(line.Split('=')[0].Trim(), figures);
        }
    }
}
