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
        Option<string> chemistry = Chemistry();
        Option<double?> capacity = Capacity();
        Option<string?> trace = Options.File("--trace", "write what the detector sees over time as CSV");
        var command = new Command("replay", "a recorded pack through the firmware's anomaly detector") { file, chemistry, capacity, trace };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(chemistry)!, parsed.GetValue(capacity)!.Value,
            parsed.GetValue(trace), parsed.InvocationConfiguration));
        return command;
    }

    private static Option<string> Chemistry()
    {
        string allowed = string.Join(", ", RecordedChemistry.Names);
        var option = new Option<string>("--chemistry") { Description = "of the cells: " + allowed, HelpName = "C", Required = true };
        option.Validators.Add(result =>
        {
            string name = result.GetValueOrDefault<string>() ?? "";
            if (!RecordedChemistry.Names.Contains(name))
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

    private static int Run(string file, string chemistry, double capacity_Ah, string? trace, InvocationConfiguration console)
    {
        if (trace != null)
        {
            AtomicFile.Check("--trace", trace);
        }

        RecordedPack pack = CanonicalCsv.Open(file);
        var player = new RecordingPlayer(pack.Cells, pack.Probes, RecordedChemistry.Ocv_mV(chemistry), capacity_Ah);
        ReplayTrace? seen = trace == null ? null : new ReplayTrace();
        var suspects = new SuspectCells(pack.Cells, capacity_Ah);
        var counts = new int[4];
        foreach (RecordedRow row in pack.Rows)
        {
            foreach (AnomalyAlarm alarm in player.Play(row))
            {
                counts[alarm.Severity]++;
                console.Output.WriteLine(string.Create(s_invariant, $"{row.Time_s:0.###} s  {AlarmText.Severity(alarm)}  ")
                    + $"{AlarmText.Where(alarm)}  {AlarmText.Name(alarm.Type)}: {AlarmText.Reason(alarm)}");
            }

            seen?.Add(row, player);
            suspects.Add(row);
        }

        if (trace != null)
        {
            AtomicFile.Write("--trace", trace, seen!.Write);
        }

        SuspectText.Write(pack.Cells < 3 ? [] : suspects.Rank(player.Detector.Evidence, player.Watched_h), console.Output);
        Figures(pack, player, counts, console.Output);
        return ExitCode.Holds;
    }

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
