using Bms.World.Numerics;
using Xunit;

namespace Bms.Train.Tests;

public class TailCheckTests
{
    [Fact]
    public void Numbers_of_a_pareto_tail_pass_and_numbers_in_two_heaps_do_not()
    {
        SeededRandom random = new(11, "check");
        double[] pareto = [.. Enumerable.Range(0, 2000).Select(_ => (Math.Pow(1 - random.NextUniform(), -0.2) - 1) / 0.2)];
        double[] heaps = [.. pareto.Select((_, i) => i % 2 == 0 ? 1 + (0.05 * random.NextUniform()) : 3 + (0.05 * random.NextUniform()))];
        Assert.True(Check(pareto).P > 0.05, $"p = {Check(pareto).P}");
        Assert.True(Check(heaps).P < 0.01, $"p = {Check(heaps).P}");
    }

    [Fact]
    public void Too_few_excesses_are_no_fit() => Assert.True(double.IsNaN(Check([0, 0, 0, 1]).P));

    private static TailCheck Check(double[] peaks) => TailCheck.Of(Tail.Fit(peaks, peaks.Length), peaks, 1);
}
