using Bms.Boards;
using System.Text;
using Bms.Storage;
using Bms.Telemetry;
using Xunit;

namespace Bms.Records.Tests;

/// <summary>Notices signed by the firmware's own code, and everything that is not quite one.</summary>
public class LinkNoticeTests
{
    private readonly TestDevice _device = new();
    private readonly FleetVerifier _verifier;
    private readonly LinkNotices _notices;
    private readonly byte[] _topic;

    public LinkNoticeTests()
    {
        _verifier = new FleetVerifier([_device.Key]);
        var store = new SlotStore();
        BootCounter.TryProvision(store, 1);
        var boot = new BootCounter(store, 1);
        Assert.True(boot.TryAdvance());
        _notices = new LinkNotices(_device.Identity, _device.Mac, boot);
        _topic = Encoding.ASCII.GetBytes(_notices.Topic);
        Assert.True(_notices.TryBegin(1234));
    }

    [Fact]
    public void What_the_firmware_says_of_its_connection_is_understood()
    {
        Assert.Equal(new LinkNotice(1, 1, 1, LinkState.Online, 1234), Verify(_notices.Online));
        Assert.Equal(new LinkNotice(1, 1, 1, LinkState.Lost, 1234), Verify(_notices.Lost));
        Assert.Equal(new LinkNotice(1, 1, 1, LinkState.Closed, 9999), Verify(_notices.Closed(9999)));
        _notices.TryBegin(2000);
        Assert.Equal(2, Verify(_notices.Online).Connection);
    }

    [Fact]
    public void A_notice_is_no_record_and_moves_no_chain()
    {
        Assert.Equal(RecordVerdict.Notice, _verifier.Verify(_topic, Encoding.ASCII.GetBytes(_notices.Lost), out _));
        Assert.Equal((1, 0L), (_verifier.Count(RecordVerdict.Notice), _verifier.Accepted));
        Sent first = _device.Live();
        Assert.Equal(RecordVerdict.Accepted, _verifier.Verify(first.Topic, first.Message, out _));

        // The bare envelope of a notice on a record's topic, and a record's on the notices' one.
        byte[] bare = System.Buffers.Text.Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(_notices.Lost));
        Assert.False(_verifier.Verify(first.Topic, bare, out _).IsAuthentic());
        string text = System.Buffers.Text.Base64Url.EncodeToString(first.Message);
        Assert.Equal(RecordVerdict.BadTag, _verifier.Verify(_topic, Encoding.ASCII.GetBytes(text), out _));
    }

    [Fact]
    public void No_changed_character_and_no_cut_text_passes()
    {
        byte[] good = Encoding.ASCII.GetBytes(_notices.Lost);
        for (int i = 0; i < good.Length; i++)
        {
            byte[] changed = [.. good];
            changed[i] = (byte)(changed[i] == 'A' ? 'B' : 'A');
            Assert.NotEqual(RecordVerdict.Notice, _verifier.Verify(_topic, changed, out _));
            Assert.NotEqual(RecordVerdict.Notice, _verifier.Verify(_topic, good.AsSpan(0, i), out _));
        }

        Assert.Equal(RecordVerdict.BadShape, _verifier.Verify(_topic, new byte[600], out _));
        Assert.Equal(RecordVerdict.BadShape, _verifier.Verify(_topic, "lost"u8, out _));
    }

    [Fact]
    public void A_notice_on_another_topic_or_of_another_device_is_refused()
    {
        byte[] text = Encoding.ASCII.GetBytes(_notices.Lost);
        byte[] other = Encoding.ASCII.GetBytes(_notices.Topic.Replace("00000001", "00000002", StringComparison.Ordinal));
        Assert.Equal(RecordVerdict.WrongTopic, _verifier.Verify(other, text, out _));
        Assert.Equal(RecordVerdict.UnknownKey, new FleetVerifier([new TestDevice(2).Key]).Verify(_topic, text, out _));
    }

    [Fact]
    public void A_later_boot_or_connection_and_an_end_in_order_supersede()
    {
        LinkNotice[] rising =
        [
            new(1, 1, 1, LinkState.Online, 0), new(1, 1, 1, LinkState.Lost, 0), new(1, 1, 1, LinkState.Closed, 0),
            new(1, 1, 2, LinkState.Online, 0), new(1, 2, 1, LinkState.Lost, 0),
        ];
        for (int i = 0; i < rising.Length; i++)
        {
            for (int j = 0; j < rising.Length; j++)
            {
                Assert.Equal(i > j, rising[i].Supersedes(rising[j]));
            }
        }
    }

    private LinkNotice Verify(string text)
    {
        Assert.Equal(RecordVerdict.Notice, _verifier.VerifyNotice(_topic, Encoding.ASCII.GetBytes(text), out LinkNotice notice));
        return notice;
    }

    private sealed class SlotStore : Ports.IStateStore
    {
        private readonly byte[]?[] _slots = new byte[2][];

        public int SlotCount => 2;

        public int SlotSize => 24;

        public bool TryRead(int slot, byte[] buffer)
        {
            _slots[slot]?.CopyTo(buffer, 0);
            return _slots[slot] is not null;
        }

        public bool TryWrite(int slot, byte[] buffer)
        {
            _slots[slot] = [.. buffer];
            return true;
        }
    }
}
