using Xunit;

namespace Bms.Mqtt.Tests;

/// <summary>The bytes that MQTT 3.1.1 itself prints as examples, and what must not be written.</summary>
public class MqttPacketWriterTests
{
    // Table 2.4: the smallest and the largest length of each size.
    [Theory]
    [InlineData(0, 2)]
    [InlineData(127, 1 + 1 + 127)]
    [InlineData(128, 1 + 2 + 128)]
    [InlineData(16_383, 1 + 2 + 16_383)]
    [InlineData(16_384, 1 + 3 + 16_384)]
    [InlineData(2_097_151, 1 + 3 + 2_097_151)]
    [InlineData(2_097_152, 1 + 4 + 2_097_152)]
    [InlineData(268_435_455, 1 + 4 + 268_435_455)]
    public void The_length_field_takes_as_many_bytes_as_table_2_4_says(int body_bytes, int packet_bytes)
    {
        Assert.Equal(packet_bytes, MqttPacketWriter.Size(body_bytes));
    }

    // Section 2.2.3: 321 is written as 193, 2.
    [Theory]
    [InlineData(64, "40")]
    [InlineData(321, "C102")]
    [InlineData(16_383, "FF7F")]
    [InlineData(16_384, "808001")]
    public void The_length_is_written_low_seven_bits_first(int body_bytes, string expected)
    {
        byte[] packet = Written(MqttPacketWriter.Size(body_bytes), (ref MqttPacketWriter w) =>
            w.Publish(new MqttPublish { Topic = "t", Payload = new byte[body_bytes - 3] }));
        Assert.Equal(expected, Convert.ToHexString(packet, 1, expected.Length / 2));
    }

    // Figure 1.1: A and U+2A6D4.
    [Fact]
    public void A_text_is_its_length_and_its_UTF_8()
    {
        byte[] packet = Written(9, (ref MqttPacketWriter w) => w.Publish(new MqttPublish { Topic = "A\U0002A6D4" }));
        Assert.Equal("3007" + "000541F0AA9B94", Convert.ToHexString(packet));
    }

    // Figure 3.6 has the head; the rest follows in the order of 3.1.3.
    [Fact]
    public void CONNECT_is_that_of_figure_3_6()
    {
        MqttConnect connect = new()
        {
            ClientId = "c", CleanSession = true, KeepAlive_s = 10, User = "u", Password = new byte[] { 1, 2 },
            Will = new MqttWill("w", new byte[] { 9 }, MqttQos.AtLeastOnce, false),
        };
        byte[] packet = Written(MqttPacketWriter.Size(connect), (ref MqttPacketWriter w) => w.Connect(connect));
        Assert.Equal("101A" + "00044D51545404CE000A" + "000163" + "000177" + "000109" + "000175" + "00020102", Convert.ToHexString(packet));
    }

    // Figure 3.11: topic a/b, packet id 10.
    [Fact]
    public void PUBLISH_is_that_of_figure_3_11()
    {
        byte[] packet = Written(11, (ref MqttPacketWriter w) => w.Publish(new MqttPublish
        {
            Topic = "a/b", PacketId = 10, Qos = MqttQos.AtLeastOnce, Retain = true, Duplicate = true, Payload = "hi"u8,
        }));
        Assert.Equal("3B09" + "0003612F62000A" + "6869", Convert.ToHexString(packet));
    }

    // Figures 3.20 to 3.23: a/b with QoS 1 and c/d with QoS 2.
    [Fact]
    public void SUBSCRIBE_and_its_answer_are_those_of_the_figures()
    {
        MqttSubscription[] asked = [new("a/b", MqttQos.AtLeastOnce), new("c/d", MqttQos.ExactlyOnce)];
        byte[] packet = Written(MqttPacketWriter.Size(asked), (ref MqttPacketWriter w) => w.Subscribe(10, asked));
        Assert.Equal("820E" + "000A" + "0003612F6201" + "0003632F6402", Convert.ToHexString(packet));
        Assert.Equal("9005000A000280", Hex(7, (ref MqttPacketWriter w) => w.SubscribeAck(10, [0, 2, 128])));
    }

