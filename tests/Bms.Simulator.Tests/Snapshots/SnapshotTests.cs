using System.Diagnostics;
using Bms.Simulator.Bench;
using Bms.Simulator.Snapshots;

namespace Bms.Simulator.Tests.Snapshots;

public class SnapshotTests(ITestOutputHelper output)
{
    // It takes one; on a busy machine some rounds are held up, but not all.
    private const double Limit_ms = 10;

    [Fact]
    public void What_happens_to_a_restored_bench_happens_to_an_uninterrupted_one_bit_by_bit()
    {
        VirtualBench whole = Driving();
        VirtualBench live = Driving();
        whole.Run_s(40);
        live.Run_s(40);
        Snapshot<VirtualBench> kept = Snapshot.Of(live);

        // The original goes elsewhere and must not pull the snapshot along.
        live.Pack.Load.SetCurrent_A(20);
        live.Run_s(5);
        VirtualBench first = kept.Restore();
        first.Run_s(60);
        VirtualBench second = kept.Restore();
        second.Run_s(60);
        whole.Run_s(60);
        Assert.Null(GraphCompare.FirstDifference(whole, first));
        Assert.Null(GraphCompare.FirstDifference(whole, second));
        Assert.NotNull(GraphCompare.FirstDifference(whole, live));
    }

    [Fact]
    public void Taking_and_restoring_take_milliseconds()
    {
        VirtualBench bench = Driving();
        bench.Run_s(40);
        Snapshot<VirtualBench> kept = Snapshot.Of(bench);
        double best_ms = double.PositiveInfinity;
        for (int i = 0; i < 10 || (i < 200 && best_ms > Limit_ms); i++)
        {
            long start = Stopwatch.GetTimestamp();
            kept.Restore();
            best_ms = Math.Min(best_ms, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine($"snapshot.restore_ms = {best_ms:0.00}");
        Assert.InRange(best_ms, 0, Limit_ms);
    }

    private static VirtualBench Driving()
    {
        VirtualBench bench = new BenchBuilder().Seed(7).Soc(0.8).Build();
        bench.Firmware.Started = controller => controller.Ask(Request.Discharge);
        bench.Run_s(4);
        bench.Pack.Load.SetCurrent_A(2.5);
        return bench;
    }
}
