using System.CommandLine;
using System.Device.I2c;
using System.Diagnostics;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Speed;
using Bms.Twins;
using Iot.Device.Adc;

namespace Bms.Simulator.Commands;

/// <summary>bench: how fast the whole bench runs and what the firmware's loop allocates.</summary>
internal static class BenchCommand
{
    private const int WarmUpSteps = 100_000;
    private const int Steps = 100_000;
    private const int Repeats = 5;
    private const double Load_A = 0.05;

    internal static Command Create()
    {
        Option<long?> seed = Options.Seed();
        var command = new Command("bench", "speed and memory figures") { seed };
        command.SetAction(parsed =>
        {
            Measure(parsed.InvocationConfiguration.Output, (ulong)(parsed.GetValue(seed) ?? 1));
            return ExitCode.Holds;
        });
        return command;
    }

    private static void Measure(TextWriter output, ulong seed)
    {
        VirtualBench bench = Start(seed);
        double[] factors = new double[Repeats];
        long all_bytes = 0;
        long package_bytes = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            long before_bytes = GC.GetAllocatedBytesForCurrentThread();
            long before_reads = bench.Hardware.Current.CurrentReads;
            long start = Stopwatch.GetTimestamp();
            Run(bench, Steps);
            factors[repeat] = Steps * (VirtualBench.Period_us / 1e6) / Stopwatch.GetElapsedTime(start).TotalSeconds;
            all_bytes = GC.GetAllocatedBytesForCurrentThread() - before_bytes;
            package_bytes = PackageBytes(bench, bench.Hardware.Current.CurrentReads - before_reads);
        }

        // The median: a neighbour on the machine makes single repeats slow, nothing makes them too fast.
        Array.Sort(factors);
        string board = BoardFacts.All[0].FigureName;
        output.WriteLine($"bench.{board}.x_realtime = {factors[Repeats / 2]:0}");
        output.WriteLine($"bench.{board}.steps = {Steps}");
        output.WriteLine($"cost.loop_allocated_bytes = {all_bytes - package_bytes}");
        output.WriteLine($"cost.package_allocated_bytes = {package_bytes}");
        SnapshotSpeed.Measure(bench, output);
    }

    // The INA219 package makes its buffers anew in each reading, here as on a board: that is not the loop's own. The bus voltage is read
    // once a step; of the reads of the current's register every other is the package's, the driver reads it again to be sure.
    private static long PackageBytes(VirtualBench bench, long currentReads)
    {
        using IDisposable visit = VirtualMachine.Enter(bench.Machine);
        var package = new Ina219(I2cDevice.Create(new I2cConnectionSettings(1, 0x40)));
        return (BytesOf(() => package.ReadBusVoltage()) * Steps) + (BytesOf(() => package.ReadCurrent()) * currentReads / 2);
    }

    private static long BytesOf(Action reading)
    {
        reading();
        long before_bytes = GC.GetAllocatedBytesForCurrentThread();
        reading();
        return GC.GetAllocatedBytesForCurrentThread() - before_bytes;
    }

    private static VirtualBench Start(ulong seed)
    {
        var bench = new VirtualBench(new BenchOptions { Seed = seed, Pack = new World.PackSpec { InitialSoc = 0.9 } });
        bench.Pack.Load.SetCurrent_A(Load_A);
        bench.Firmware.Started = controller => controller.Ask(Request.Discharge);
        Run(bench, WarmUpSteps);
        return bench;
    }

    private static void Run(VirtualBench bench, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            bench.Step();
        }
    }
}
