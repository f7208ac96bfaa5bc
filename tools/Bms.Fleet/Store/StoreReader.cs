using Bms.Records;
using Microsoft.Data.Sqlite;

namespace Bms.Fleet.Store;

/// <summary>The reading side of a store; it may be written meanwhile. Not for several threads at once.</summary>
public sealed class StoreReader(string path) : IDisposable
{
    private const string Columns = "r.kid, r.kind, r.received_ms, b.offset_ms + r.uptime_ms, t.name, r.message";

    private const string Tables =
        "record AS r JOIN topic AS t ON t.id = r.topic JOIN boot AS b ON b.kid = r.kid AND b.boot = r.boot";

    private readonly SqliteConnection _connection = StoreFile.OpenForReading(path);

    /// <summary>
    /// Records in the order of their chains, of one device or of all, made from <paramref name="from_ms"/> to
    /// <paramref name="to_ms"/> (ms since 1970, both included).
    /// </summary>
    public IEnumerable<StoredRecord> Records(string? device, long from_ms = long.MinValue, long to_ms = long.MaxValue)
    {
        long first = device is null ? 0 : Convert.ToInt64(device, 16) << 8;
        long last = device is null ? long.MaxValue : first | 0xFF;
        using Statement statement = new(_connection, $"""
            SELECT {Columns} FROM {Tables}
            WHERE r.kid BETWEEN ? AND ? AND b.offset_ms + r.uptime_ms BETWEEN ? AND ? ORDER BY r.kid, r.boot, r.sequence
            """);
        statement.With(first, last, from_ms, to_ms);
        while (statement.Step())
        {
            yield return Read(statement);
        }
    }

    /// <summary>Devices of which records are stored, by number.</summary>
    public IReadOnlyList<string> Devices()
    {
        List<string> devices = [];
        using Statement statement = new(_connection, "SELECT DISTINCT kid >> 8 FROM boot ORDER BY 1");
        while (statement.Step())
        {
            devices.Add(((uint)statement.Long(0)).ToString("x8"));
        }

        return devices;
    }

    public void Dispose() => _connection.Dispose();

    internal static StoredRecord Read(Statement s) =>
        new((ulong)s.Long(0), (RecordKind)s.Long(1), s.Long(2), s.Long(3), s.Text(4), s.Bytes(5).ToArray());

    /// <summary>A statement on this store.</summary>
    internal Statement Prepare(string sql) => new(_connection, sql
        .Replace("{columns}", Columns, StringComparison.Ordinal).Replace("{tables}", Tables, StringComparison.Ordinal));
}
