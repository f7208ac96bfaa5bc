using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Bms.Fleet.Store;

/// <summary>
/// A prepared statement of SQLite, bound by place from 1. Nothing is boxed: a fleet's records come by the tens of thousands a second.
/// Throws <see cref="SqliteException"/>.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly SQLitePCL.sqlite3 _database;
    private readonly SQLitePCL.sqlite3_stmt _statement;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public void Bind(int place, long value) => Check(sqlite3_bind_int64(_statement, place, value));

    public void Bind(int place, long? value) =>
        Check(value is long number ? sqlite3_bind_int64(_statement, place, number) : sqlite3_bind_null(_statement, place));

    public void Bind(int place, string text) => Check(sqlite3_bind_text(_statement, place, text));

    public void Bind(int place, ReadOnlySpan<byte> blob) => Check(sqlite3_bind_blob(_statement, place, blob));

    /// <summary>Binds numbers to places from 1 on.</summary>
    public Statement With(params ReadOnlySpan<long> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Bind(i + 1, values[i]);
        }

        return this;
    }

    /// <summary>Runs a statement that returns no rows.</summary>
    public void Run()
    {
        try
        {
            while (Step())
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Goes to the next row; false after the last one. Reset before the statement is used again.</summary>
    public bool Step()
    {
        int code = sqlite3_step(_statement);
        return code == SQLITE_ROW || (code == SQLITE_DONE ? false : throw Failure(code));
    }

    public void Reset() => _ = sqlite3_reset(_statement);

    /// <summary>A number of the row, columns from 0.</summary>
    public long Long(int column) => sqlite3_column_int64(_statement, column);

    public int Int(int column) => (int)Long(column);

    public long? Nullable(int column) => sqlite3_column_type(_statement, column) == SQLITE_NULL ? null : Long(column);

    public string Text(int column) => sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>Bytes of the row, valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    private SqliteException Failure(int code) => new(sqlite3_errmsg(_database).utf8_to_string(), code);
}
