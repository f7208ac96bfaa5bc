using System.Text;
using Bms.Fleet.Store;
using Bms.Records;
using Bms.Records.Tests;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Bms.Fleet.Tests.Store;

/// <summary>A store in a folder of its own, and a device whose records go into it.</summary>
public sealed class StoreFixture : IDisposable
{
    private readonly Tool _tool = new();
    private readonly KeyRing _keys;

    public StoreFixture(int quarantineRoom = RecordStore.QuarantineRoom)
    {
        _keys = new KeyRing([Device.Key, Other.Key]);
        Store = new RecordStore(Path, quarantineRoom);
    }

    public TestDevice Device { get; } = new();

    public TestDevice Other { get; } = new(2);

    public RecordStore Store { get; private set; }

    public string Path => _tool.At("fleet.db");

    /// <summary>Stores a batch, all at one moment, and returns the verdicts.</summary>
    public RecordVerdict[] Put(params Sent[] records)
    {
        Store.Begin();
        RecordVerdict[] verdicts = [.. records.Select(r => Add(r))];
        Store.Commit(1_000_000);
        return verdicts;
    }

    public RecordVerdict Put(Sent sent, long now_ms)
    {
        Store.Begin();
        RecordVerdict verdict = Add(sent, now_ms);
        Store.Commit(now_ms);
        return verdict;
    }

    /// <summary>Adds to the batch that has been begun.</summary>
    public RecordVerdict Add(Sent sent, long now_ms = 1_000_000)
    {
        RecordVerdict signed = _keys.Authenticate(sent.Topic, sent.Message, out RecordHeader header, out ulong kid);
        Assert.Equal(RecordVerdict.Accepted, signed);
        return Store.Add(kid, header, Encoding.ASCII.GetString(sent.Topic), sent.Message, now_ms);
    }

    /// <summary>The process ends and another one begins.</summary>
    public void Restart()
    {
        Store.Dispose();
        Store = new RecordStore(Path);
    }

    /// <summary>Rows of a query as text, as `boot|first|last`.</summary>
    public string[] Rows(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetValue(i)}")));
        }

        return [.. rows];
    }

    public string[] Gaps() => Rows("SELECT boot, first, last FROM gap ORDER BY kid, boot, first");

    public void Dispose()
    {
        Store.Dispose();
        _tool.Dispose();
    }
}
