using Microsoft.Data.Sqlite;

namespace Bms.Fleet.Store;

/// <summary>
/// The file that holds a fleet's records: an SQLite database in WAL mode, so that readers do not hold up the writer. What a commit has
/// taken survives a loss of power (synchronous = FULL).
/// </summary>
public static class StoreFile
{
    /// <summary>Number of the list of tables.</summary>
    public const int Version = 1;

    // "BMSr" in the file's header: another program's database is never taken for a store.
    private const int ApplicationId = 0x424D5372;

    private const int NoDatabase = 26;

    /// <summary>Opens it, or makes a new one. Throws <see cref="BadInputException"/>.</summary>
    public static SqliteConnection OpenForWriting(string path)
    {
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            bool isNew = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
            if (isNew)
            {
                Do(connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}");
            }

            Check(path, connection);
            Do(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000");
            Do(connection, StoreSchema.Tables);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Unusable(path, e);
        }
    }

    /// <summary>Opens one that is there, to read only. Throws <see cref="BadInputException"/>.</summary>
    public static SqliteConnection OpenForReading(string path)
    {
        if (!File.Exists(path))
        {
            throw new BadInputException($"--store: {path}: is not there, allowed is a file that ingest has made");
        }

        SqliteConnection connection = Open(path, SqliteOpenMode.ReadOnly);
        try
        {
            Check(path, connection);
            Do(connection, "PRAGMA busy_timeout = 10000");
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Unusable(path, e);
        }
    }

    /// <summary>True for a file that begins as SQLite's do.</summary>
    public static bool IsOne(string path)
    {
        Span<byte> start = stackalloc byte[16];
        using FileStream file = File.OpenRead(path);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start.SequenceEqual("SQLite format 3\0"u8);
    }

    internal static void Do(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal static long Number(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        SqliteConnectionStringBuilder options = new() { DataSource = path, Mode = mode, Pooling = false };
        SqliteConnection connection = new(options.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Unusable(path, e);
        }
    }

    private static void Check(string path, SqliteConnection connection)
    {
        bool isStore = Number(connection, "PRAGMA application_id") == ApplicationId;
        long version = Number(connection, "PRAGMA user_version");
        if (!isStore || version != Version)
        {
            connection.Dispose();
            throw new BadInputException(isStore
                ? $"--store: {path}: is of version {version}, allowed is {Version}"
                : $"--store: {path}: is no store of records, allowed is a file that ingest has made");
        }
    }

    private static BadInputException Unusable(string path, SqliteException e) => e.SqliteErrorCode == NoDatabase
        ? new BadInputException($"--store: {path}: is no store of records, allowed is a file that ingest has made", e)
        : new BadInputException($"--store: {path}: cannot be opened ({e.Message})", e);
}
