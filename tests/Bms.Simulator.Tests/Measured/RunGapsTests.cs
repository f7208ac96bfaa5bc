using Bms.Simulator.Measured;
using Bms.World.Fitting;
using Xunit;

namespace Bms.Simulator.Tests.Measured;

public class RunGapsTests
{
    [Fact]
    public void A_gap_with_another_current_behind_it_parts_a_run()
    {
        IReadOnlyList<MeasuredRun> parts = RunGaps.Parts(Run(gap_s: 2000, behind_A: 1.0));
        Assert.Equal(2, parts.Count);
        Assert.Equal(200, parts.Sum(part => part.Rows));
        Assert.All(parts, part => Assert.True(part.Time_s[^1] - part.Time_s[0] < 100.0));
    }

    // Testers write a row only when something changes: what flowed meanwhile is known.
    [Theory]
    [InlineData(2000.0, -2.0)]
    [InlineData(10.0, 1.0)]
    public void A_pause_of_the_rows_in_which_the_current_stands_is_no_gap(double gap_s, double behind_A) =>
        Assert.Single(RunGaps.Parts(Run(gap_s, behind_A)));

    private static MeasuredRun Run(double gap_s, double behind_A) => new()
    {
        Name = "run",
        Time_s = [.. Enumerable.Range(0, 200).Select(t => t + (t < 100 ? 0.0 : gap_s))],
        Current_A = [.. Enumerable.Range(0, 200).Select(t => t < 100 ? -2.0 : behind_A)],
        Voltage_V = [.. Enumerable.Range(0, 200).Select(t => 3.7)],
    };
}
