using System.CommandLine;
using System.Globalization;
using Bms.Anomaly;
using Bms.Simulator.Commands;

namespace Bms.Simulator.Anomaly;

/// <summary>replay: a recorded pack through the firmware's detector; every alarm with time, place, kind and reason.</summary>
internal static class ReplayCommand
{
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    internal static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "recording: t_s,current_A,cell1_V..,temp1_degC..[,soc_ref][,pack_V], positive current charges, empty is missing",
        };
        Option<string?> chemistry = Chemistry();
        Option<double?> capacity = Capacity();
        Option<string?> trace = Options.File("--trace", "write what the detector sees over time as CSV");
        var reversed = new Option<bool>("--discharge-positive") { Description = "positive current discharges in this file" };
        var command = new Command("replay", "a recorded pack through the firmware's anomaly detector")
        {
            file, chemistry, capacity, reversed, trace,
        };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(chemistry), parsed.GetValue(capacity)!.Value,
            parsed.GetValue(reversed), parsed.GetValue(trace), parsed.InvocationConfiguration));
        return command;
    }

    private static Option<string?> Chemistry()
    {
        string allowed = string.Join(", ", RecordedChemistry.Names);
        var option = new Option<string?>("--chemistry")
        {
            Description = $"of the cells: {allowed}; without it the voltages are asked", HelpName = "C",
        };
        option.Validators.Add(result =>
        {
            string name = result.GetValueOrDefault<string>() ?? "";
            if (!RecordedChemistry.Names.Contains(name.ToLowerInvariant()))
            {
                result.AddError($"--chemistry: {name} is not allowed, only {allowed}");
            }
        });
        return option;
    }

    private static Option<double?> Capacity() => new("--capacity-Ah")
    {
        Description = "rated capacity of a cell or parallel group, 0.1 to 1000",
        HelpName = "X",
        Required = true,
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (double.TryParse(text, NumberStyles.Float, s_invariant, out double value) && value is >= 0.1 and <= 1000)
            {
                return value;
            }

            result.AddError($"--capacity-Ah: {text} is not allowed, only a number from 0.1 to 1000");
            return null;
        },
    };

    private static int Run(
        string file, string? chemistry, double capacity_Ah, bool dischargePositive, string? trace, InvocationConfiguration console)
    {
        if (trace != null)
        {
            AtomicFile.Check("--trace", trace);
        }

        RecordedPack pack = CanonicalCsv.Open(file);
        var look = new RecordingLook(pack);
        string cells = chemistry?.ToLowerInvariant() ?? look.Chemistry;
        Remark(pack, look, chemistry, dischargePositive, console.Output);
        var player = new RecordingPlayer(pack.Cells, pack.Probes, RecordedChemistry.Ocv_mV(cells), capacity_Ah);
        ReplayTrace? seen = trace == null ? null : new ReplayTrace();
        var suspects = new SuspectCells(pack.Cells, capacity_Ah);
        var counts = new int[4];
        foreach (RecordedRow read in pack.Rows)
        {
            RecordedRow row = dischargePositive ? read with { Current_A = -read.Current_A } : read;
            foreach (AnomalyAlarm alarm in player.Play(row))
            {
                counts[alarm.Severity]++;
                console.Output.WriteLine(string.Create(s_invariant, $"{row.Time_s:0.###} s  {AlarmText.Severity(alarm)}  ")
                    + $"{AlarmText.Where(alarm, pack.CellNumbers, pack.ProbeNumbers)}  "
                    + $"{AlarmText.Name(alarm.Type)}: {AlarmText.Reason(alarm)}");
            }

            seen?.Add(row, player);
            suspects.Add(row);
        }

        if (trace != null)
        {
            AtomicFile.Write("--trace", trace, seen!.Write);
        }

        IReadOnlyList<SuspectCell> ranked = pack.Cells < 3 ? [] : suspects.Rank(player.Detector.Evidence, player.Watched_h);
        SuspectText.Write(ranked, pack.CellNumbers, console.Output);
        Figures(pack, player, counts, console.Output);
        return ExitCode.Holds;
    }

    // What was assumed about the file is said before the first alarm.
    private static void Remark(RecordedPack pack, RecordingLook look, string? chemistry, bool dischargePositive, TextWriter output)
    {
        string[] remarks =
        [
            .. Said(chemistry == null, $"no --chemistry: the voltages are those of {look.Chemistry}"),
            .. Said(pack.Scaled < 1, $"the cells stand in {(pack.Scaled < 0.0005 ? "tenths of mV" : "mV")}, whatever their names say"),
            .. Said(!pack.HasCurrent, "the file has no current: resistance, charge and leaks under load cannot be told apart"),
            .. Said(look.IsReversed != dischargePositive && look.IsReversed,
                "the voltage falls while the current is positive: --discharge-positive turns it round"),
        ];
        foreach (string remark in remarks)
        {
            output.WriteLine("# " + remark);
        }
    }

    private static string[] Said(bool holds, string remark) => holds ? [remark] : [];

    private static void Figures(RecordedPack pack, RecordingPlayer player, int[] counts, TextWriter output)
    {
        output.WriteLine($"replay.cells = {pack.Cells}");
        output.WriteLine($"replay.probes = {pack.Probes}");
        output.WriteLine($"replay.rows = {player.Rows}");
        output.WriteLine(string.Create(s_invariant, $"replay.watched_h = {player.Watched_h:0.###}"));
        output.WriteLine($"replay.repeated_rows = {player.Repeated}");
        output.WriteLine($"replay.clock_steps = {player.ClockSteps}");
        output.WriteLine($"replay.notes = {counts[AnomalyAlarm.Note]}");
        output.WriteLine($"replay.warnings = {counts[AnomalyAlarm.Warning]}");
        output.WriteLine($"replay.alarms = {counts[AnomalyAlarm.Severe]}");
    }
}
