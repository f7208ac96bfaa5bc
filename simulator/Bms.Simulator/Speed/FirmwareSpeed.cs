using System.Diagnostics;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Speed;

/// <summary>How fast the whole bench runs with the firmware in the loop, and what that loop allocates.</summary>
internal sealed class FirmwareSpeed
{
    // A round is shorter than a scheduler's slice, so that on a busy machine some are undisturbed; it holds twenty reports.
    private const int WarmUpSteps = 300_000, CountedSteps = 100_000, Steps = 2_000, Rounds = 250;
    private const int PlainCells = 16, PlainSteps = 5_000;
    private const double Load_A = 0.05;

    private readonly ulong _seed;
    private readonly double[] _round_s = new double[Rounds];
    private int _round;

    internal FirmwareSpeed(ulong seed, bool telemetry = true)
    {
        _seed = seed;
        Bench = new VirtualBench(new BenchOptions { Seed = seed, Pack = new World.PackSpec { InitialSoc = 0.9 }, Telemetry = telemetry });
        Bench.Pack.Load.SetCurrent_A(Load_A);
        Bench.Firmware.Started = controller => controller.Ask(Request.Discharge);
        Run(WarmUpSteps);
    }

    /// <summary>The bench that was measured, discharging slowly.</summary>
    internal VirtualBench Bench { get; }

    private Chips.Ina219Chip Meter => ((Bench4sHardware)Bench.Hardware).Current;

    internal void Measure(TextWriter output)
    {
        long all_bytes = Counted();
        long silent_bytes = new FirmwareSpeed(_seed, telemetry: false).Counted();
        var plain = new PlainKernel(PlainCells);
        double[] shortest_s = Stopwatches.Shortest_s(Rounds, TimedRun, () => plain.Run(1, PlainSteps));
        Array.Sort(_round_s);

        string name = "bench." + Bench.Options.Board.FigureName;
        output.WriteLine($"{name}.x_realtime = {Factor(shortest_s[0]):0}");
        output.WriteLine($"{name}.x_realtime_median = {Factor(_round_s[Rounds / 2]):0}");
        output.WriteLine($"{name}.tick_ns = {shortest_s[0] / Steps * 1e9:0}");
        output.WriteLine($"{name}.tick_plain_cell_steps = {shortest_s[0] / Steps / (shortest_s[1] / PlainSteps / PlainCells):0}");
        output.WriteLine($"cost.loop_allocated_bytes = {silent_bytes}");
        output.WriteLine($"cost.link_allocated_bytes = {all_bytes - silent_bytes}");
    }

    // The package of the link keeps each message until it is acknowledged, so the driver gives it a copy: told apart from the loop's own.
    private long Counted()
    {
        long before_bytes = GC.GetAllocatedBytesForCurrentThread();
        Run(CountedSteps);
        return GC.GetAllocatedBytesForCurrentThread() - before_bytes;
    }

    private static double Factor(double round_s) => Steps * (VirtualBench.Period_us / 1e6) / round_s;

    private void TimedRun()
    {
        long start = Stopwatch.GetTimestamp();
        Run(Steps);
        _round_s[_round++] = Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Run(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            Bench.Step();
        }
    }
}
