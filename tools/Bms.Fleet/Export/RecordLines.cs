using Bms.Fleet.Store;

namespace Bms.Fleet.Export;

/// <summary>
/// Signed records as text, one a line: TOPIC and the message in hex, as mosquitto_sub writes them with -F '%t %x'. With the keys anybody
/// can verify them again.
/// </summary>
internal static class RecordLines
{
    private const int MaxLine = 16_384;

    public static string Of(StoredRecord record) => $"{record.Topic} {Convert.ToHexStringLower(record.Message)}";

    /// <summary>Reads a file, or a store. Throws <see cref="BadInputException"/>, at the first line that is none.</summary>
    public static IEnumerable<(string Topic, byte[] Message)> Read(string path) =>
        IsStore(path) ? FromStore(path) : FromText(path);

    private static bool IsStore(string path)
    {
        try
        {
            return StoreFile.IsOne(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unreadable(path, e);
        }
    }

    private static IEnumerable<(string Topic, byte[] Message)> FromStore(string path)
    {
        using StoreReader reader = new(path);
        foreach (StoredRecord record in reader.Records(null))
        {
            yield return (record.Topic, record.Message);
        }
    }

    private static IEnumerable<(string Topic, byte[] Message)> FromText(string path)
    {
        using StreamReader reader = new(path);
        for (long number = 1; Next(path, reader) is string line; number++)
        {
            yield return Parse(path, number, line);
        }
    }

    private static string? Next(string path, StreamReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (IOException e)
        {
            throw Unreadable(path, e);
        }
    }

    private static BadInputException Unreadable(string path, Exception e) => new($"{path}: cannot be read ({e.GetType().Name})", e);

    private static (string Topic, byte[] Message) Parse(string path, long number, string line)
    {
        int blank = line.LastIndexOf(' ');
        string hex = line[(blank + 1)..];
        return blank > 0 && line.Length <= MaxLine && hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit)
            ? (line[..blank], Convert.FromHexString(hex))
            : throw new BadInputException($"{path}: line {number}: must be TOPIC HEX, at most {MaxLine} characters");
    }
}
