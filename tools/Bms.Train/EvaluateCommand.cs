using System.CommandLine;
using Bms.Simulator.Anomaly;
using Bms.Simulator.Commands;
using Bms.Train.Comparison;
using Bms.Train.Models;

namespace Bms.Train;

/// <summary>evaluate: the firmware's bank of statistics against models that would have to beat it, on packs that none has seen.</summary>
internal static class EvaluateCommand
{
    internal static Command Create()
    {
        Option<long?> hours = Options.Whole("--hours", 384, 1_000_000, "healthy hours to learn from, default 12000");
        Option<long?> episodes = Options.Whole("--episodes", 54, 100_000, "faulty lives to learn from, default 540");
        Option<long?> testHours = Options.Whole("--test-hours", 480, 1_000_000, "healthy hours of the benchmark's packs, default 6000");
        Option<long?> testEpisodes = Options.Whole("--test-episodes", 54, 100_000, "faulty lives of the benchmark's packs, default 540");
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
            EpisodeResult[] healthy = TrainingFleet.Healthy(parsed.GetValue(hours) ?? 12_000, own, s => Show(0.3 * s));
            EpisodeResult[] faulty = TrainingFleet.Faulty((int)(parsed.GetValue(episodes) ?? 540), own, s => Show(0.3 + (0.2 * s)));
            ModelSet models = ModelSet.Train(healthy, faulty, own);
            EpisodeResult[] tests =
            [
                .. Benchmark.Faulty((int)(parsed.GetValue(testEpisodes) ?? 540), EpisodeBoard.Pack16s, own + 77_000_000UL,
                    s => Show(0.5 + (0.25 * s)), toItsEnd: true),
                .. Benchmark.Healthy(parsed.GetValue(testHours) ?? 6000, EpisodeBoard.Pack16s, own + 77_000_000UL,
                    s => Show(0.75 + (0.25 * s))),
            ];
            progress.Clear();
            Life[] lives = [.. tests.Select(Life.Of).Where(life => !life.Fault.StartsWith("glitch", StringComparison.Ordinal))];
            var table = new ComparisonTable(models, own, console.Output);
            table.Learned(healthy, faulty);
            table.Add("in_domain", [.. lives.Where(life => life.Chemistry != "lfp")]);
            table.Add("held_out", [.. lives.Where(life => life.Chemistry == "lfp")]);
            return ExitCode.Holds;
        });
        return command;
    }
}
