using Bms.Records;
using Microsoft.Data.Sqlite;

namespace Bms.Fleet.Store;

/// <summary>
/// The writing side of a store. What is added between <see cref="Begin"/> and <see cref="Commit"/> is stored as a whole or not at all,
/// whatever becomes of the process. One process at a time. Not for several threads at once.
/// </summary>
public sealed class RecordStore : IDisposable
{
    /// <summary>Refused messages that are kept.</summary>
    public const int QuarantineRoom = 10_000;

    private readonly FileStream _lock;
    private readonly SqliteConnection _connection;
    private readonly Statement _begin, _commit, _rollback;
    private readonly RecordTable _records;
    private readonly ChainTable _chains;
    private readonly GapTable _gaps;
    private readonly RefusalTable _refusals;
    private readonly LinkTable _links;
    private readonly ChainJudge _judge;

    /// <summary>Opens a file, or makes it. Throws <see cref="BadInputException"/>, also when another process writes to it.</summary>
    public RecordStore(string path, int quarantineRoom = QuarantineRoom)
    {
        _lock = Lock(path);
        try
        {
            _connection = StoreFile.OpenForWriting(path);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }

        _begin = new Statement(_connection, "BEGIN IMMEDIATE");
        _commit = new Statement(_connection, "COMMIT");
        _rollback = new Statement(_connection, "ROLLBACK");
        _records = new RecordTable(_connection);
        _chains = new ChainTable(_connection);
        _gaps = new GapTable(_connection);
        _refusals = new RefusalTable(_connection, quarantineRoom);
        _links = new LinkTable(_connection);
        _judge = new ChainJudge(_chains, _gaps, _records);
    }

    /// <summary>Begins a batch.</summary>
    public void Begin() => _begin.Run();

    /// <summary>Judges an authentic record and stores it when it is new. The verdict holds once the batch is committed.</summary>
    public RecordVerdict Add(ulong kid, in RecordHeader header, string topic, ReadOnlySpan<byte> message, long now_ms)
    {
        RecordVerdict verdict = _judge.Judge(kid, header, message, now_ms);
        _refusals.Count(kid, verdict);
        if (!verdict.IsAccepted())
        {
            if (verdict != RecordVerdict.Duplicate)
            {
                _refusals.Keep(kid, verdict, topic, message, now_ms);
            }

            return verdict;
        }

        _records.Add((long)kid, header, topic, message, now_ms);
        if (header.Kind is RecordKind.Event or RecordKind.Birth)
        {
            Understand(kid, header, topic, message, now_ms);
        }

        return verdict;
    }

    /// <summary>Counts a message that is no authentic record, and keeps it apart.</summary>
    public void Refuse(ulong kid, RecordVerdict verdict, string topic, ReadOnlySpan<byte> message, long now_ms)
    {
        _refusals.Count(kid, verdict);
        _refusals.Keep(kid, verdict, topic, message, now_ms);
    }

    /// <summary>Keeps a verified notice of a device's connection; false when it says nothing new.</summary>
    public bool AddNotice(ulong kid, in LinkNotice notice, long now_ms)
    {
        _refusals.Count(kid, RecordVerdict.Notice);
        return _links.TryKeep(kid, notice, now_ms);
    }

    /// <summary>Stores the batch. When this returns, it is on the disk.</summary>
    public void Commit(long now_ms)
    {
        _chains.Save();
        _refusals.Save(now_ms);
        _commit.Run();
    }

    /// <summary>Gives the batch up, after a failure: everything is as it was before.</summary>
    public void RollBack()
    {
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // SQLite has done so by itself, after a full disk for one.
        }

        _records.Forget();
        _refusals.Forget();
        _chains.Load();
    }

    public void Dispose()
    {
        foreach (IDisposable part in (IDisposable[])[_begin, _commit, _rollback, _records, _chains, _gaps, _refusals, _links])
        {
            part.Dispose();
        }

        _connection.Dispose();
        _lock.Dispose();
    }

    // The system lets go of it when the process ends, however that ends.
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            bool isAway = e is DirectoryNotFoundException or UnauthorizedAccessException or ArgumentException;
            throw new BadInputException(isAway
                ? $"--store: {path}: cannot be made there, allowed is a file in a folder that is there and may be written"
                : $"--store: {path}: is written by another ingest, allowed is one at a time", e);
        }
    }

    private void Understand(ulong kid, in RecordHeader header, string topic, ReadOnlySpan<byte> message, long now_ms)
    {
        if (!RecordDecoder.TryDecode(header, message, out TelemetryRecord record, out _))
        {
            return; // it is authentic and stored; a later version may understand it
        }

        NoteKind what = record.Event is not null ? NoteKind.Event : record.Alarm is not null ? NoteKind.Alarm
            : record.Trip is not null ? NoteKind.Trip : record.Birth is not null ? NoteKind.Birth : NoteKind.None;
        if (what != NoteKind.None)
        {
            _records.Note((long)kid, header, what);
        }

        if (record.Birth is BirthFacts birth && !_judge.TakeBirth(kid, birth, header.Boot, now_ms))
        {
            Refuse(kid, RecordVerdict.ChainBroken, topic, message, now_ms);
        }
    }
}
