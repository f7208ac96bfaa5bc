using System.Diagnostics;
using Bms.Tests;
using Xunit;

namespace Bms.World.Tests;

public class SpeedTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void Advancing_allocates_nothing_and_its_speed_is_reported(int cells)
    {
        Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = cells });
        Run(pack, 2_000);
        const int seconds = 500;
        double elapsed_s = double.PositiveInfinity;
        for (int round = 0; round < 40; round++)
        {
            long start = Stopwatch.GetTimestamp();
            Run(pack, seconds);
            elapsed_s = Math.Min(elapsed_s, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        long allocated = Allocated.Least_bytes(() => Run(pack, seconds));

        // The best of 40 rounds, reported only: it says as much about the machine as about the code.
        output.WriteLine($"world.{cells}s.cell_steps_per_s = {10.0 * cells * seconds / elapsed_s:F0}");
        output.WriteLine($"world.{cells}s.x_realtime = {seconds / elapsed_s:F0}");
        output.WriteLine($"world.{cells}s.allocated_bytes = {allocated}");
        Assert.Equal(0, allocated);
    }

    private static void Run(Pack pack, int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            pack.Load.SetPower_W(second % 2 == 0 ? 30.0 : -30.0);
            pack.AdvanceTo(pack.Time_us + TestPacks.Second_us);
        }
    }
}
