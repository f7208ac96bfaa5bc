using Bms.Fleet.Watch;
using Bms.Records;
using Microsoft.Data.Sqlite;

namespace Bms.Fleet.Store;

/// <summary>
/// How often each verdict was given, by device, and what was refused. The quarantine keeps the newest messages only, and of each the
/// beginning, so that somebody who sends rubbish fills no disk.
/// </summary>
internal sealed class RefusalTable : IDisposable
{
    /// <summary>Bytes kept of a message: as many as the longest record has.</summary>
    public const int Kept_bytes = CoseMac0.MaxMessage_bytes;

    private readonly Dictionary<(ulong Kid, RecordVerdict Verdict), long> _counts = [];
    private readonly Statement _tally, _keep, _trim;
    private bool _hasKept;

    /// <summary>With room for so many refused messages.</summary>
    public RefusalTable(SqliteConnection connection, int room)
    {
        _tally = new Statement(connection, """
            INSERT INTO tally (kid, count, last_ms, verdict) VALUES (?1,?2,?3,?4)
            ON CONFLICT (kid, verdict) DO UPDATE SET count = count + ?2, last_ms = ?3
            """);
        _keep = new Statement(connection,
            "INSERT INTO quarantine (received_ms, kid, length, verdict, topic, message) VALUES (?,?,?,?,?,?)");
        _trim = new Statement(connection, $"DELETE FROM quarantine WHERE id <= (SELECT max(id) FROM quarantine) - {room}");
    }

    public void Count(ulong kid, RecordVerdict verdict) =>
        _counts[(kid, verdict)] = _counts.GetValueOrDefault((kid, verdict)) + 1;

    public void Keep(ulong kid, RecordVerdict verdict, string topic, ReadOnlySpan<byte> message, long now_ms)
    {
        _keep.With(now_ms, (long)kid, message.Length);
        _keep.Bind(4, Words.Snake(verdict));
        _keep.Bind(5, topic.Length <= CoseMac0.MaxTopic_bytes ? topic : topic[..CoseMac0.MaxTopic_bytes]);
        _keep.Bind(6, message[..Math.Min(message.Length, Kept_bytes)]);
        _keep.Run();
        _hasKept = true;
    }

    /// <summary>Writes the counts and makes room.</summary>
    public void Save(long now_ms)
    {
        foreach (((ulong kid, RecordVerdict verdict), long count) in _counts)
        {
            _tally.With((long)kid, count, now_ms);
            _tally.Bind(4, Words.Snake(verdict));
            _tally.Run();
        }

        if (_hasKept)
        {
            _trim.Run();
        }

        Forget();
    }

    /// <summary>Forgets what was not committed.</summary>
    public void Forget()
    {
        _counts.Clear();
        _hasKept = false;
    }

    public void Dispose()
    {
        _tally.Dispose();
        _keep.Dispose();
        _trim.Dispose();
    }
}
