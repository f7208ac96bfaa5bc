using Xunit;

namespace Bms.Mqtt.Tests;

public class MqttPacketReaderTests
{
    public static TheoryData<string> Samples => [.. Packets.Samples];

    [Theory]
    [InlineData("101A00044D51545404CE000A00016300017700010900017500020102", "Connect c True 10 [w 09 AtLeastOnce False] u 0102")]
    [InlineData("101000044D5154540400000000046E616D65", "Connect name False 0 [-] - -")]
    [InlineData("20020100", "ConnectAck 0 True")]
    [InlineData("3B090003612F62000A6869", "Publish a/b 6869 AtLeastOnce True True 10")]
    [InlineData("30050003612F62", "Publish a/b  AtMostOnce False False 0")]
    [InlineData("3007000541F0AA9B94", "Publish A\U0002A6D4  AtMostOnce False False 0")]
    [InlineData("3006" + "0004EFBBBF61", "Publish \uFEFFa  AtMostOnce False False 0")]
    [InlineData("9005000A000280", "SubscribeAck 000280 10")]
    public void Reads_the_examples_of_the_specification(string hex, string expected)
    {
        Assert.Equal(expected, Packets.Read(Convert.FromHexString(hex)));
    }

    [Theory]
    [InlineData("0000", "type 0")]
    [InlineData("5002000A", "type 5")]
    [InlineData("F000", "type 15")]
    [InlineData("C100", "flags of PingRequest are 1")]
    [InlineData("800E000A0003612F6201", "flags of Subscribe are 0")]
    [InlineData("36050003612F62", "flags of Publish are 6")]
    [InlineData("38050003612F62", "flags of Publish are 8")]
    [InlineData("30FFFFFFFF7F", "more than four bytes")]
    [InlineData("C00100", "longer than its contents")]
    [InlineData("4003000A00", "longer than its contents")]
    [InlineData("40020000", "packet id is 0")]
    [InlineData("40010A", "ends too early")]
    [InlineData("30020000", "topic is empty")]
    [InlineData("30050003612F2B", "wild card")]
    [InlineData("30030001C3", "no UTF-8")]
    [InlineData("30050003EDA080", "no UTF-8")]
    [InlineData("3003000100", "U+0000")]
    [InlineData("3004000541F0", "ends too early")]
    [InlineData("2002010005", "")]
    [InlineData("20020105", "CONNACK has flags")]
    [InlineData("20020200", "CONNACK has flags")]
    [InlineData("9003000A03", "SUBACK has a code")]
    [InlineData("9002000A", "SUBACK has a code")]
    [InlineData("8202000A", "ends too early")]
    [InlineData("8206000A00016103", "QoS above 2")]
    [InlineData("8208000A0003612361" + "01", "wild card in the wrong place")]
    [InlineData("100E00044D515454050000000002" + "6162", "not of MQTT 3.1.1")]
    [InlineData("100E00044D515454040100000002" + "6162", "reserved flag")]
    [InlineData("100E00044D515454040800000002" + "6162", "flags of a will")]
    [InlineData("100E00044D515454041C00000002" + "6162", "flags of a will")]
    [InlineData("100E00044D515454044000000002" + "6162", "password without a user")]
    public void What_breaks_a_rule_is_named(string hex, string expected)
    {
        byte[] bytes = Convert.FromHexString(hex);
        if (expected.Length == 0)
        {
            Assert.Equal("ConnectAck 0 True", Packets.Read(bytes)); // what follows a packet is not its business
            return;
        }

        MqttException e = Assert.Throws<MqttException>(() => Packets.Read(bytes));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_packet_cut_anywhere_is_not_complete(string hex)
    {
        byte[] whole = Convert.FromHexString(hex);
        Assert.NotNull(Packets.Read(whole));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Null(Packets.Read(whole.AsSpan(0, length)));
        }
    }

    // The length field is made to agree with what is left: the contents then end too early, wherever that is.
    [Theory, MemberData(nameof(Samples))]
    public void A_body_cut_anywhere_is_refused_unless_what_is_left_is_a_packet(string hex)
    {
        byte[] whole = Convert.FromHexString(hex);
        for (int length = 2; length < whole.Length; length++)
        {
            byte[] cut = [whole[0], (byte)(length - 2), .. whole[2..length]];
            try
            {
                string? read = Packets.Read(cut);
                bool mayEndAnywhere = read!.StartsWith("Publish ", StringComparison.Ordinal)
                    || read.StartsWith("Sub", StringComparison.Ordinal) || read.StartsWith("Unsub", StringComparison.Ordinal);
                Assert.True(mayEndAnywhere, $"{Convert.ToHexString(cut)} was read as {read}");
            }
            catch (MqttException)
            {
                continue;
            }
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public void Every_flipped_bit_gives_a_packet_or_one_kind_of_error(string hex)
    {
        byte[] whole = Convert.FromHexString(hex);
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Packets.Read(damaged);
            }
            catch (MqttException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    [Fact]
    public void A_packet_beyond_the_limit_is_refused_by_its_header_alone()
    {
        byte[] header = [0x30, 0xFF, 0xFF, 0xFF, 0x7F];
        MqttException e = Assert.Throws<MqttException>(() => MqttPacketReader.TryReadHeader(header, 4096, out _));
        Assert.Contains("268435460 bytes is announced; at most 4096", e.Message, StringComparison.Ordinal);
        Assert.True(MqttPacketReader.TryReadHeader(header, int.MaxValue, out MqttHeader read));
        Assert.Equal((5, 268_435_455), (read.HeaderLength, read.BodyLength));
    }

    [Fact]
    public void A_reader_refuses_a_packet_of_another_type()
    {
        byte[] packet = [0x40, 2, 0, 10];
        Assert.True(MqttPacketReader.TryReadHeader(packet, 100, out MqttHeader header));
        Assert.Contains("PublishAck came where ConnectAck should be",
            Assert.Throws<MqttException>(() => MqttPacketReader.ForBody(header, packet).ReadConnectAck(out _)).Message,
            StringComparison.Ordinal);
    }
}
