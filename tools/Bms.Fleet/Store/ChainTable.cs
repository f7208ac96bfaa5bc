using Bms.Records;
using Microsoft.Data.Sqlite;

namespace Bms.Fleet.Store;

/// <summary>The ends of all chains, in memory and in the table of boots.</summary>
internal sealed class ChainTable : IDisposable
{
    private readonly Dictionary<ulong, ChainEnd> _ends = [];
    private readonly List<ChainEnd> _changed = [];
    private readonly Statement _all, _save, _late;

    public ChainTable(SqliteConnection connection)
    {
        _all = new Statement(connection, """
            SELECT kid, boot, highest, last_tag, stored, live, offset_ms, first_ms, last_ms FROM boot AS newest
            WHERE boot = (SELECT max(boot) FROM boot WHERE boot.kid = newest.kid)
            """);
        _save = new Statement(connection, """
            INSERT INTO boot (kid, boot, highest, last_tag, stored, live, offset_ms, first_ms, last_ms) VALUES (?,?,?,?,?,?,?,?,?)
            ON CONFLICT (kid, boot) DO UPDATE SET highest = excluded.highest, last_tag = excluded.last_tag, stored = excluded.stored,
                live = excluded.live, offset_ms = excluded.offset_ms, last_ms = excluded.last_ms
            """);
        _late = new Statement(connection, """
            INSERT INTO boot (kid, boot, highest, last_tag, stored, live, offset_ms, first_ms, last_ms) VALUES (?1,?2,?3,?4,1,?5,?6,?7,?7)
            ON CONFLICT (kid, boot) DO UPDATE SET stored = stored + 1, last_ms = ?7, live = max(live, ?5), offset_ms = min(offset_ms, ?6),
                last_tag = iif(?3 > highest, ?4, last_tag), highest = max(highest, ?3)
            """);
        Load();
    }

    /// <summary>The end of a key's chain; empty when nothing is stored of it.</summary>
    public ChainEnd Of(ulong kid)
    {
        if (!_ends.TryGetValue(kid, out ChainEnd? end))
        {
            _ends[kid] = end = new ChainEnd((long)kid);
        }

        return end;
    }

    /// <summary>Notes a record of the newest boot that is stored.</summary>
    public void Note(ChainEnd end, in RecordHeader header, long now_ms)
    {
        if (header.Sequence > end.Highest)
        {
            (end.Highest, end.LastTag) = (header.Sequence, header.Tag);
        }

        end.Stored++;
        end.Live = IsLive(header) ? Math.Max(end.Live, header.Sequence) : end.Live;
        end.Offset_ms = Math.Min(end.Offset_ms, now_ms - header.Uptime_ms);
        end.Last_ms = now_ms;
        if (!end.IsChanged)
        {
            end.IsChanged = true;
            _changed.Add(end);
        }
    }

    /// <summary>Notes a record of a boot before the newest.</summary>
    public void NoteOlder(ChainEnd end, in RecordHeader header, long now_ms) => _late.With(
        end.Kid, header.Boot, header.Sequence, (long)header.Tag, IsLive(header) ? header.Sequence : 0, now_ms - header.Uptime_ms, now_ms)
        .Run();

    /// <summary>Writes what has changed.</summary>
    public void Save()
    {
        foreach (ChainEnd end in _changed)
        {
            Save(end);
        }

        _changed.Clear();
    }

    /// <summary>Writes one end.</summary>
    public void Save(ChainEnd end)
    {
        if (end.IsChanged)
        {
            end.IsChanged = false;
            _save.With(end.Kid, end.Boot, end.Highest, (long)end.LastTag, end.Stored, end.Live, end.Offset_ms, end.First_ms, end.Last_ms)
                .Run();
        }
    }

    /// <summary>Forgets what was not committed.</summary>
    public void Load()
    {
        _ends.Clear();
        _changed.Clear();
        while (_all.Step())
        {
            ChainEnd end = new(_all.Long(0))
            {
                Boot = _all.Int(1), Highest = _all.Int(2), LastTag = (ulong)_all.Long(3), Stored = _all.Long(4), Live = _all.Int(5),
                Offset_ms = _all.Long(6), First_ms = _all.Long(7), Last_ms = _all.Long(8),
            };
            _ends[(ulong)end.Kid] = end;
        }

        _all.Reset();
    }

    public void Dispose()
    {
        _all.Dispose();
        _save.Dispose();
        _late.Dispose();
    }

    private static bool IsLive(in RecordHeader header) => header.Kind is RecordKind.Live or RecordKind.Backfill;
}
