using System.CommandLine;
using System.Device.I2c;
using System.Diagnostics;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;
using Bms.Twins;
using Iot.Device.Adc;

namespace Bms.Simulator.Commands;

/// <summary>bench: how fast the whole bench runs and what the firmware's loop allocates.</summary>
internal static class BenchCommand
{
    private const int WarmUpSteps = 100_000;
    private const int Steps = 100_000;
    private const int Repeats = 5;
    private const double Load_A = 0.5;

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
        long allocated_bytes = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            long before_bytes = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            Run(bench, Steps);
            factors[repeat] = Steps * (VirtualBench.Period_us / 1e6) / Stopwatch.GetElapsedTime(start).TotalSeconds;
            allocated_bytes = GC.GetAllocatedBytesForCurrentThread() - before_bytes;
        }

        // The median: a neighbour on the machine makes single repeats slow, nothing makes them too fast.
        Array.Sort(factors);
        string board = BoardFacts.All[0].FigureName;
        output.WriteLine($"bench.{board}.x_realtime = {factors[Repeats / 2]:0}");
        output.WriteLine($"bench.{board}.steps = {Steps}");
        long package_bytes = PackageBytes(bench) * Steps;
        output.WriteLine($"cost.loop_allocated_bytes = {allocated_bytes - package_bytes}");
        output.WriteLine($"cost.package_allocated_bytes = {package_bytes}");
    }

    // The INA219 package makes its buffers anew in each of its two reads of a step, here as on a board. That is not the loop's own.
    private static long PackageBytes(VirtualBench bench)
    {
        using IDisposable visit = VirtualMachine.Enter(bench.Machine);
        var package = new Ina219(I2cDevice.Create(new I2cConnectionSettings(1, 0x40)));
        package.ReadCurrent();
        package.ReadBusVoltage();
        long before_bytes = GC.GetAllocatedBytesForCurrentThread();
        package.ReadCurrent();
        package.ReadBusVoltage();
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
