using System.CommandLine;
using System.Globalization;
using Bms.Fleet.Export;
using Bms.Fleet.Store;

namespace Bms.Fleet.Commands;

/// <summary>export: what is stored, as a recorded pack, as JSON, or as the signed records themselves.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> s_store = Options.Needed("--store", "the file with the records", "FILE");
    private static readonly Option<string?> s_device = Options.Text("--device", "only this device, 8 hex digits", "HEX8");
    private static readonly Option<string?> s_from = Options.Text("--from", "from this time on, UTC as 2026-05-01T12:00:00Z", "TIME");
    private static readonly Option<string?> s_to = Options.Text("--to", "up to this time", "TIME");
    private static readonly Option<string?> s_csv = Options.Text("--csv", "one device's measurements, for replay of the simulator", "OUT");
    private static readonly Option<string?> s_json = Options.Text("--json", "every record as a JSON object, one a line", "OUT");
    private static readonly Option<string?> s_records = Options.Text("--records", "the signed records, for verify", "OUT");

    internal static Command Create()
    {
        Command command = new("export", "write stored records to files")
        {
            s_store, s_device, s_from, s_to, s_csv, s_json, s_records,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string? csv = parsed.GetValue(s_csv), json = parsed.GetValue(s_json), records = parsed.GetValue(s_records);
        Options.Require((csv ?? json ?? records) is not null, "export: needs one of --csv, --json and --records");
        Options.CheckDevice(parsed.GetValue(s_device));
        long from_ms = Time(parsed, s_from, long.MinValue), to_ms = Time(parsed, s_to, long.MaxValue);
        Options.Require(from_ms <= to_ms, "--to: must not be before --from");
        using StoreReader reader = new(parsed.GetValue(s_store)!);
        string? device = parsed.GetValue(s_device);
        IReadOnlyList<string> devices = reader.Devices();
        Options.Require(device is null || devices.Contains(device), $"--device: {device} has no records in {parsed.GetValue(s_store)}");
        Options.Require(csv is null || device is not null || devices.Count == 1,
            $"--csv: holds one device, {parsed.GetValue(s_store)} has {devices.Count}: choose with --device");
        IEnumerable<StoredRecord> All() => reader.Records(device, from_ms, to_ms);
        TextWriter output = parsed.InvocationConfiguration.Output;
        Write("--csv", csv, "export.rows", output, writer =>
        {
            PackCsv pack = new(writer);
            foreach (StoredRecord record in All())
            {
                pack.Add(record);
            }

            return pack.Rows > 0 ? pack.Rows : throw new BadInputException("--csv: there are no live records to write");
        });
        Write("--json", json, "export.objects", output, writer => Lines(writer, All().Select(r => r.ToJson()?.ToJsonString())));
        Write("--records", records, "export.records", output, writer => Lines(writer, All().Select(RecordLines.Of)));
        return ExitCode.Holds;
    }

    private static void Write(string option, string? path, string figure, TextWriter output, Func<TextWriter, long> write)
    {
        if (path is not null)
        {
            long count = 0;
            OutputFile.Write(option, path, writer => count = write(writer));
            output.WriteLine($"{figure} = {count}");
        }
    }

    private static long Lines(TextWriter writer, IEnumerable<string?> lines)
    {
        long count = 0;
        foreach (string line in lines.OfType<string>())
        {
            writer.WriteLine(line);
            count++;
        }

        return count;
    }

    private static long Time(ParseResult parsed, Option<string?> option, long otherwise_ms)
    {
        if (parsed.GetValue(option) is not string text)
        {
            return otherwise_ms;
        }

        string[] forms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmZ", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.fffZ"];
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        bool read = DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, Utc, out DateTimeOffset time);
        Options.Require(read, $"{option.Name}: {text}: is no time, allowed is UTC as 2026-05-01T12:00:00Z");
        return time.ToUnixTimeMilliseconds();
    }
}
