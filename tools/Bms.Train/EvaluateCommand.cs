using System.CommandLine;
using Bms.Simulator.Anomaly;
using Bms.Simulator.Commands;
using Bms.Train.Comparison;
using Bms.Train.Models;

namespace Bms.Train;

/// <summary>
/// evaluate: the firmware's bank of statistics against models that would have to beat it, on packs that none has seen. Exit code 1 when
/// one of them raises better alarms; one that only ranks packs better is named.
/// </summary>
internal static class EvaluateCommand
{
    /// <summary>How far the seeds of the packs that judge are from those of the benchmark itself.</summary>
    private const ulong OtherSeeds = 77_000_000;

    /// <summary>Times that each overlay is laid over each recording.</summary>
    private const int Rounds = 2;

    internal static Command Create()
    {
        Option<long?> hours = Options.Whole("--hours", 384, 1_000_000, "healthy hours to learn from, default 5760");
        Option<long?> episodes = Options.Whole("--episodes", 54, 100_000, "faulty lives to learn from, default 324");
        Option<long?> testHours = Options.Whole("--test-hours", 480, 1_000_000, "healthy hours of the benchmark's packs, default 3840");
        Option<long?> testEpisodes = Options.Whole("--test-episodes", 54, 100_000, "faulty lives of the benchmark's packs, default 324");
        Option<long?> seed = Options.Whole("--seed", 1, 1_000_000, "seed, default 1");
        Option<string?> data = Options.Folder("--data", "recorded healthy packs (default: the folder that BMS_DATA names)");
        var command = new Command("evaluate", "compares the detector with models that would have to beat it")
        {
            hours, episodes, testHours, testEpisodes, seed, data,
        };
        command.SetAction(parsed =>
        {
            InvocationConfiguration console = parsed.InvocationConfiguration;
            using var progress = new Progress(console.Error, Progress.IsTerminal);
            void Show(double share)
            {
                lock (progress) progress.Show(share);
            }

            ulong own = (ulong)(parsed.GetValue(seed) ?? 1);
            EpisodeResult[] healthy = TrainingFleet.Healthy(parsed.GetValue(hours) ?? 5760, own, s => Show(0.3 * s));
            int lessons = (int)(parsed.GetValue(episodes) ?? 324);
            EpisodeResult[] faulty =
            [
                .. TrainingFleet.Faulty(lessons, own, s => Show(0.3 + (0.2 * s))),
                .. TrainingFleet.Overlaid(lessons / 4, own, s => Show(0.5 + (0.05 * s))),
            ];
            ModelSet models = ModelSet.Train(healthy, faulty, own);
            EpisodeResult[] tests =
            [
                .. Benchmark.Faulty((int)(parsed.GetValue(testEpisodes) ?? 324), EpisodeBoard.Pack16s, own + OtherSeeds, EpisodeFilter.All,
                    s => Show(0.55 + (0.25 * s)), toItsEnd: true),
                .. Benchmark.Healthy(parsed.GetValue(testHours) ?? 3840, EpisodeBoard.Pack16s, own + OtherSeeds, EpisodeFilter.All,
                    s => Show(0.8 + (0.2 * s))),
            ];
            progress.Clear();
            var table = new ComparisonTable(models, own, console.Output);
            table.Learned(healthy, faulty);
            Life[] lives = [.. tests.Select(Life.Of).Where(life => !life.Fault.StartsWith("glitch", StringComparison.Ordinal))];
            table.Add("in_domain", [.. lives.Where(life => life.Chemistry != "lfp")]);
            table.Add("held_out", [.. lives.Where(life => life.Chemistry == "lfp")]);
            AddRecorded(table, parsed.GetValue(data) ?? Environment.GetEnvironmentVariable("BMS_DATA"), own, console.Output);
            return table.LimitsRemain() ? ExitCode.Holds : ExitCode.DoesNotHold;
        });
        return command;
    }

    // Recorded packs with faults laid over them, and the same rows without.
    private static void AddRecorded(ComparisonTable table, string? folder, ulong seed, TextWriter output)
    {
        if (folder == null || !Directory.Exists(folder))
        {
            output.WriteLine("skipped = 1");
            return;
        }

        table.Add("recorded", [.. FieldRecordings.In(folder).SelectMany(r => OverlayRun.Over(r, Rounds, seed)).Select(Life.Of)]);
    }
}
