using Bms.Simulator.Sweep;

namespace Bms.Simulator.Tests.Sweep;

public class SweepCaseTests
{
    private static readonly SweepCase s_case = new(41, "no cell leaves 2 to 4.35 V: 1 did")
    {
        CellsOutside = 1, Highest_V = 4.3512, Lowest_V = -1.2, Hottest_C = 81.25, Virtual_s = 21600, Wall_s = 0.1234,
        SecondLevel = "fuse blows",
    };

    [Fact]
    public void A_line_is_read_back_as_it_was_written() => Assert.Equal(s_case, SweepCase.FromLine(s_case.ToLine()));

    [Theory]
    [InlineData("")]
    [InlineData("41")]
    [InlineData("x\t1\t4\t2\t30\t10\t1\t\t")]
    [InlineData("41\t1\t4\t2\t30\tten\t1\t\t")]
    public void Anything_else_is_no_case(string line) => Assert.Null(SweepCase.FromLine(line));
}
