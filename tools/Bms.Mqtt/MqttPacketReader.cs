using System.Buffers.Binary;

namespace Bms.Mqtt;

/// <summary>
/// Reads packets of MQTT 3.1.1 from a span, with every check that the specification asks of a receiver. Whatever breaks a rule is an
/// <see cref="MqttException"/> that names it. Nothing is read beyond the span, and no length is believed before it is checked.
/// </summary>
public ref struct MqttPacketReader
{
    private readonly MqttHeader _header;
    private ReadOnlySpan<byte> _rest;

    private MqttPacketReader(MqttHeader header, ReadOnlySpan<byte> body)
    {
        _header = header;
        _rest = body;
    }

    /// <summary>
    /// Reads the fixed header. Returns false when <paramref name="bytes"/> end within it.
    /// Throws <see cref="MqttException"/> when it is malformed or announces a packet of more than <paramref name="maxPacket_bytes"/>.
    /// </summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, int maxPacket_bytes, out MqttHeader header)
    {
        header = default;
        if (bytes.IsEmpty)
        {
            return false;
        }

        int type = bytes[0] >> 4;
        CheckFlags(type, bytes[0] & 15);
        int body_bytes = 0;
        for (int i = 1; i <= 4; i++)
        {
            if (i == bytes.Length)
            {
                return false;
            }

            body_bytes |= (bytes[i] & 127) << (7 * (i - 1));
            if (bytes[i] < 128)
            {
                header = new MqttHeader((MqttPacketType)type, bytes[0] & 15, i + 1, body_bytes);
                Require(header.PacketLength <= maxPacket_bytes,
                    $"a packet of {header.PacketLength} bytes is announced; at most {maxPacket_bytes} are taken");
                return true;
            }
        }

        throw new MqttException("the length of a packet has more than four bytes (2.2.3)");
    }

    /// <summary>A reader for the packet whose header was read and which is there in full.</summary>
    public static MqttPacketReader ForBody(MqttHeader header, ReadOnlySpan<byte> packet) =>
        new(header, packet.Slice(header.HeaderLength, header.BodyLength));

    /// <summary>CONNECT (3.1).</summary>
    public MqttConnect ReadConnect()
    {
        Expect(MqttPacketType.Connect);
        Require(Binary().SequenceEqual("MQTT"u8) && Byte() == 4, "CONNECT is not of MQTT 3.1.1 (3.1.2)");
        int flags = Byte();
        bool hasWill = (flags & 4) != 0;
        int willQos = (flags >> 3) & 3;
        Require((flags & 1) == 0, "the reserved flag of CONNECT is set (3.1.2.3)");
        Require(hasWill ? willQos < 3 : (flags & 56) == 0, "CONNECT has flags of a will that do not fit (3.1.2.6)");
        Require((flags & 192) != 64, "CONNECT has a password without a user (3.1.2.9)");
        int keepAlive_s = UInt16();
        string clientId = Text();
        MqttWill? will = hasWill ? new MqttWill(Topic(), Binary().ToArray(), (MqttQos)willQos, (flags & 32) != 0) : null;
        string? user = (flags & 128) != 0 ? Text() : null;
        byte[]? password = (flags & 64) != 0 ? Binary().ToArray() : null;
        End();
        return new MqttConnect
        {
            ClientId = clientId,
            CleanSession = (flags & 2) != 0,
            KeepAlive_s = keepAlive_s,
            Will = will,
            User = user,
            Password = password,
        };
    }

    /// <summary>CONNACK (3.2): the code, 0 = accepted.</summary>
    public int ReadConnectAck(out bool sessionPresent)
    {
        Expect(MqttPacketType.ConnectAck);
        int flags = Byte();
        int code = Byte();
        sessionPresent = flags == 1;
        Require(flags <= 1 && !(sessionPresent && code != 0), "CONNACK has flags that do not fit (3.2.2)");
        End();
        return code;
    }

    /// <summary>PUBLISH (3.3); the payload is a part of the packet and not copied.</summary>
    public MqttPublish ReadPublish()
    {
        Expect(MqttPacketType.Publish);
        MqttQos qos = (MqttQos)((_header.Flags >> 1) & 3);
        bool duplicate = (_header.Flags & 8) != 0;
        string topic = Topic();
        int packetId = qos == MqttQos.AtMostOnce ? 0 : Id();
        ReadOnlySpan<byte> payload = _rest;
        _rest = default;
        return new MqttPublish
        {
            Topic = topic,
            Payload = payload,
            Qos = qos,
            Retain = (_header.Flags & 1) != 0,
            Duplicate = duplicate,
            PacketId = packetId,
        };
    }

    /// <summary>PUBACK (3.4): the packet id.</summary>
    public int ReadPublishAck() => ReadIdOnly(MqttPacketType.PublishAck);

    /// <summary>SUBSCRIBE (3.8).</summary>
    public MqttSubscription[] ReadSubscribe(out int packetId)
    {
        Expect(MqttPacketType.Subscribe);
        packetId = Id();
        List<MqttSubscription> subscriptions = [];
        do
        {
            string filter = Filter();
            int qos = Byte();
            Require(qos <= 2, "SUBSCRIBE asks for a QoS above 2 (3.8.3)");
            subscriptions.Add(new MqttSubscription(filter, (MqttQos)qos));
        }
        while (!_rest.IsEmpty);
        return [.. subscriptions];
    }

    /// <summary>SUBACK (3.9): for each filter the granted QoS, or 128 = refused. The codes are a part of the packet.</summary>
    public ReadOnlySpan<byte> ReadSubscribeAck(out int packetId)
    {
        Expect(MqttPacketType.SubscribeAck);
        packetId = Id();
        Require(!_rest.IsEmpty && !_rest.ContainsAnyExcept<byte>([0, 1, 2, 128]), "SUBACK has a code that there is not (3.9.3)");
        ReadOnlySpan<byte> codes = _rest;
        _rest = default;
        return codes;
    }

    /// <summary>UNSUBSCRIBE (3.10).</summary>
    public string[] ReadUnsubscribe(out int packetId)
    {
        Expect(MqttPacketType.Unsubscribe);
        packetId = Id();
        List<string> filters = [];
        do
        {
            filters.Add(Filter());
        }
        while (!_rest.IsEmpty);
        return [.. filters];
    }

    /// <summary>UNSUBACK (3.11): the packet id.</summary>
    public int ReadUnsubscribeAck() => ReadIdOnly(MqttPacketType.UnsubscribeAck);

    /// <summary>PINGREQ, PINGRESP and DISCONNECT (3.12 to 3.14), which have no body.</summary>
    public readonly void ReadEmpty()
    {
        Require(_header.Type >= MqttPacketType.PingRequest, $"{_header.Type} came where a packet without a body should be");
        End();
    }

    private static void CheckFlags(int type, int flags)
    {
        bool known = Enum.IsDefined((MqttPacketType)type);
        bool fits = (MqttPacketType)type switch
        {
            MqttPacketType.Publish => (flags & 6) != 6 && (flags & 14) != 8,
            MqttPacketType.Subscribe or MqttPacketType.Unsubscribe => flags == 2,
            _ => flags == 0,
        };
        Require(known, $"a packet of type {type} came, which is reserved or of QoS 2");
        Require(fits, $"the flags of {(MqttPacketType)type} are {flags}, which is not allowed (2.2.2)");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new MqttException(message);
        }
    }

    private readonly void Expect(MqttPacketType type) => Require(_header.Type == type, $"{_header.Type} came where {type} should be");

    private readonly void End() => Require(_rest.IsEmpty, $"{_header.Type} is longer than its contents");

    private int ReadIdOnly(MqttPacketType type)
    {
        Expect(type);
        int packetId = Id();
        End();
        return packetId;
    }

    private int Id()
    {
        int packetId = UInt16();
        Require(packetId != 0, "a packet id is 0 (2.3.1)");
        return packetId;
    }

    private string Topic()
    {
        string topic = Text();
        Require(MqttText.IsTopic(topic), "a topic is empty or holds a wild card (4.7)");
        return topic;
    }

    private string Filter()
    {
        string filter = Text();
        Require(MqttText.IsFilter(filter), "a topic filter is empty or has a wild card in the wrong place (4.7)");
        return filter;
    }

    private string Text() => MqttText.Read(Binary());

    private ReadOnlySpan<byte> Binary() => Take(UInt16());

    private int UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    private int Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        Require(count <= _rest.Length, $"{_header.Type} ends too early");
        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
