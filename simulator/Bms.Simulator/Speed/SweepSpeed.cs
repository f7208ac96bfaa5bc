using System.Diagnostics;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Sweep;

namespace Bms.Simulator.Speed;

/// <summary>
/// How many virtual hours of a whole scenario a sweep plays in a second, on all processors: firmware, chips, telemetry, verdicts.
/// </summary>
internal static class SweepSpeed
{
    private const string Day = "a-quiet-day";

    internal static void Measure(ulong seed, TextWriter output)
    {
        int jobs = Environment.ProcessorCount;
        Play(seed, jobs, jobs); // the runtime compiles what is hot
        (double virtual_h, double wall_s) = Play(seed, jobs, 2 * jobs);
        output.WriteLine($"bench.sweep_jobs = {jobs}");
        output.WriteLine($"bench.sweep_virtual_h_per_s = {virtual_h / wall_s:0.00}");
    }

    private static (double Virtual_h, double Wall_s) Play(ulong seed, int jobs, int cases)
    {
        SweepPlan plan = new([Catalogue.Source(Day)], [Day], cases, seed, false, 1, null);
        long start = Stopwatch.GetTimestamp();
        double virtual_s = new SweepRun(plan).Play([], jobs, _ => { }).Sum(c => c.Virtual_s);
        return (virtual_s / 3600, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
