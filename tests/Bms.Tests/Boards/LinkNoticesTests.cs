using Bms.Boards;
using System.Security.Cryptography;
using Bms.Storage;
using Bms.Telemetry;
using Bms.Tests.Storage;
using Xunit;

namespace Bms.Tests.Boards;

public class LinkNoticesTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void Without_a_boot_counter_there_are_no_notices()
    {
        LinkNotices notices = Notices(out BootCounter boot, started: false);
        Assert.False(notices.TryBegin(5));
        Assert.True(boot.TryAdvance());
        Assert.True(notices.TryBegin(5));
    }

    [Fact]
    public void A_notice_is_a_signed_envelope_that_names_boot_connection_and_state()
    {
        LinkNotices notices = Notices(out _);
        Assert.Equal("bms/v1/" + notices.Topic[7..9] + "/demo/00010203/s", notices.Topic);
        Assert.True(notices.TryBegin(1000));
        Assert.True(notices.TryBegin(2000));
        Check(notices.Lost, notices.Topic, "A5" + "0001" + "0101" + "041907D0" + "181E02" + "181F00");
        Check(notices.Online, notices.Topic, "A5" + "0001" + "0101" + "041907D0" + "181E02" + "181F02");
        Check(notices.Closed(3000), notices.Topic, "A5" + "0001" + "0101" + "04190BB8" + "181E02" + "181F01");
    }

    internal static LinkNotices Notices(out BootCounter boot, bool started = true)
    {
        var store = new TornStore();
        BootCounter.TryProvision(store, 1);
        boot = new BootCounter(store, 1);
        Assert.True(!started || boot.TryAdvance());
        return new LinkNotices(new DeviceIdentity("demo", [0, 1, 2, 3], 1), new ManagedHmacSha256(s_key), boot);
    }

    // The envelope by hand: RFC 9052, sections 6.2 and 6.3, with .NET's HMAC.
    private static void Check(string text, string topic, string payloadHex)
    {
        byte[] message = System.Buffers.Text.Base64Url.DecodeFromChars(text);
        byte[] payload = Convert.FromHexString(payloadHex);
        byte[] head = Convert.FromHexString("844AA20105044500010203" + "01A0");
        Assert.Equal(head, message[..head.Length]);
        Assert.Equal([(byte)(0x40 + payload.Length), .. payload, 0x58, 0x20], message[head.Length..^32]);
        byte[] signed =
        [
            .. Convert.FromHexString("84644D414330" + "4AA2010504450001020301"),
            .. topic.Length < 24 ? throw new InvalidOperationException() : new byte[] { 0x58, (byte)topic.Length },
            .. System.Text.Encoding.ASCII.GetBytes(topic), (byte)(0x40 + payload.Length), .. payload,
        ];
        Assert.Equal(HMACSHA256.HashData(s_key, signed), message[^32..]);
    }
}
