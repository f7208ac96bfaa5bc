using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Bms.Records.Tests;

public class CoseMac0Tests
{
    private static readonly byte[] Topic = Encoding.UTF8.GetBytes(WorkedExample.Topic);

    [Fact]
    public void Opens_the_worked_example()
    {
        Assert.True(CoseMac0.TryParse(WorkedExample.Message, out CoseMac0 cose));
        Assert.Equal([0, 1, 2, 3, 1], cose.Kid.ToArray());
        Assert.Equal(113, cose.Payload.Length);
        Assert.Equal(15, cose.PayloadOffset);
        Assert.Equal(WorkedExample.Message[^32..], cose.Tag.ToArray());
        Assert.True(IsAuthentic(cose, WorkedExample.MacKey, Topic));
        Assert.True(CoseOracle.IsAuthentic(WorkedExample.Message, WorkedExample.MacKey, Topic));
    }

    [Fact]
    public void Another_topic_or_another_key_is_not_authentic()
    {
        Assert.True(CoseMac0.TryParse(WorkedExample.Message, out CoseMac0 cose));
        for (int i = 0; i < Topic.Length; i++)
        {
            byte[] moved = [.. Topic];
            moved[i] ^= 1;
            Assert.False(IsAuthentic(cose, WorkedExample.MacKey, moved));
            Assert.False(IsAuthentic(cose, WorkedExample.MacKey, Topic.AsSpan(0, i)));
        }

        Assert.False(IsAuthentic(cose, WorkedExample.MacKey, [.. Topic, 0]));
        Assert.False(IsAuthentic(cose, WorkedExample.MacKey, new byte[CoseMac0.MaxTopic_bytes]));
        Assert.False(IsAuthentic(cose, WorkedExample.MacKey, new byte[CoseMac0.MaxTopic_bytes + 1]));
        Assert.False(IsAuthentic(cose, new byte[32], Topic));
    }

    // Payloads and topics on both sides of every change of a head's length, judged by the general verifier.
    [Fact]
    public void Agrees_with_the_general_verifier_for_every_length()
    {
        byte[] key = [1, 2, 3];
        foreach (int payload in (int[])[0, 1, 23, 24, 25, 255, 256, 257, 900])
        {
            foreach (int topic in (int[])[0, 1, 23, 24, 255, 256])
            {
                byte[] aad = new byte[topic];
                byte[] message = Sign(key, aad, new byte[payload]);
                Assert.True(CoseOracle.IsAuthentic(message, key, aad));
                Assert.True(CoseMac0.TryParse(message, out CoseMac0 cose));
                Assert.True(IsAuthentic(cose, key, aad));
            }
        }
    }

    [Fact]
    public void A_message_over_the_limit_is_refused_unread()
    {
        int envelope = Sign([1], [], new byte[300]).Length - 300;
        Assert.True(CoseMac0.TryParse(Sign([1], [], new byte[CoseMac0.MaxMessage_bytes - envelope]), out _));
        Assert.False(CoseMac0.TryParse(Sign([1], [], new byte[CoseMac0.MaxMessage_bytes - envelope + 1]), out _));
    }

    [Fact]
    public void Every_change_of_the_envelope_is_refused()
    {
        string good = Convert.ToHexString(WorkedExample.Message);
        Assert.False(Parses("D1" + good));
        Assert.False(Parses("9F" + good[2..] + "FF"));
        Assert.False(Parses(good.Replace("4AA2010504", "4AA2010404")));
        Assert.False(Parses(good.Replace("4AA2010504", "580AA2010504")));
        Assert.False(Parses(good.Replace("A05871AE", "A10105" + "5871AE")));
        Assert.False(Parses(good.Replace("A05871AE", "A0" + "590071AE")));
        Assert.False(Parses(good.Replace("58200E2B", "5900200E2B")));
        Assert.False(Parses(good.Replace("58200E2B", "581F0E2B")[..^2]));
        Assert.False(Parses(""));
    }

    private static bool IsAuthentic(in CoseMac0 cose, byte[] key, ReadOnlySpan<byte> topic)
    {
        using IncrementalHash hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        return cose.IsAuthentic(hmac, topic);
    }

    private static bool Parses(string hex) => CoseMac0.TryParse(Convert.FromHexString(hex), out _);

    private static byte[] Sign(byte[] key, byte[] topic, byte[] payload)
    {
        Bms.Telemetry.CoseMac0Writer writer = new(new Bms.Telemetry.ManagedHmacSha256(key), new byte[5], payload.Length, topic.Length);
        Assert.True(writer.TrySign(topic, payload, payload.Length));
        return writer.Message[..writer.Length];
    }
}
