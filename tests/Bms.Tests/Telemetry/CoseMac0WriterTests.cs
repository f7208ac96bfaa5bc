using Bms.Ports;
using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Telemetry;

public class CoseMac0WriterTests
{
    // A record of 24 cells and 8 probes, signed independently with Python's hmac and accepted by the npm package @auth0/cose 1.0.2.
    private const string WorkedKey = "8EFBFBBA7426C9B9518AA11974340CE24A94FC4BBC1E461264E048688FBC56A7";
    private const string WorkedTopic = "bms/v1/3f/demo/00010203/t";
    private const string WorkedMessage =
        "844AA2010504450001020301A05871AE000101184D02010348000000000000000004191770051A6AB13B8106020719CF8008393038091922330A1926B80B5830"
        + "0CE40CE50CE60CE70CE80CE90CEA0CEB0CEC0CED0CEE0CEF0CF00CF10CF20CF30CF40CF50CF60CF70CF80CF90CFA0CFB0C4841424344454647480D1A80010203"
        + "58200E2B0615E6C73AA053DBAF25DF58D6A11B048B7F5AE6F09B5D4B67245C5401C5";

    [Fact]
    public void Signs_the_worked_example_byte_for_byte()
    {
        CborWriter payload = WorkedPayload();
        CoseMac0Writer cose = new(new ManagedHmacSha256(Convert.FromHexString(WorkedKey)), [0, 1, 2, 3, 1], 200, 64);
        Assert.True(cose.TrySign(DeviceIdentity.Ascii(WorkedTopic), payload.Buffer, payload.Length));
        Assert.Equal(113, payload.Length);
        Assert.Equal(WorkedMessage, Convert.ToHexString(cose.Message, 0, cose.Length));
        Assert.EndsWith(Convert.ToHexString(cose.Tag), WorkedMessage);
    }

    [Fact]
    public void The_signed_bytes_are_the_MAC_structure_of_RFC_9052()
    {
        RecordingMac mac = new();
        CoseMac0Writer cose = new(mac, [7, 7, 7, 7, 7], 40, 40);
        Assert.True(cose.TrySign("x/y"u8.ToArray(), [0xA0, 0xFF], 1));
        Assert.Equal("84" + "644D414330" + "4AA20105044507070707" + "07" + "43782F79" + "41A0", mac.Signed);
        Assert.Equal("84" + "4AA2010504450707070707" + "A0" + "41A0" + "5820" + new string('0', 64),
            Convert.ToHexString(cose.Message, 0, cose.Length));
    }

    [Fact]
    public void Takes_the_longest_payload_and_topic_that_it_was_made_for_and_nothing_longer()
    {
        foreach (int size in (int[])[10, 23, 24, 255, 256, 1000])
        {
            RecordingMac mac = new();
            CoseMac0Writer cose = new(mac, new byte[5], size, 50);
            Assert.True(cose.TrySign(new byte[50], new byte[size], size));
            Assert.True(cose.Length <= size + CoseMac0Writer.Overhead);
            mac.Signed = null;
            Assert.False(cose.TrySign(new byte[2000], new byte[size], size));
            Assert.Null(mac.Signed);
        }
    }

    private static CborWriter WorkedPayload()
    {
        CborWriter w = new(new byte[200]);
        w.BeginMap();
        w.Pair(0, 1);
        w.Pair(1, 77);
        w.Pair(2, 1);
        w.Key(3);
        w.Bytes(new byte[8], 0, 8);
        w.Pair(4, 6000);
        w.Pair(5, 0x6AB13B81);
        w.Pair(6, 2);
        w.Pair(7, 53120);
        w.Pair(8, -12345);
        w.Pair(9, 0x2233);
        w.Pair(10, 0x26B8);
        w.Key(11);
        w.BytesHead(48);
        for (int cell = 0; cell < 24; cell++)
        {
            w.Word(3300 + cell);
        }

        w.Key(12);
        w.BytesHead(8);
        for (int probe = 0; probe < 8; probe++)
        {
            w.Byte(0x41 + probe);
        }

        w.Pair(13, 0x80010203);
        w.EndMap();
        return w;
    }

    private sealed class RecordingMac : IMac
    {
        public string? Signed { get; set; }

        public void ComputeTag(byte[] data, int length, byte[] tag)
        {
            Signed = Convert.ToHexString(data, 0, length);
        }
    }
}
