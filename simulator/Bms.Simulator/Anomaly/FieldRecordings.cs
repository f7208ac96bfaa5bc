using System.Globalization;
using System.IO.Compression;
using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>A recording in the form in which it was published, and how to read it.</summary>
internal sealed record FieldRecording(string Name, string Chemistry, double Capacity_Ah, Func<RecordedPack> Open);

/// <summary>
/// Published recordings of healthy packs, turned into rows while they are read. Electric cars: W. Nie, Z. Deng et al., Energy 323 (2025)
/// 135754, github BatICM (MIT). Leaf module: github batterysim/equiv-circ-model (MIT).
/// </summary>
internal static class FieldRecordings
{
    /// <summary>What is there of the known recordings in a folder that holds ev-field and leaf.</summary>
    internal static IEnumerable<FieldRecording> In(string folder)
    {
        // Capacities by the charge between two rests; the detector needs them to 10 %.
        foreach ((string car, double capacity_Ah, double offset_K) in ((string, double, double)[])[("car1", 150, 0), ("car3", 150, 40)])
        {
            string path = Path.Combine(folder, "ev-field", car + "_processed.zip");
            if (File.Exists(path))
            {
                yield return new(car, "nmc", capacity_Ah, () => Car(path, offset_K));
            }
        }

        foreach (string rate in (string[])["0_3c", "1_0c"])
        {
            string path = Path.Combine(folder, "leaf", $"module123-irdischarge-65ah-{rate}.csv");
            if (File.Exists(path))
            {
                yield return new("leaf_" + rate, "lmo", 65, () => Leaf(path));
            }
        }
    }

    /// <summary>Plays a recording; returns the hours watched, warnings and notes.</summary>
    internal static (double Watched_h, int Warnings, int Notes) Watch(FieldRecording recording, TextWriter? verbose)
    {
        RecordedPack pack = recording.Open();
        var player = new RecordingPlayer(pack.Cells, pack.Probes, RecordedChemistry.Ocv_mV(recording.Chemistry), recording.Capacity_Ah);
        int warnings = 0;
        int notes = 0;
        foreach (RecordedRow row in pack.Rows)
        {
            foreach (AnomalyAlarm alarm in player.Play(row))
            {
                warnings += alarm.Severity > AnomalyAlarm.Note ? 1 : 0;
                notes += alarm.Severity == AnomalyAlarm.Note ? 1 : 0;
                verbose?.WriteLine($"# {recording.Name} at {row.Time_s:0} s: {AlarmText.Severity(alarm)} {AlarmText.Where(alarm)} "
                    + $"{AlarmText.Name(alarm.Type)}: {AlarmText.Reason(alarm)}");
            }
        }

        return (player.Watched_h, warnings, notes);
    }

    private static RecordedPack Car(string path, double offset_K)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        using StreamReader reader = new(zip.Entries[0].Open());
        string[] head = reader.ReadLine()!.Split(',');
        return new RecordedPack(Columns(head, "V_").Length, Columns(head, "T_").Length, CarRows(path, offset_K));
    }

    // Positive is discharge there; probes that are not fitted show a constant code, which is left in.
    private static IEnumerable<RecordedRow> CarRows(string path, double offset_K)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        using StreamReader reader = new(zip.Entries[0].Open());
        string[] head = reader.ReadLine()!.Split(',');
        int[] cells = Columns(head, "V_");
        int[] probes = Columns(head, "T_");
        int current = Array.IndexOf(head, "BMSBatteryCurrent");
        int pack = Array.IndexOf(head, "BMSBatteryVoltage");
        DateTime start = default;
        while (reader.ReadLine() is string line)
        {
            string[] fields = line.Split(',');
            var time = DateTime.Parse(fields[0], CultureInfo.InvariantCulture);
            start = start == default ? time : start;
            yield return new RecordedRow((time - start).TotalSeconds, -Number(fields[current]),
                Array.ConvertAll(cells, i => Number(fields[i])), Array.ConvertAll(probes, i => Number(fields[i]) - offset_K),
                Number(fields[pack]));
        }
    }

    private static RecordedPack Leaf(string path) => new(6, 3, LeafRows(path));

    private static IEnumerable<RecordedRow> LeafRows(string path)
    {
        string[] head = [];
        foreach (string line in File.ReadLines(path))
        {
            string[] fields = line.Split(',');
            if (head.Length == 0)
            {
                head = fields[0] == "Total Time" ? fields : head;
                continue;
            }

            if (fields.Length < head.Length - 2)
            {
                continue;
            }

            double At(string name) => Number(fields[Array.IndexOf(head, name)]);
            yield return new RecordedRow(At("Total Time"), At("Current"), [.. Enumerable.Range(1, 6).Select(i => At($"Cell Voltage A{i}"))],
                [.. Enumerable.Range(1, 3).Select(i => At($"Temperature A{i}"))], At("Voltage"));
        }
    }

    private static int[] Columns(string[] head, string start) =>
        [.. Enumerable.Range(0, head.Length).Where(i => head[i].StartsWith(start, StringComparison.Ordinal))];

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
}
