using System.CommandLine;
using System.Globalization;
using Bms.Simulator.Commands;

namespace Bms.Simulator.Anomaly;

/// <summary>anomaly: the detection benchmark on simulated packs, and false alarms on recorded healthy ones.</summary>
internal static class AnomalyCommand
{
    internal static Command Create()
    {
        Option<string?> data = Options.Folder("--data", "recorded healthy packs (default: the folder that BMS_DATA names)");
        Option<long?> episodes = Options.Whole("--episodes", 0, 100_000, "faulty episodes, default 200");
        Option<long?> hours = Options.Whole("--hours", 0, 1_000_000, "healthy simulated hours, default 500");
        Option<long?> seed = Options.Seed();
        Option<string?> board = Options.Board();
        var verbose = new Option<bool>("--verbose") { Description = "print each false alarm" };
        var lives = new Option<bool>("--lives") { Description = "print each life with what became of it, the highest rank first" };
        Option<string?> chemistry = Options.OneOf("--chemistry", EpisodeFilter.Chemistries, "only packs of this chemistry");
        Option<string?> fault = Options.OneOf("--fault", EpisodeFilter.Faults, "only this family of faults, or this level of it");
        var oracle = new Option<bool>("--oracle") { Description = "how far each fault stands out for who knows its time, place and shape" };
        var command = new Command("anomaly", "the benchmark of the anomaly detector")
        {
            data, episodes, hours, seed, board, chemistry, fault, verbose, lives, oracle,
        };
        command.SetAction(parsed =>
        {
            InvocationConfiguration console = parsed.InvocationConfiguration;
            using var progress = new Progress(console.Error, Progress.IsTerminal);
            string? folder = parsed.GetValue(data) ?? Environment.GetEnvironmentVariable("BMS_DATA");
            EpisodeBoard sensors = parsed.GetValue(board) == "bench-4s" ? EpisodeBoard.Bench4s : EpisodeBoard.Pack16s;
            var seen = new Watched(console.Output, parsed.GetValue(verbose), parsed.GetValue(lives), (ulong)(parsed.GetValue(seed) ?? 1),
                parsed.GetValue(oracle), new EpisodeFilter(parsed.GetValue(chemistry), parsed.GetValue(fault)));
            Simulated((int)(parsed.GetValue(episodes) ?? 200), parsed.GetValue(hours) ?? 500, sensors, progress, seen);
            if (parsed.GetValue(board) == null)
            {
                BesideIt((int)(parsed.GetValue(episodes) ?? 200), parsed.GetValue(hours) ?? 500, progress, seen);
            }

            Recorded(folder, seen);
            Cost(console.Output);
            return ExitCode.Holds;
        });
        return command;
    }

    private sealed record Watched(TextWriter Output, bool Verbose, bool Lives, ulong Seed, bool Oracle, EpisodeFilter Only);

    private static void Simulated(int episodes, double hours, EpisodeBoard board, Progress progress, Watched seen)
    {
        ulong seed = seen.Seed;
        int each = EpisodeGoals.EpisodesEach(episodes);
        int turn = episodes - (each * EpisodeGoals.All.Count);
        void Show(double share)
        {
            lock (progress) progress.Show(share);
        }

        EpisodeResult[] faulty =
        [
            .. Benchmark.Faulty(turn, board, seed, seen.Only, Show), .. Benchmark.Goals(each, board, seed, seen.Only, Show),
        ];
        EpisodeResult[] healthy = Benchmark.Healthy(hours, board, seed, seen.Only, Show);
        progress.Clear();
        var figures = new BenchmarkFigures(seen.Output);
        seen.Output.WriteLine($"anomaly.board = {board.Figure}");
        figures.Print("episodes", episodes);
        figures.Faults([.. faulty.Where(r => r.Setup.Chemistry != "lfp")], "");
        figures.Faults([.. faulty.Where(r => r.Setup.Chemistry == "lfp")], ".lfp");
        figures.Goals(faulty);
        EpisodeResult[] found = [.. faulty.Where(r => r.Found)];
        figures.Print("found_pct", 100.0 * found.Length / Math.Max(1, faulty.Length), "0.0");
        figures.Print("type_accuracy_pct", 100.0 * found.Count(r => r.RightType) / Math.Max(1, found.Length), "0.0");
        figures.Print("cell_accuracy_pct", 100.0 * found.Count(r => r.RightCell) / Math.Max(1, found.Length), "0.0");
        figures.Aurocs([.. faulty.Where(r => r.Setup.Chemistry != "lfp")], healthy, "");
        figures.Print("auroc_in_domain", Auroc(faulty, healthy, lfp: false));
        figures.Print("auroc_held_out", Auroc(faulty, healthy, lfp: true));
        if (seen.Oracle)
        {
            bool heldOut = seen.Only.Chemistry == "lfp";
            EpisodeResult[] judged = [.. faulty.Where(r => r.Setup.Chemistry == "lfp" == heldOut && r.Fault!.Family != "glitch")];
            double[] separations = Benchmark.Oracle(judged, Show);
            progress.Clear();
            figures.Oracle(judged, separations, [.. healthy.Where(r => r.Setup.Chemistry == "lfp" == heldOut).Select(r => r.Score)]);
        }

        PackSizeFigures.Print(figures, faulty, healthy);
        FalseAlarm[] wrong = [.. faulty.Concat(healthy).SelectMany(r => r.False)];
        double healthy_h = faulty.Concat(healthy).Sum(r => r.Healthy_h);
        HonestyFigures.Intervals(figures, faulty);
        figures.Print("false_alarms_simulated", wrong.Length);
        figures.Print("simulated_hours", healthy_h, "0");
        figures.Print("bound95_per_1000h", BenchmarkFigures.Bound95_per_1000h(wrong.Length, healthy_h));
        HonestyFigures.Rates(figures, wrong, healthy_h);
        foreach (FalseAlarm alarm in seen.Verbose ? wrong : [])
        {
            seen.Output.WriteLine("# false: " + alarm.Text);
        }

        EpisodeResult[] lives = seen.Lives ? [.. faulty, .. healthy] : [];
        foreach (EpisodeResult life in lives.OrderByDescending(r => r.Score))
        {
            seen.Output.WriteLine(Life(life));
        }
    }

