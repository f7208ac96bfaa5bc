using Bms.Simulator.Bench;
using Bms.Simulator.Snapshots;

namespace Bms.Simulator.Speed;

/// <summary>How long it takes to keep a moment of the whole bench and to go back to it.</summary>
internal static class SnapshotSpeed
{
    private const int Rounds = 20;

    internal static void Measure(VirtualBench bench, TextWriter output)
    {
        Snapshot<VirtualBench> kept = Snapshot.Of(bench);
        double[] shortest_s = Stopwatches.Shortest_s(Rounds, () => Snapshot.Of(bench), () => kept.Restore());
        output.WriteLine($"snapshot.take_ms = {shortest_s[0] * 1e3:0.000}");
        output.WriteLine($"snapshot.restore_ms = {shortest_s[1] * 1e3:0.000}");
    }
}
