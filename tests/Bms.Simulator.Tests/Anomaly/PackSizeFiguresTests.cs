using Bms.Simulator.Anomaly;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

public class PackSizeFiguresTests
{
    /// <summary>The interval ends where what was seen lies 1.96 standard deviations away.</summary>
    [Theory]
    [InlineData(0, 10)]
    [InlineData(7, 10)]
    [InlineData(95, 100)]
    [InlineData(20, 20)]
    public void At_the_ends_of_the_interval_what_was_seen_is_just_not_yet_surprising(int seen, int of)
    {
        (double low, double high) = PackSizeFigures.Wilson95(seen, of);
        foreach (double end in new[] { low, high }.Where(share => share is > 1e-9 and < 1 - 1e-9))
        {
            double deviation = Math.Sqrt(end * (1 - end) / of);
            Assert.Equal(1.96, Math.Abs(((double)seen / of) - end) / deviation, 0.001);
        }

        Assert.InRange((double)seen / of, low - 1e-9, high + 1e-9);
    }
}
