using System.CommandLine;
using System.Text;
using Bms.Anomaly;
using Bms.Simulator.Anomaly;
using Bms.Simulator.Commands;

namespace Bms.Train;

/// <summary>train: lives a healthy fleet, fits the tails, writes them or says how far the firmware's are from them.</summary>
internal static class TrainCommand
{
    internal const string Constants = "firmware/Bms/Anomaly/AnomalyTails.cs";

    internal static Command Create()
    {
        Option<long?> hours = Options.Whole("--hours", 96, 1_000_000, "healthy hours to live, default 12000");
        Option<long?> seed = Options.Whole("--seed", 1, 1_000_000, "seed of the fleet, default 1");
        Option<string?> file = Options.File("--out", "file to write, default " + Constants);
        Option<string?> data = Options.Folder("--data", "recorded healthy packs to hold the tails against: lines in the head, no constant");
        var check = new Option<bool>("--check") { Description = "write nothing; exit code 1 when the file is not what would be written" };
        var verbose = new Option<bool>("--verbose") { Description = "print each false alarm of the training fleet" };
        var command = new Command("train", "fits the tails of the detector's statistics") { hours, seed, file, data, check, verbose };
        command.SetAction(parsed =>
        {
            string target = parsed.GetValue(file) ?? Constants;
            bool only = parsed.GetValue(check);
            if (!only)
            {
                AtomicFile.Check("--out", target);
            }

            InvocationConfiguration console = parsed.InvocationConfiguration;
            using var progress = new Progress(console.Error, Progress.IsTerminal);
            ulong own = (ulong)(parsed.GetValue(seed) ?? 1);
            EpisodeResult[] lives = TrainingFleet.Healthy(parsed.GetValue(hours) ?? 12_000, own, share =>
            {
                lock (progress) progress.Show(share);
            });
            progress.Clear();
            foreach (FalseAlarm wrong in parsed.GetValue(verbose) ? lives.SelectMany(life => life.False) : [])
            {
                console.Output.WriteLine("# false: " + wrong.Text);
            }

            var lived = new TrainingLives(lives, own);
            TailTable table = TailTable.Fit(lived.Hours);
            string text = ConstantsFile.Write(table, lived, parsed.GetValue(data) is string folder ? RecordedCheck.Lines(folder) : []);
            console.Output.WriteLine($"train.healthy_hours = {lived.Lived_h}");
            console.Output.WriteLine($"train.false_alarms = {lived.FalseAlarms()}");
            if (only)
            {
                return Compare(text, target, table, console.Output);
            }

            AtomicFile.Write("--out", target, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            console.Output.WriteLine($"train.constants = {target}");
            return ExitCode.Holds;
        });
        return command;
    }

    // What the file holds is what would be written; lines about recordings count only where there are recordings.
    private static int Compare(string text, string target, TailTable table, TextWriter output)
    {
        var compiled = new Evidence(1);
        foreach (AnomalyFeature feature in TailTable.Measured)
        {
            double moved = table[feature].Decades(1) - compiled.Decades(feature, 1);
            output.WriteLine(FormattableString.Invariant($"train.moved_decades.{feature} = {moved:0.00}"));
        }

        bool same = File.Exists(target) && Without(File.ReadAllText(target)) == Without(text);
        output.WriteLine("train.constants_equal = " + (same ? "1" : "0"));
        return same ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    private static string Without(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n')
        .Where(line => !line.Contains(ConstantsFile.Recorded, StringComparison.Ordinal)));
}
