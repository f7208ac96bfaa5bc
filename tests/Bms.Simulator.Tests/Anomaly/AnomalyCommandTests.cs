using Bms.Simulator.Anomaly;
using Bms.Simulator.Commands;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

public class AnomalyCommandTests
{
    [Fact]
    public void The_same_seed_gives_the_same_figures_in_whatever_order_the_episodes_ran()
    {
        string first = Run("--episodes", "6", "--hours", "24", "--seed", "3");
        Assert.Equal(first, Run("--episodes", "6", "--hours", "24", "--seed", "3"));
        Assert.Contains("anomaly.simulated_hours = ", first, StringComparison.Ordinal);
        Assert.Contains("anomaly.delay_h.leak_C100 = ", first, StringComparison.Ordinal);
        Assert.Contains("skipped = 1", first, StringComparison.Ordinal);
    }

    [Fact]
    public void A_life_that_is_picked_out_is_the_one_that_it_is_among_all()
    {
        string all = Run("--episodes", "6", "--hours", "0", "--seed", "3", "--lives");
        string one = Run("--episodes", "6", "--hours", "0", "--seed", "3", "--lives", "--fault", "leak_C20", "--chemistry", "nmc");
        string life = Assert.Single(one.Split('\n'), line => line.StartsWith("# life: ", StringComparison.Ordinal));
        Assert.Contains("leak_C20", life, StringComparison.Ordinal);
        Assert.Contains(life, all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_or_a_chemistry_that_nobody_knows_is_told_in_one_line()
    {
        StringWriter error = new() { NewLine = "\n" };
        Assert.Equal(2, CommandLine.Run(["anomaly", "--fault", "leak_C21"], new StringWriter(), error));
        Assert.Contains("--fault: leak_C21 is not allowed, only leak, ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, error.ToString().Count(c => c == '\n'));
    }

    [Theory]
    [InlineData(0, 1000, 2.996)]
    [InlineData(1, 1000, 4.744)]
    [InlineData(5, 2000, 5.257)]
    public void The_bound_is_that_of_the_poisson_distribution(int events, double hours, double expected)
    {
        // Half the 95 % points of chi-square with 2, 4 and 12 degrees of freedom: 5.991, 9.488, 21.026.
        Assert.Equal(expected, BenchmarkFigures.Bound95_per_1000h(events, hours), 3);
    }

    [Fact]
    public void Auroc_is_the_share_of_pairs_in_the_right_order()
    {
        Assert.Equal(1, BenchmarkFigures.Auroc([2, 3], [0, 1]));
        Assert.Equal(0.5, BenchmarkFigures.Auroc([1, 1], [1, 1]));
        Assert.Equal(0.75, BenchmarkFigures.Auroc([1, 3], [0, 2]));
    }

    [Fact]
    public void A_median_with_misses_counts_them_as_never()
    {
        Assert.Equal(2, BenchmarkFigures.Median([3, 1, 2]));
        Assert.Equal(double.PositiveInfinity, BenchmarkFigures.Median([1, double.PositiveInfinity]));
    }

    private static string Run(params string[] arguments)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        Assert.Equal(0, CommandLine.Run(["anomaly", "--data", "no such folder", .. arguments], output, error));
        Assert.Equal("", error.ToString());
        return output.ToString();
    }
}