    // Figure 3.30.
    [Fact]
    public void UNSUBSCRIBE_is_that_of_figure_3_30()
    {
        string[] filters = ["a/b", "c/d"];
        byte[] packet = Written(MqttPacketWriter.Size(filters), (ref MqttPacketWriter w) => w.Unsubscribe(10, filters));
        Assert.Equal("A20C" + "000A" + "0003612F62" + "0003632F64", Convert.ToHexString(packet));
    }

    [Fact]
    public void The_short_packets_are_those_of_the_specification()
    {
        Assert.Equal("20020100", Hex(4, (ref MqttPacketWriter w) => w.ConnectAck(true, 0)));
        Assert.Equal("20020005", Hex(4, (ref MqttPacketWriter w) => w.ConnectAck(false, 5)));
        Assert.Equal("4002000A", Hex(4, (ref MqttPacketWriter w) => w.PublishAck(10)));
        Assert.Equal("B002000A", Hex(4, (ref MqttPacketWriter w) => w.UnsubscribeAck(10)));
        Assert.Equal("C000", Hex(2, (ref MqttPacketWriter w) => w.Empty(MqttPacketType.PingRequest)));
        Assert.Equal("D000", Hex(2, (ref MqttPacketWriter w) => w.Empty(MqttPacketType.PingResponse)));
        Assert.Equal("E000", Hex(2, (ref MqttPacketWriter w) => w.Empty(MqttPacketType.Disconnect)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/+")]
    [InlineData("#")]
    [InlineData("a\0")]
    public void A_topic_that_is_none_is_refused(string topic)
    {
        Assert.ThrowsAny<ArgumentException>(() =>
            Written(100, (ref MqttPacketWriter w) => w.Publish(new MqttPublish { Topic = topic })));
    }

    // A test's data cannot hold half a character, so this one is by itself.
    [Fact]
    public void A_text_that_is_no_Unicode_is_refused()
    {
        string half = new('\uD800', 1);
        Assert.False(MqttText.IsTopic(half));
        Assert.ThrowsAny<ArgumentException>(() => Written(100, (ref MqttPacketWriter w) => w.Publish(new MqttPublish { Topic = half })));
    }

    [Theory]
    [InlineData(MqttQos.AtMostOnce, 1)]
    [InlineData(MqttQos.AtLeastOnce, 0)]
    [InlineData(MqttQos.AtLeastOnce, 65_536)]
    public void A_packet_id_that_does_not_fit_is_refused(MqttQos qos, int packetId)
    {
        Assert.Throws<ArgumentException>(() =>
            Written(100, (ref MqttPacketWriter w) => w.Publish(new MqttPublish { Topic = "t", Qos = qos, PacketId = packetId })));
    }

    [Fact]
    public void What_a_CONNECT_must_not_say_is_refused()
    {
        Refuse(new MqttConnect { ClientId = "", CleanSession = false });
        Refuse(new MqttConnect { KeepAlive_s = 65_536 });
        Refuse(new MqttConnect { Password = new byte[1] });
        Refuse(new MqttConnect { Will = new MqttWill("a/#", default, MqttQos.AtMostOnce, false) });
        Refuse(new MqttConnect { Will = new MqttWill("a", new byte[65_536], MqttQos.AtMostOnce, false) });
    }

    [Fact]
    public void Nothing_is_written_into_a_buffer_that_is_too_short()
    {
        byte[] buffer = new byte[10];
        Assert.Throws<ArgumentException>(() => new MqttPacketWriter(buffer).Publish(new MqttPublish { Topic = "a/b/c/d/e" }));
        Assert.All(buffer, b => Assert.Equal(0, b));
    }

    private delegate void Write(ref MqttPacketWriter writer);

    private static void Refuse(MqttConnect connect) => Assert.ThrowsAny<ArgumentException>(() =>
        Written(70_000, (ref MqttPacketWriter w) => w.Connect(connect)));

    private static string Hex(int size, Write write) => Convert.ToHexString(Written(size, write));

    private static byte[] Written(int size, Write write)
    {
        byte[] buffer = new byte[size];
        MqttPacketWriter writer = new(buffer);
        write(ref writer);
        Assert.Equal(size, writer.Length);
        return buffer;
    }
}
