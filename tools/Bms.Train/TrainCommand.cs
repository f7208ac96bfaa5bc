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

    /// <summary>Decades by which a tail may differ from a fit to another fleet before it is out of date.</summary>
    private const double Tolerance = 0.5;

    internal static Command Create()
    {
        Option<long?> hours = Options.Whole("--hours", 96, 1_000_000, "healthy hours to live, default 12000");
        Option<long?> seed = Options.Whole("--seed", 1, 1_000_000, "seed of the fleet, default 1");
        Option<string?> file = Options.File("--out", "file to write, default " + Constants);
        var check = new Option<bool>("--check") { Description = "write nothing; exit code 1 when the firmware's tails have moved" };
        var verbose = new Option<bool>("--verbose") { Description = "print each false alarm of the training fleet" };
        var command = new Command("train", "fits the tails of the detector's statistics") { hours, seed, file, check, verbose };
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
            IReadOnlyList<short[]>[] hoursOfLives = [.. lives.Select(life => life.Hours)];
            short[][] lived = [.. hoursOfLives.SelectMany(life => life)];
            foreach (string wrong in parsed.GetValue(verbose) ? lives.SelectMany(life => life.False) : [])
            {
                console.Output.WriteLine("# false: " + wrong);
            }

            console.Output.WriteLine($"train.false_alarms = {lives.Sum(life => life.False.Count)}");
            TailTable table = TailTable.Fit(hoursOfLives);
            if (only)
            {
                return Compare(table, console.Output);
            }

            string text = ConstantsFile.Write(table, lived, own);
            AtomicFile.Write("--out", target, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            console.Output.WriteLine($"train.healthy_hours = {lived.Length}");
            console.Output.WriteLine($"train.constants = {target}");
            return ExitCode.Holds;
        });
        return command;
    }

    private static int Compare(TailTable table, TextWriter output)
    {
        var compiled = new Evidence(1);
        bool same = true;
        foreach (AnomalyFeature feature in TailTable.Measured)
        {
            double moved = table[feature].Decades(1) - compiled.Decades(feature, 1);
            output.WriteLine(FormattableString.Invariant($"train.moved_decades.{feature} = {moved:0.00}"));
            same &= Math.Abs(moved) < Tolerance * Math.Max(2, table[feature].Decades(1)) / 2;
        }

        return same ? ExitCode.Holds : ExitCode.DoesNotHold;
    }
}
