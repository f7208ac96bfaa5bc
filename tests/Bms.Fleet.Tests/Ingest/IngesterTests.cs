using System.Text;
using Bms.Fleet.Ingest;
using Bms.Fleet.Tests.Store;
using Bms.Fleet.Tests.Watch;
using Bms.Mqtt;
using Bms.Records;
using Bms.Records.Tests;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Bms.Fleet.Tests.Ingest;

public sealed class IngesterTests : IDisposable
{
    private readonly StoreFixture _fixture = new();
    private readonly StubClient _client = new();
    private readonly KeyRing _keys;
    private readonly Ingester _ingester;

    public IngesterTests()
    {
        _keys = new KeyRing([Device.Key, _fixture.Other.Key]);
        _ingester = new Ingester(_client, _keys, _fixture.Store, TimeProvider.System);
        _ingester.Connect();
    }

    private TestDevice Device => _fixture.Device;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Subscribes_to_records_and_notices_and_not_to_its_own_receipts() =>
        Assert.Equal(["t", "h", "e", "b", "s"], _client.Filters.Select(f => f["bms/v1/+/+/+/".Length..]));

    [Fact]
    public void A_batch_is_stored_acknowledged_and_answered_in_runs_of_numbers()
    {
        Sent[] sent = [.. Enumerable.Range(0, 6).Select(_ => Device.Live())];
        Sent other = _fixture.Other.Live();
        Come(sent[4], sent[0], other, sent[1], sent[0], sent[5]); // 3 and 4 are missing, 1 comes twice
        Assert.True(_ingester.Step(0));
        Assert.Equal(6, _client.Acknowledged.Count);
        Assert.Equal(["1 1-2", "1 5-6", "2 1-1"], Receipts());
        Assert.Equal((6, 5, 1, 0), (_ingester.Counts.Messages, _ingester.Counts.Stored, _ingester.Counts.Of(RecordVerdict.Duplicate),
            _ingester.Counts.Refused));
        Assert.Equal(["5"], _fixture.Rows("SELECT count(*) FROM record"));
        Assert.False(_ingester.Step(0));
    }

    [Fact]
    public void The_broker_is_told_last_so_that_it_sends_again_what_a_death_has_left_unanswered()
    {
        Come(Device.Live(), Device.Live());
        _ingester.Step(0);
        Assert.Equal(["1 1-2"], Receipts());
        Assert.Equal((2, 1), (_client.Acknowledged.Count, _client.UnsureWhenAcknowledged));
    }

    [Fact]
    public void Listens_from_the_brokers_answer_on()
    {
        _ingester.Step(0);
        Assert.False(_ingester.Listens);
        _client.Incoming.Enqueue(new MqttEvent(MqttEventKind.Subscribed, 1));
        _ingester.Step(0);
        Assert.True(_ingester.Listens);
    }

    [Fact]
    public void What_cannot_be_verified_is_kept_apart_acknowledged_to_the_broker_and_not_answered()
    {
        Sent good = Device.Live();
        TestDevice stranger = new(3);
        Come(new Sent(1, 1, good.Topic, [.. good.Message[..^1], (byte)(good.Message[^1] ^ 1)]));
        Come(stranger.Live());
        Come(new Sent(1, 1, Encoding.ASCII.GetBytes(Device.Identity.EventTopic), good.Message));
        Come(new Sent(1, 1, good.Topic, new byte[100_000]));
        Come(new Sent(1, 1, Encoding.ASCII.GetBytes(Device.Identity.StatusTopic), [1, 2, 3]));
        Assert.True(_ingester.Step(0));
        Assert.Equal(5, _client.Acknowledged.Count);
        Assert.Empty(Receipts());
        Assert.Equal(5, _ingester.Counts.Refused);
        Assert.Equal(["bad_shape|2", "bad_tag|2", "unknown_key|1"],
            _fixture.Rows("SELECT verdict, sum(count) FROM tally GROUP BY verdict ORDER BY verdict"));
        Assert.Equal(["257|bad_tag", "0|unknown_key", "257|bad_tag", "0|bad_shape", "0|bad_shape"],
            _fixture.Rows("SELECT kid, verdict FROM quarantine ORDER BY id"));
    }

    [Fact]
    public void A_repetition_is_answered_again_because_the_first_answer_may_be_lost()
    {
        Sent sent = Device.Live();
        Come(sent);
        _ingester.Step(0);
        Come(sent);
        _ingester.Step(0);
        Assert.Equal(["1 1-1", "1 1-1"], Receipts());
    }

    [Fact]
    public void What_cannot_be_stored_is_neither_acknowledged_nor_answered()
    {
        Sent sent = Device.Live();
        Come(sent);
        using (SqliteConnection other = new($"Data Source={_fixture.Path};Pooling=False"))
        {
            other.Open();
            new SqliteCommand("DROP TABLE record", other).ExecuteNonQuery();
        }

        Assert.Throws<SqliteException>(() => _ingester.Step(0));
        Assert.Empty(_client.Acknowledged);
        Assert.Empty(_client.Unsure);
        Assert.Equal(0, _ingester.Counts.Messages);
    }

    [Fact]
    public void A_batch_ends_at_its_limit_and_the_rest_waits_at_the_broker()
    {
        Come([.. Enumerable.Range(0, Ingester.MaxBatch + 1).Select(_ => Device.Live())]);
        _ingester.Step(0);
        Assert.Equal(Ingester.MaxBatch, _client.Acknowledged.Count);
        Assert.Single(_client.Incoming);
    }

    [Fact]
    public void The_newest_notice_of_a_connection_is_kept()
    {
        ReportingDevice device = new(1, macKey: KeyDerivation.MacKey(KeyDerivation.DeviceRoot(new byte[32], "test", [0, 0, 0, 1]), 1));
        var notices = device.Notices();
        Assert.True(notices.TryBegin(1));
        string online = notices.Online, lost = notices.Lost;
        foreach (string text in (string[])[lost, online])
        {
            Come(new Sent(0, 0, Encoding.ASCII.GetBytes(notices.Topic), Encoding.ASCII.GetBytes(text)));
        }

        _ingester.Step(0);
        Assert.Equal(["1|0"], _fixture.Rows("SELECT connection, state FROM link")); // the end outweighs the beginning
        Assert.Equal(2, _ingester.Counts.Of(RecordVerdict.Notice));
    }

    private void Come(params Sent[] records)
    {
        foreach (Sent sent in records)
        {
            MqttMessage message = new(Encoding.ASCII.GetString(sent.Topic), sent.Message);
            _client.Incoming.Enqueue(new MqttEvent(MqttEventKind.Message, 0, message));
        }
    }

    // As `DEVICE FIRST-LAST`, verified.
    private IEnumerable<string> Receipts() => _client.Unsure.Select(sent =>
    {
        byte[] topic = Encoding.ASCII.GetBytes(sent.Topic);
        Assert.Equal(RecordVerdict.Receipt, _keys.VerifyReceipt(topic, sent.Payload, out Receipt receipt));
        return $"{sent.Topic[^3]} {receipt.First}-{receipt.Last}";
    });
}