    private static string Life(EpisodeResult life)
    {
        string what = life.Fault == null ? "healthy" : !life.Found ? $"{life.Fault.Figure}, not found"
            : string.Create(CultureInfo.InvariantCulture,
                $"{life.Fault.Figure}, after {life.Delay_h:0.00} h, {(life.RightType ? "rightly" : "wrongly")} named") + Stated(life);
        return string.Create(CultureInfo.InvariantCulture,
            $"# life: rank {life.Score:0.0}, {life.Setup.Chemistry} x {life.Setup.Cells} at {life.Setup.Ambient_C:0} degC: {what}, "
            + $"{life.False.Count} false") + LifeFeatures.Telling(life);
    }

    private static string Stated(EpisodeResult life) => life.Stated is not StatedQuantity s ? ""
        : string.Create(CultureInfo.InvariantCulture,
            $", stated {s.Estimate:0.#} ({s.Low:0.#} to {s.High:0.#}) {s.Kind}, true {s.Truth:0.#}");

    // The goals and the false alarms with the coarser sensors of bench-4s, in a quarter of the hours.
    private static void BesideIt(int episodes, double hours, Progress progress, Watched seen)
    {
        void Show(double share)
        {
            lock (progress) progress.Show(share);
        }

        EpisodeBoard board = EpisodeBoard.Bench4s;
        EpisodeResult[] faulty = Benchmark.Goals(EpisodeGoals.EpisodesEach(episodes), board, seen.Seed, seen.Only, Show);
        EpisodeResult[] healthy = Benchmark.Healthy(hours / 4, board, seen.Seed, seen.Only, Show);
        progress.Clear();
        var figures = new BenchmarkFigures(seen.Output, board.Figure + ".");
        figures.Goals(faulty);
        int wrong = faulty.Concat(healthy).Sum(r => r.False.Count);
        double healthy_h = faulty.Concat(healthy).Sum(r => r.Healthy_h);
        figures.Print("false_alarms_simulated", wrong);
        figures.Print("simulated_hours", healthy_h, "0");
        figures.Print("bound95_per_1000h", BenchmarkFigures.Bound95_per_1000h(wrong, healthy_h));
    }

    private static void Cost(TextWriter output)
    {
        foreach (int cells in DetectorCost.Packs)
        {
            var figures = new BenchmarkFigures(output, $"cost.cells{cells}.");
            foreach ((string name, long value) in DetectorCost.Of(cells))
            {
                figures.Print(name, value);
            }
        }
    }

    // Glitches are in the healthy lives too: a note, and nothing that should rank among faults.
    private static double Auroc(EpisodeResult[] faulty, EpisodeResult[] healthy, bool lfp) => BenchmarkFigures.Auroc(
        faulty.Where(r => r.Setup.Chemistry == "lfp" == lfp && r.Fault!.Family != "glitch").Select(r => r.Score),
        healthy.Where(r => r.Setup.Chemistry == "lfp" == lfp).Select(r => r.Score));

    private static void Recorded(string? folder, Watched seen)
    {
        var figures = new BenchmarkFigures(seen.Output);
        if (folder == null || !Directory.Exists(folder))
        {
            seen.Output.WriteLine("# recorded hours: no folder given, --data or BMS_DATA");
            seen.Output.WriteLine("skipped = 1");
            return;
        }

        double hours = 0;
        int warnings = 0;
        int notes = 0;
        foreach (FieldRecording recording in FieldRecordings.In(folder))
        {
            (double watched_h, int found, int noted) = FieldRecordings.Watch(recording, seen.Verbose ? seen.Output : null);
            figures.Print($"recorded.{recording.Name}.hours", watched_h);
            figures.Print($"recorded.{recording.Name}.false_alarms", found);
            figures.Print($"recorded.{recording.Name}.notes", noted);
            hours += watched_h;
            warnings += found;
            notes += noted;
        }

        figures.Print("false_alarms_recorded", warnings);
        figures.Print("notes_recorded", notes);
        figures.Print("recorded_hours", hours, "0.0");
        figures.Print("recorded_bound95_per_1000h", BenchmarkFigures.Bound95_per_1000h(warnings, hours));
        figures.Overlays([.. FieldRecordings.In(folder).SelectMany(recording => OverlayRun.Over(recording, 1, seen.Seed))]);
    }
}
