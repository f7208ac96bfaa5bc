using System.Device.I2c;
using System.Diagnostics;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;
using Bms.Twins;
using Iot.Device.Adc;

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
        long all_bytes = Counted(out long package_bytes);
        long silent_bytes = new FirmwareSpeed(_seed, telemetry: false).Counted(out long silentPackage_bytes);
        var plain = new PlainKernel(PlainCells);
        double[] shortest_s = Stopwatches.Shortest_s(Rounds, TimedRun, () => plain.Run(1, PlainSteps));
        Array.Sort(_round_s);

        string name = "bench." + Bench.Options.Board.FigureName;
        output.WriteLine($"{name}.x_realtime = {Factor(shortest_s[0]):0}");
        output.WriteLine($"{name}.x_realtime_median = {Factor(_round_s[Rounds / 2]):0}");
        output.WriteLine($"{name}.tick_ns = {shortest_s[0] / Steps * 1e9:0}");
        output.WriteLine($"{name}.tick_plain_cell_steps = {shortest_s[0] / Steps / (shortest_s[1] / PlainSteps / PlainCells):0}");
        output.WriteLine($"cost.loop_allocated_bytes = {silent_bytes - silentPackage_bytes}");
        output.WriteLine($"cost.link_allocated_bytes = {all_bytes - package_bytes - silent_bytes + silentPackage_bytes}");
        output.WriteLine($"cost.package_allocated_bytes = {package_bytes}");
    }

    // The package of the link keeps each message until it is acknowledged, so the driver gives it a copy: told apart from the loop's own.
    private long Counted(out long package_bytes)
    {
        long before_bytes = GC.GetAllocatedBytesForCurrentThread();
        long before_reads = Meter.CurrentReads;
        Run(CountedSteps);
        long all_bytes = GC.GetAllocatedBytesForCurrentThread() - before_bytes;
        package_bytes = PackageBytes(Meter.CurrentReads - before_reads);
        return all_bytes;
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

    // The INA219 package makes its buffers anew in each reading, here as on a board: that is not the loop's own. The bus voltage is read
    // once a step; of the reads of the current's register every other is the package's, the driver reads it again to be sure.
    private long PackageBytes(long currentReads)
    {
        using IDisposable visit = VirtualMachine.Enter(Bench.Machine);
        var package = new Ina219(I2cDevice.Create(new I2cConnectionSettings(1, 0x40)));
        return (BytesOf(() => package.ReadBusVoltage()) * CountedSteps) + (BytesOf(() => package.ReadCurrent()) * currentReads / 2);
    }

    private static long BytesOf(Action reading)
    {
        reading();
        long before_bytes = GC.GetAllocatedBytesForCurrentThread();
        reading();
        return GC.GetAllocatedBytesForCurrentThread() - before_bytes;
    }
}
