using Bms.Records;
using Microsoft.Data.Sqlite;

namespace Bms.Fleet.Store;

/// <summary>The newest notice of each device's connection.</summary>
internal sealed class LinkTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection, "SELECT boot, connection, state FROM link WHERE kid = ?");

    private readonly Statement _save = new(connection,
        "INSERT OR REPLACE INTO link (kid, boot, connection, state, received_ms) VALUES (?,?,?,?,?)");

    /// <summary>Keeps a notice that says something newer than the last one; false for one that does not.</summary>
    public bool TryKeep(ulong kid, in LinkNotice notice, long now_ms)
    {
        _find.With((long)kid);
        LinkNotice last = _find.Step() ? new LinkNotice(notice.Device, _find.Int(0), _find.Int(1), (LinkState)_find.Int(2), 0) : default;
        _find.Reset();
        bool isNews = notice.Supersedes(last);
        if (isNews)
        {
            _save.With((long)kid, notice.Boot, notice.Connection, (long)notice.State, now_ms).Run();
        }

        return isNews;
    }

    public void Dispose()
    {
        _find.Dispose();
        _save.Dispose();
    }
}
