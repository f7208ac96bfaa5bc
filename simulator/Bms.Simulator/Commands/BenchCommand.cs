using System.CommandLine;
using Bms.Simulator.Speed;

namespace Bms.Simulator.Commands;

/// <summary>
/// bench: how fast the firmware in its loop, the world, a snapshot and a sweep are, and what the loop allocates. Speeds but the sweep's are
/// those of the least disturbed of many short rounds; beside each stands what the plainest kernel did in the same minute on the same
/// machine.
/// </summary>
internal static class BenchCommand
{
    internal static Command Create()
    {
        Option<long?> seed = Options.Seed();
        var command = new Command("bench", "speed and memory figures") { seed };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            ulong number = (ulong)(parsed.GetValue(seed) ?? 1);
            var firmware = new FirmwareSpeed(number);
            firmware.Measure(output);
            SnapshotSpeed.Measure(firmware.Bench, output);
            WorldSpeed.Measure(number, output);
            SweepSpeed.Measure(number, output);
            return ExitCode.Holds;
        });
        return command;
    }
}
