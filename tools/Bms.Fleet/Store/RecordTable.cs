using Bms.Records;
using Microsoft.Data.Sqlite;

namespace Bms.Fleet.Store;

/// <summary>The records as they came, and which of them tell of something that happened.</summary>
internal sealed class RecordTable : IDisposable
{
    private readonly Statement _add, _tag, _note, _topic, _addTopic;
    private readonly Dictionary<string, long> _topics = [];

    public RecordTable(SqliteConnection connection)
    {
        _add = new Statement(connection,
            "INSERT INTO record (kid, boot, sequence, kind, uptime_ms, received_ms, topic, message) VALUES (?,?,?,?,?,?,?,?)");
        _tag = new Statement(connection, "SELECT message FROM record WHERE kid = ? AND boot = ? AND sequence = ?");
        _note = new Statement(connection, "INSERT INTO note (kid, boot, sequence, what) VALUES (?,?,?,?)");
        _topic = new Statement(connection, "SELECT id FROM topic WHERE name = ?");
        _addTopic = new Statement(connection, "INSERT INTO topic (name) VALUES (?) RETURNING id");
    }

    public void Add(long kid, in RecordHeader header, string topic, ReadOnlySpan<byte> message, long now_ms)
    {
        _add.With(kid, header.Boot, header.Sequence, (long)header.Kind, header.Uptime_ms, now_ms, TopicId(topic));
        _add.Bind(8, message);
        _add.Run();
    }

    public void Note(long kid, in RecordHeader header, NoteKind what) =>
        _note.With(kid, header.Boot, header.Sequence, (long)what).Run();

    /// <summary>Whether a record with this number is there: null when not, else whether it is this very one.</summary>
    public bool? IsSame(long kid, in RecordHeader header, ReadOnlySpan<byte> message)
    {
        _tag.With(kid, header.Boot, header.Sequence);
        bool? same = _tag.Step() ? _tag.Bytes(0).EndsWith(message[^CoseMac0.TagSize..]) : null;
        _tag.Reset();
        return same;
    }

    /// <summary>Forgets what was not committed.</summary>
    public void Forget() => _topics.Clear();

    public void Dispose()
    {
        foreach (Statement statement in (Statement[])[_add, _tag, _note, _topic, _addTopic])
        {
            statement.Dispose();
        }
    }

    private long TopicId(string topic)
    {
        if (_topics.TryGetValue(topic, out long id))
        {
            return id;
        }

        _topic.Bind(1, topic);
        bool isKnown = _topic.Step();
        id = isKnown ? _topic.Long(0) : 0;
        _topic.Reset();
        if (!isKnown)
        {
            _addTopic.Bind(1, topic);
            _addTopic.Step();
            id = _addTopic.Long(0);
            _addTopic.Reset();
        }

        return _topics[topic] = id;
    }
}

/// <summary>What a record tells of, when it is not the state of the pack.</summary>
internal enum NoteKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A protection was raised or cleared.</summary>
    Event = 1,

    /// <summary>The anomaly detector has an alarm.</summary>
    Alarm = 2,

    /// <summary>A trip that the pack remembers.</summary>
    Trip = 3,

    /// <summary>A start of the device.</summary>
    Birth = 4,
}
