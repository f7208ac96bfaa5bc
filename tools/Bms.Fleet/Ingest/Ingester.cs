using System.Text;
using Bms.Fleet.Store;
using Bms.Mqtt;
using Bms.Records;

namespace Bms.Fleet.Ingest;

/// <summary>
/// Takes a fleet's messages from a broker into a store: gathers a batch, verifies and stores it as a whole, and only then answers the
/// devices and acknowledges it to the broker, in this order: what a broker has been told is on the disk and was answered, what it was not
/// told it sends again. While a batch is
/// stored nothing is read, so a broker that is faster than the disk waits, and no more than one batch is in memory.
/// </summary>
public sealed class Ingester
{
    /// <summary>Most messages of a batch, and most bytes.</summary>
    public const int MaxBatch = 1000, MaxBatch_bytes = 1 << 20;

    // A broker hands out as many as may be under way and then waits for us: after such a pause there is nothing to wait for. While
    // records come one by one, a commit each would be one write to the disk each, so a batch stays open for a moment.
    private const int Pause_ms = 2;
    private const int Open_ms = 50;

    private static readonly MqttSubscription[] s_filters =
        [.. "thebs".Select(kind => new MqttSubscription($"bms/v1/+/+/+/{kind}", MqttQos.AtLeastOnce))];

    private readonly IMqttClient _client;
    private readonly KeyRing _keys;
    private readonly RecordStore _store;
    private readonly TimeProvider _time;
    private readonly Receipts _receipts;
    private readonly List<MqttMessage> _batch = new(MaxBatch);
    private readonly RecordVerdict[] _verdicts = new RecordVerdict[MaxBatch];
    private bool _hasSubscribed;
    private long _first;

    public Ingester(IMqttClient client, KeyRing keys, RecordStore store, TimeProvider time)
    {
        _client = client;
        _keys = keys;
        _store = store;
        _time = time;
        _receipts = new Receipts(client, keys);
    }

    /// <summary>What has been done so far.</summary>
    public IngestCounts Counts { get; } = new();

    /// <summary>True once the broker has accepted the subscription of this connection, or has kept an earlier one.</summary>
    public bool Listens { get; private set; }

    private long Now_ms => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// Connects and, unless the broker has kept this process's session, subscribes. A session of an earlier process may have been left
    /// before it had subscribed. Throws <see cref="MqttException"/>.
    /// </summary>
    public void Connect()
    {
        _batch.Clear();
        bool sessionPresent = _client.Connect();
        Listens = sessionPresent && _hasSubscribed;
        if (!Listens)
        {
            _client.Subscribe(s_filters);
            _hasSubscribed = true;
        }
    }

    /// <summary>
    /// Waits for messages, stores and answers them; false when none came. Throws <see cref="MqttException"/>, and SqliteException when
    /// they could not be stored: then connect again, the broker still has them.
    /// </summary>
    public bool Step(int timeout_ms)
    {
        Gather(timeout_ms);
        if (_batch.Count == 0)
        {
            return false;
        }

        long start = _time.GetTimestamp();
        Store();
        Answer();
        Counts.Busy += _time.GetElapsedTime(start);
        _first = _first == 0 ? start : _first;
        Counts.Elapsed = _time.GetElapsedTime(_first);
        return true;
    }

    private void Gather(int timeout_ms)
    {
        _batch.Clear();
        int wait_ms = timeout_ms, bytes = 0;
        long start = 0;
        while (_batch.Count < MaxBatch && bytes < MaxBatch_bytes && _client.TryReceive(wait_ms, out MqttEvent received))
        {
            if (received.Refused)
            {
                throw new MqttException("the broker refuses the subscription to " + string.Join(", ", s_filters.Select(f => f.Filter)));
            }

            if (received.Message is not MqttMessage message)
            {
                Listens |= received.Kind == MqttEventKind.Subscribed;
                continue;
            }

            _batch.Add(message);
            bytes += message.Payload.Length;
            start = start == 0 ? _time.GetTimestamp() : start;
            wait_ms = _time.GetElapsedTime(start).TotalMilliseconds < Open_ms ? Pause_ms : 0;
        }
    }

    private void Store()
    {
        _receipts.Clear();
        try
        {
            long now_ms = Now_ms;
            _store.Begin();
            for (int i = 0; i < _batch.Count; i++)
            {
                _verdicts[i] = Take(_batch[i], now_ms);
            }

            _store.Commit(now_ms);
        }
        catch
        {
            _store.RollBack();
            throw;
        }

        Counts.Add(_verdicts.AsSpan(0, _batch.Count));
    }

    private RecordVerdict Take(MqttMessage message, long now_ms)
    {
        Span<byte> topic = stackalloc byte[CoseMac0.MaxTopic_bytes];
        ulong claimed = 0;
        RecordVerdict verdict = RecordVerdict.WrongTopic;
        if (Encoding.UTF8.TryGetBytes(message.Topic, topic, out int length))
        {
            topic = topic[..length];
            if (LinkNotice.IsTopic(topic))
            {
                return TakeNotice(topic, message, now_ms);
            }

            verdict = _keys.Authenticate(topic, message.Payload.Span, out RecordHeader header, out claimed);
            if (verdict.IsAccepted())
            {
                // A record that is refused for its place is authentic and kept apart: to send it again would not help the device.
                _receipts.Add(claimed, header, message.Topic);
                return _store.Add(claimed, header, message.Topic, message.Payload.Span, now_ms);
            }
        }

        _store.Refuse(claimed, verdict, message.Topic, message.Payload.Span, now_ms);
        return verdict;
    }

    private RecordVerdict TakeNotice(ReadOnlySpan<byte> topic, MqttMessage message, long now_ms)
    {
        RecordVerdict verdict = _keys.VerifyNotice(topic, message.Payload.Span, out LinkNotice notice, out ulong kid);
        if (verdict == RecordVerdict.Notice)
        {
            _store.AddNotice(kid, notice, now_ms);
        }
        else
        {
            _store.Refuse(kid, verdict, message.Topic, message.Payload.Span, now_ms);
        }

        return verdict;
    }

    private void Answer()
    {
        _receipts.Send();
        Counts.Receipts = _receipts.Sent;
        _client.Acknowledge(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_batch));
        _batch.Clear();
    }
}
