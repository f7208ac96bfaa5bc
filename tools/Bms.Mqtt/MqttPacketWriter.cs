using System.Buffers.Binary;

namespace Bms.Mqtt;

/// <summary>
/// Writes packets of MQTT 3.1.1 one behind the other into a span. Values that the protocol does not allow are refused with an
/// ArgumentException; a span that is too short with an ArgumentException too, so ask <see cref="Size(int)"/> first.
/// </summary>
public ref struct MqttPacketWriter(Span<byte> buffer)
{
    /// <summary>Largest body that the length field can say, in bytes.</summary>
    public const int MaxBody_bytes = 268_435_455;

    private const byte ProtocolLevel = 4;
    private const int ConnectHead_bytes = 10;

    private readonly Span<byte> _buffer = buffer;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Length in bytes of a packet with a body of so many bytes.</summary>
    public static int Size(int body_bytes) => 1 + body_bytes + body_bytes switch
    {
        < 0 or > MaxBody_bytes => throw new ArgumentOutOfRangeException(nameof(body_bytes), "A body must have 0 to 268435455 bytes."),
        < 1 << 7 => 1,
        < 1 << 14 => 2,
        < 1 << 21 => 3,
        _ => 4,
    };

    /// <summary>Length of a CONNECT packet in bytes.</summary>
    public static int Size(MqttConnect connect) => Size(Body(connect));

    /// <summary>Length of a PUBLISH packet in bytes.</summary>
    public static int Size(in MqttPublish publish) => Size(Body(publish));

    /// <summary>Length of a SUBSCRIBE packet in bytes.</summary>
    public static int Size(ReadOnlySpan<MqttSubscription> subscriptions) => Size(Body(subscriptions));

    /// <summary>Length of an UNSUBSCRIBE packet in bytes.</summary>
    public static int Size(ReadOnlySpan<string> filters) => Size(Body(filters));

    /// <summary>CONNECT (3.1).</summary>
    public void Connect(MqttConnect connect)
    {
        Require(MqttText.IsText(connect.ClientId), "The client id must be a text.");
        Require(connect.CleanSession || connect.ClientId.Length > 0, "A lasting session needs a client id.");
        Require(connect.KeepAlive_s is >= 0 and <= 65_535, "The keep-alive must be 0 to 65535 s.");
        Require(connect.User is not null || connect.Password is null, "A password needs a user.");
        Require(connect.User is null || MqttText.IsText(connect.User), "The user must be a text.");
        Begin(MqttPacketType.Connect, 0, Body(connect));
        Text("MQTT");
        Byte(ProtocolLevel);
        Byte(ConnectFlags(connect));
        UInt16(connect.KeepAlive_s);
        Text(connect.ClientId);
        if (connect.Will is MqttWill will)
        {
            Require(MqttText.IsTopic(will.Topic), "The will's topic must be a topic without wild cards.");
            Text(will.Topic);
            Binary(will.Payload.Span);
        }

        if (connect.User is not null)
        {
            Text(connect.User);
        }

        if (connect.Password is not null)
        {
            Binary(connect.Password);
        }
    }

    /// <summary>CONNACK (3.2); <paramref name="code"/> 0 = accepted.</summary>
    public void ConnectAck(bool sessionPresent, int code)
    {
        Require(code is >= 0 and <= 255 && !(sessionPresent && code != 0), "A refusal cannot speak of a session.");
        Begin(MqttPacketType.ConnectAck, 0, 2);
        Byte(sessionPresent ? 1 : 0);
        Byte(code);
    }

    /// <summary>PUBLISH (3.3).</summary>
    public void Publish(scoped in MqttPublish publish)
    {
        bool hasId = publish.Qos != MqttQos.AtMostOnce;
        Require(MqttText.IsTopic(publish.Topic), "The topic must be 1 to 65535 bytes of text without wild cards.");
        Require(hasId ? publish.PacketId is > 0 and <= 65_535 : publish.PacketId == 0 && !publish.Duplicate,
            "A packet id must be 1 to 65535, and 0 with QoS 0, which is never sent twice.");
        int flags = (publish.Duplicate ? 8 : 0) | ((int)publish.Qos << 1) | (publish.Retain ? 1 : 0);
        Begin(MqttPacketType.Publish, flags, Body(publish));
        Text(publish.Topic);
        if (hasId)
        {
            UInt16(publish.PacketId);
        }

        publish.Payload.CopyTo(_buffer[Length..]);
        Length += publish.Payload.Length;
    }

    /// <summary>PUBACK (3.4).</summary>
    public void PublishAck(int packetId) => IdOnly(MqttPacketType.PublishAck, packetId);

    /// <summary>SUBSCRIBE (3.8).</summary>
    public void Subscribe(int packetId, scoped ReadOnlySpan<MqttSubscription> subscriptions)
    {
        Require(subscriptions.Length > 0, "At least one filter must be given.");
        Begin(MqttPacketType.Subscribe, 2, Body(subscriptions));
        Id(packetId);
        foreach (MqttSubscription subscription in subscriptions)
        {
            Filter(subscription.Filter);
            Byte((int)subscription.Qos);
        }
    }

    /// <summary>SUBACK (3.9); a code is the granted QoS or 128 = refused.</summary>
    public void SubscribeAck(int packetId, scoped ReadOnlySpan<byte> codes)
    {
        Begin(MqttPacketType.SubscribeAck, 0, 2 + codes.Length);
        Id(packetId);
        foreach (byte code in codes)
        {
            Require(code is <= 2 or 128, "A code of SUBACK must be 0, 1, 2 or 128.");
            Byte(code);
        }
    }

    /// <summary>UNSUBSCRIBE (3.10).</summary>
    public void Unsubscribe(int packetId, scoped ReadOnlySpan<string> filters)
    {
        Require(filters.Length > 0, "At least one filter must be given.");
        Begin(MqttPacketType.Unsubscribe, 2, Body(filters));
        Id(packetId);
        foreach (string filter in filters)
        {
            Filter(filter);
        }
    }

    /// <summary>UNSUBACK (3.11).</summary>
    public void UnsubscribeAck(int packetId) => IdOnly(MqttPacketType.UnsubscribeAck, packetId);

    /// <summary>PINGREQ, PINGRESP and DISCONNECT (3.12 to 3.14), which have no body.</summary>
    public void Empty(MqttPacketType type)
    {
        Require(type >= MqttPacketType.PingRequest, "This packet has a body.");
        Begin(type, 0, 0);
    }

    private static int ConnectFlags(MqttConnect connect) =>
        (connect.CleanSession ? 2 : 0)
        | (connect.Will is MqttWill will ? 4 | ((int)will.Qos << 3) | (will.Retain ? 32 : 0) : 0)
        | (connect.Password is null ? 0 : 64)
        | (connect.User is null ? 0 : 128);

    private static int Body(MqttConnect connect) =>
        ConnectHead_bytes + 2 + MqttText.Size(connect.ClientId)
        + (connect.Will is MqttWill will ? 4 + MqttText.Size(will.Topic) + will.Payload.Length : 0)
        + (connect.User is string user ? 2 + MqttText.Size(user) : 0)
        + (connect.Password is byte[] password ? 2 + password.Length : 0);

    private static int Body(in MqttPublish publish) =>
        2 + MqttText.Size(publish.Topic) + (publish.Qos == MqttQos.AtMostOnce ? 0 : 2) + publish.Payload.Length;

    private static int Body(ReadOnlySpan<MqttSubscription> subscriptions)
    {
        int body_bytes = 2;
        foreach (MqttSubscription subscription in subscriptions)
        {
            body_bytes += 2 + MqttText.Size(subscription.Filter) + 1;
        }

        return body_bytes;
    }

    private static int Body(ReadOnlySpan<string> filters)
    {
        int body_bytes = 2;
        foreach (string filter in filters)
        {
            body_bytes += 2 + MqttText.Size(filter);
        }

        return body_bytes;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }

    private void IdOnly(MqttPacketType type, int packetId)
    {
        Begin(type, 0, 2);
        Id(packetId);
    }

    private void Begin(MqttPacketType type, int flags, int body_bytes)
    {
        Require(_buffer.Length - Length >= Size(body_bytes), "The buffer is too short for the packet.");
        Byte(((int)type << 4) | flags);
        int rest = body_bytes;
        do
        {
            Byte((rest & 127) | (rest > 127 ? 128 : 0));
            rest >>= 7;
        }
        while (rest > 0);
    }

    private void Id(int packetId)
    {
        Require(packetId is > 0 and <= 65_535, "A packet id must be 1 to 65535.");
        UInt16(packetId);
    }

    private void Filter(string filter)
    {
        Require(MqttText.IsFilter(filter), "A topic filter may have + for a level, # for the last one, and no other wild cards.");
        Text(filter);
    }

    private void Text(string text)
    {
        int size = MqttText.Write(text, _buffer[(Length + 2)..]);
        UInt16(size);
        Length += size;
    }

    private void Binary(ReadOnlySpan<byte> bytes)
    {
        Require(bytes.Length <= MqttText.MaxText_bytes, "A will or a password must not be longer than 65535 bytes.");
        UInt16(bytes.Length);
        bytes.CopyTo(_buffer[Length..]);
        Length += bytes.Length;
    }

    private void UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[Length..], (ushort)value);
        Length += 2;
    }

    private void Byte(int value) => _buffer[Length++] = (byte)value;
}
