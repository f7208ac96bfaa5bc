using System.CommandLine;
using System.Globalization;
using Bms.Anomaly;
using Bms.Simulator.Commands;

namespace Bms.Simulator.Anomaly;

/// <summary>replay: a recorded pack through the firmware's detector; every alarm with time, place, kind and reason.</summary>
internal static class ReplayCommand
{
    private const int RowsShown = 1000;
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    internal static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "recording: t_s,current_A,cell1_V..,temp1_degC..[,soc_ref][,pack_V], positive current charges, empty is missing",
        };
        Option<string?> chemistry = ReplayOptions.Chemistry();
        Option<double?> capacity = ReplayOptions.Capacity();
        Option<double?> full = ReplayOptions.Full();
        Option<string?> trace = Options.File("--trace", "write what the detector sees over time as CSV");
        var reversed = new Option<bool>("--discharge-positive") { Description = "positive current discharges in this file" };
        var command = new Command("replay", "a recorded pack through the firmware's anomaly detector")
        {
            file, chemistry, capacity, full, reversed, trace,
        };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, new Told(parsed.GetValue(chemistry)?.ToLowerInvariant(),
            parsed.GetValue(capacity), parsed.GetValue(full), parsed.GetValue(reversed)), parsed.GetValue(trace),
            parsed.InvocationConfiguration));
        return command;
    }

    /// <summary>What the command line says of the cells; null where it says nothing.</summary>
    private sealed record Told(string? Chemistry, double? Capacity_Ah, double? Full_V, bool DischargePositive);

    private static int Run(string file, Told told, string? trace, InvocationConfiguration console)
    {
        if (trace != null)
        {
            AtomicFile.Check("--trace", trace);
        }

        RecordedPack whole = CanonicalCsv.Open(file);
        var look = new RecordingLook(whole);
        RecordedPack pack = whole.Only(look.IsFitted);
        if (pack.Cells == 0)
        {
            throw new BadInputException(file, "cells", string.Create(s_invariant,
                $"show nothing from {FrameGate.Lowest_mV / 1000.0} to {FrameGate.Highest_mV / 1000.0} V, allowed is one that does"));
        }

        int[] ocv_mV = RecordedChemistry.Ocv_mV(told.Chemistry ?? look.Chemistry, told.Full_V);
        double counted_Ah = look.Capacity_Ah(ocv_mV);
        double capacity_Ah = told.Capacity_Ah ?? Math.Clamp(counted_Ah, 0.1, 1000);
        if (double.IsNaN(capacity_Ah))
        {
            throw new BadInputException(file, "--capacity-Ah",
                "is needed, allowed is 0.1 to 1000: no two rests in the file are far enough apart to tell the capacity");
        }

        int[] unfitted = [.. whole.CellNumbers.Except(pack.CellNumbers)];
        Remark(pack, look, told, counted_Ah, ocv_mV[^1], unfitted, console.Output);
        var player = new RecordingPlayer(pack.Cells, pack.Probes, ocv_mV, capacity_Ah);
        ReplayTrace? seen = trace == null ? null : new ReplayTrace();
        var suspects = new SuspectCells(pack.Cells, capacity_Ah);
        var verdict = new ReplayVerdict(pack);
        using var progress = new Progress(console.Error, Progress.IsTerminal);
        foreach (RecordedRow read in pack.Rows)
        {
            RecordedRow row = told.DischargePositive ? read with { Current_A = -read.Current_A } : read;
            foreach (AnomalyAlarm alarm in player.Play(row))
            {
                progress.Clear();
                verdict.Add(row.Time_s, alarm);
                console.Output.WriteLine(string.Create(s_invariant, $"{row.Time_s:0.###} s  {AlarmText.Severity(alarm)}  ")
                    + $"{AlarmText.Where(alarm, pack.CellNumbers, pack.ProbeNumbers)}  "
                    + $"{AlarmText.Name(alarm.Type)}: {AlarmText.Reason(alarm)}");
            }

            seen?.Add(row, player);
            suspects.Add(row);
            progress.Show(player.Rows, RowsShown, pack.Share);
        }

        progress.Clear();
        if (trace != null)
        {
            AtomicFile.Write("--trace", trace, seen!.Write);
        }

        IReadOnlyList<SuspectCell> ranked = pack.Cells < 3 ? []
            : suspects.Rank(player.Detector.Evidence, player.Watched_h, verdict.Cells, player.Resistance_pct);
        foreach (string gap in ReplayGaps.Of(pack, player, look.Period_s))
        {
            console.Output.WriteLine(gap);
        }

        SuspectText.Write(ranked, pack.CellNumbers, console.Output);
        Figures(pack, player, console.Output);
        verdict.Write(player, ranked, console.Output);
        return ExitCode.Holds;
    }

    // What was assumed about the file is said before the first alarm.
    private static void Remark(
        RecordedPack pack, RecordingLook look, Told told, double counted_Ah, int full_mV, int[] unfitted, TextWriter output)
    {
        double share = counted_Ah / (told.Capacity_Ah ?? counted_Ah);
        string counted = string.Create(s_invariant, $"{counted_Ah:0.##} Ah");
        string[] remarks =
        [
            .. Said(told.Chemistry == null, $"no --chemistry: the voltages are those of {look.Chemistry}"),
            .. Said(told.Capacity_Ah == null, $"no --capacity-Ah: the charge between rests is that of {counted}"),
            .. Said(share is < 0.6 or > 1.6, $"the charge between rests is that of {counted}, not of --capacity-Ah"),
            .. Said(pack.Scaled < 1, $"the cells stand in {(pack.Scaled < 0.0005 ? "tenths of mV" : "mV")}, whatever their names say"),
            .. Said(unfitted.Length > 0, $"left out, because they never show a voltage: cell {string.Join(", ", unfitted)}"),
            .. Said(!pack.HasCurrent, "the file has no current: resistance, charge and leaks under load cannot be told apart"),
            .. Said(look.IsOtherUnit, string.Create(s_invariant,
                $"the first probe shows {look.Warmth_degC:0} degC most of the time: kelvin is named temp1_K, tenths temp1_ddegC")),
            .. Said(look.IsReversed != told.DischargePositive && look.IsReversed,
                "the voltage falls while the current is positive: --discharge-positive turns it round"),
            .. Said(look.Highest_V * 1000 > full_mV + 80 && full_mV > 4000 && look.Highest_V < 4.6, string.Create(s_invariant,
                $"the cells reach {look.Highest_V:0.00} V; if they are made for more than {full_mV / 1000.0:0.00} V, say --full-V")),
        ];
        foreach (string remark in remarks)
        {
            output.WriteLine("# " + remark);
        }
    }

    private static string[] Said(bool holds, string remark) => holds ? [remark] : [];

    private static void Figures(RecordedPack pack, RecordingPlayer player, TextWriter output)
    {
        output.WriteLine($"replay.cells = {pack.Cells}");
        output.WriteLine($"replay.probes = {pack.Probes}");
        output.WriteLine($"replay.rows = {player.Rows}");
        output.WriteLine(string.Create(s_invariant, $"replay.watched_h = {player.Watched_h:0.###}"));
        output.WriteLine(string.Create(s_invariant, $"replay.unwatched_h = {player.Unwatched_h:0.###}"));
        output.WriteLine($"replay.repeated_rows = {player.Repeated}");
        output.WriteLine($"replay.clock_steps = {player.ClockSteps}");
    }
}
