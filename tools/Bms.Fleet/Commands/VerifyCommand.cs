using System.CommandLine;
using Bms.Records;

namespace Bms.Fleet.Commands;

/// <summary>verify: stored records, one a line, TOPIC and the message in hex, as mosquitto_sub writes them with -F '%t %x'.</summary>
internal static class VerifyCommand
{
    private const int MaxLine = 16_384;

    internal static Command Create()
    {
        Option<string> keys = Options.Needed("--keys", "key file of the fleet", "FILE");
        Option<string> log = Options.Needed("--log", "records, a line each: TOPIC HEX, as of mosquitto_sub -F '%t %x'", "FILE");
        Command command = new("verify", "verify stored records and count them") { keys, log };
        command.SetAction(parsed => Run(
            Options.LoadKeys(parsed.GetValue(keys)!), parsed.GetValue(log)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(KeyFile keys, string path, TextWriter output)
    {
        FleetVerifier verifier = new(keys.Keys);
        long records = 0;
        try
        {
            foreach (string line in File.ReadLines(path))
            {
                records++;
                (string topic, byte[] message) = Parse(path, records, line);
                verifier.Verify(topic, message, out _);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"{path}: cannot be read ({e.GetType().Name})", e);
        }

        output.WriteLine($"verify.records = {records}");
        output.WriteLine($"verify.accepted = {verifier.Accepted}");
        foreach (RecordVerdict verdict in Enum.GetValues<RecordVerdict>().Where(v => !v.IsAccepted() && verifier.Count(v) > 0))
        {
            output.WriteLine($"verify.{Watch.Words.Snake(verdict)} = {verifier.Count(verdict)}");
        }

        output.WriteLine($"verify.missing = {verifier.Devices.Sum(d => d.Missing)}");
        long good = verifier.Accepted + verifier.Count(RecordVerdict.Duplicate) + verifier.Count(RecordVerdict.Notice);
        bool holds = good == records;
        return holds ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    private static (string Topic, byte[] Message) Parse(string path, long number, string line)
    {
        int blank = line.LastIndexOf(' ');
        string hex = line[(blank + 1)..];
        return blank > 0 && line.Length <= MaxLine && hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit)
            ? (line[..blank], Convert.FromHexString(hex))
            : throw new BadInputException($"{path}: line {number}: must be TOPIC HEX, at most {MaxLine} characters");
    }
}
