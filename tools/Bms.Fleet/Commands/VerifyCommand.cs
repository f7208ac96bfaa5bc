using System.CommandLine;
using Bms.Fleet.Export;
using Bms.Fleet.Watch;
using Bms.Records;

namespace Bms.Fleet.Commands;

/// <summary>
/// verify: records in a file, against the keys and nothing else: what export or mosquitto_sub has written, or a whole store.
/// </summary>
internal static class VerifyCommand
{
    internal static Command Create()
    {
        Argument<string?> file = new("file")
        {
            Description = "records, a line each: TOPIC HEX, as of export --records or mosquitto_sub -F '%t %x'; or a store of ingest",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> keys = Options.Needed("--keys", "key file of the fleet", "FILE");
        Option<string?> log = Options.Text("--log", "the same as the file", "FILE");
        Command command = new("verify", "verify stored records and count them") { file, keys, log };
        command.SetAction(parsed =>
        {
            string? path = parsed.GetValue(file) ?? parsed.GetValue(log);
            Options.Require(path is not null, "verify: needs the file with the records");
            Options.Require(parsed.GetValue(file) is null || parsed.GetValue(log) is null, "--log: is not needed beside the file");
            return Run(Options.LoadKeys(parsed.GetValue(keys)!), path!, parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static int Run(KeyFile keys, string path, TextWriter output)
    {
        FleetVerifier verifier = new(keys.Keys);
        long records = 0;
        foreach ((string topic, byte[] message) in RecordLines.Read(path))
        {
            records++;
            verifier.Verify(topic, message, out _);
        }

        output.WriteLine($"verify.records = {records}");
        output.WriteLine($"verify.devices = {verifier.Devices.Count(d => d.Current.Boot > 0)}");
        output.WriteLine($"verify.accepted = {verifier.Accepted}");
        foreach (RecordVerdict verdict in Enum.GetValues<RecordVerdict>().Where(v => !v.IsAccepted() && verifier.Count(v) > 0))
        {
            output.WriteLine($"verify.{Words.Snake(verdict)} = {verifier.Count(verdict)}");
        }

        output.WriteLine($"verify.missing = {verifier.Devices.Sum(d => d.Missing)}");
        long good = verifier.Accepted + verifier.Count(RecordVerdict.Duplicate) + verifier.Count(RecordVerdict.Notice)
            + verifier.Count(RecordVerdict.Receipt);
        bool holds = good == records;
        return holds ? ExitCode.Holds : ExitCode.DoesNotHold;
    }
}
