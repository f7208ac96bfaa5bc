using Bms.Boards;
using Bms.Ports;
using Bms.Telemetry;
using Bms.Tests.Telemetry;
using Xunit;

namespace Bms.Tests.Boards;

/// <summary>A record is delivered when the store says so: with it, without it, and with a store that comes back.</summary>
public class ConfirmedLinkTests
{
    private const string Topic = "bms/v1/05/demo/00010203/t";

    private readonly FakeLink _link = new();
    private readonly FakeInbox _inbox = new();
    private readonly ManagedHmacSha256 _mac = new(ReceiptReaderTests.Key);
    private readonly ConfirmedLink _confirmed;

    public ConfirmedLinkTests()
    {
        ReceiptReader reader = new(_mac, new DeviceIdentity("demo", [0, 1, 2, 3], 1));
        _confirmed = new ConfirmedLink(_link, _inbox, reader);
    }

    [Fact]
    public void The_brokers_word_alone_does_not_end_a_record()
    {
        int handle = Publish(1);
        _link.Report(handle, true);
        Assert.Equal(0, _confirmed.TakeFinished(out _));
        Answer(1, 1);
        Assert.Equal(handle, _confirmed.TakeFinished(out bool delivered));
        Assert.True(delivered);
        Assert.Equal(0, _confirmed.TakeFinished(out _));
    }

    [Fact]
    public void A_receipt_may_overtake_the_brokers_word_which_then_ends_nothing_more()
    {
        int handle = Publish(1);
        Answer(1, 1);
        Assert.Equal(handle, _confirmed.TakeFinished(out bool delivered));
        Assert.True(delivered);
        _link.Report(handle, true);
        Assert.Equal(0, _confirmed.TakeFinished(out _));
    }

    [Fact]
    public void A_receipt_ends_the_records_of_its_range_and_no_other()
    {
        int[] handles = [.. Enumerable.Range(1, 5).Select(Publish)];
        Answer(2, 4);
        List<int> ended = [];
        for (int handle = _confirmed.TakeFinished(out _); handle != 0; handle = _confirmed.TakeFinished(out _))
        {
            ended.Add(handle);
        }

        Assert.Equal(handles[1..4], ended);
    }

    [Fact]
    public void What_the_link_gives_up_is_given_back_at_once()
    {
        int handle = Publish(1);
        _link.Report(handle, false);
        Assert.Equal(handle, _confirmed.TakeFinished(out bool delivered));
        Assert.False(delivered);
    }

    [Fact]
    public void Without_a_receipt_a_record_is_given_back_after_30_s_then_after_60_and_at_last_after_600()
    {
        List<long> waits_s = [];
        for (int i = 0; i < 7; i++)
        {
            int handle = Publish(1);
            _link.Report(handle, true);
            _confirmed.TakeFinished(out _);
            long start_ms = _confirmed.Now_ms;
            int ended;
            bool delivered;
            while ((ended = _confirmed.TakeFinished(out delivered)) == 0)
            {
                _confirmed.Now_ms += 1000;
            }

            Assert.Equal((handle, false), (ended, delivered));
            waits_s.Add((_confirmed.Now_ms - start_ms) / 1000);
        }

        Assert.Equal([30, 60, 120, 240, 480, 600, 600], waits_s);
        Publish(2);
        Answer(2, 2);
        _confirmed.TakeFinished(out _); // the store is back
        _link.Report(Publish(3), true);
        _confirmed.TakeFinished(out _);
        _confirmed.Now_ms += ConfirmedLink.FirstPatience_ms;
        Assert.NotEqual(0, _confirmed.TakeFinished(out _));
    }

    [Theory]
    [InlineData(8, 1)] // of another boot
    [InlineData(7, 2)] // of another record
    public void A_receipt_for_something_else_ends_nothing(int boot, int sequence)
    {
        Publish(1);
        Answer(sequence, sequence, boot);
        Assert.Equal(0, _confirmed.TakeFinished(out _));
    }

    [Fact]
    public void A_forged_receipt_ends_nothing()
    {
        Publish(1);
        Answer(1, 1);
        _inbox.Messages[0][^1] ^= 1;
        Assert.Equal(0, _confirmed.TakeFinished(out _));
        Assert.Equal(0, _confirmed.Receipts);
    }

    [Fact]
    public void An_outbox_lives_with_a_store_that_is_away_and_comes_back()
    {
        Outbox outbox = new(4, 200);
        _link.Delivers = true;
        for (int i = 1; i <= 3; i++)
        {
            byte[] record = Record(i);
            outbox.TryAdd(Topic, record, record.Length, false, false);
        }

        outbox.Pump(_confirmed);
        outbox.Pump(_confirmed);
        Assert.Equal((3, 3), (outbox.Count, _link.Published.Count));
        _confirmed.Now_ms += ConfirmedLink.FirstPatience_ms;
        outbox.Pump(_confirmed);
        Assert.Equal((3, 6), (outbox.Count, _link.Published.Count)); // again, as the same bytes
        Assert.Equal(_link.Published[0].Message, _link.Published[3].Message);
        Answer(1, 3);
        outbox.Pump(_confirmed);
        Assert.Equal(0, outbox.Count);
    }

    [Fact]
    public void More_records_than_it_has_places_for_push_out_the_oldest_and_break_nothing()
    {
        int[] handles = [.. Enumerable.Range(1, 100).Select(Publish)];
        Answer(1, 100);
        HashSet<int> ended = [];
        for (int handle = _confirmed.TakeFinished(out _); handle != 0; handle = _confirmed.TakeFinished(out _))
        {
            Assert.True(ended.Add(handle));
        }

        Assert.Equal(24, ended.Count);
        Assert.Contains(handles[^1], ended);
    }

    private int Publish(int sequence)
    {
        byte[] record = Record(sequence);
        return _confirmed.Publish(Topic, record, record.Length, false);
    }

    // Of boot 7.
    private byte[] Record(int sequence)
    {
        CborWriter payload = new(new byte[100]);
        payload.BeginMap();
        TelemetryFields.Stamp(payload, new RecordStamp { Boot = 7, Sequence = sequence, Uptime_ms = 1000 });
        payload.EndMap();
        return Sign(Topic, payload.Buffer[..payload.Length]);
    }

    private void Answer(int first, int last, int boot = 7)
    {
        CborWriter payload = new(new byte[40]);
        payload.BeginMap();
        payload.Pair(0, 1);
        payload.Pair(1, boot);
        payload.Pair(84, first);
        payload.Pair(85, last);
        payload.EndMap();
        _inbox.Messages.Add(Sign("bms/v1/05/demo/00010203/c", payload.Buffer[..payload.Length]));
    }

    private byte[] Sign(string topic, byte[] payload)
    {
        CoseMac0Writer writer = new(_mac, [0, 1, 2, 3, 1], 100, 60);
        Assert.True(writer.TrySign(DeviceIdentity.Ascii(topic), payload, payload.Length));
        return writer.Message[..writer.Length];
    }

    private sealed class FakeInbox : IInbox
    {
        public List<byte[]> Messages { get; } = [];

        public int Take(byte[] buffer)
        {
            if (Messages.Count == 0)
            {
                return 0;
            }

            byte[] next = Messages[0];
            Messages.RemoveAt(0);
            next.CopyTo(buffer, 0);
            return next.Length;
        }
    }
}
