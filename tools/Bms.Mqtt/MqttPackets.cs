namespace Bms.Mqtt;

/// <summary>Types of packets of MQTT 3.1.1, table 2.1, without those of QoS 2.</summary>
public enum MqttPacketType
{
    Connect = 1,
    ConnectAck = 2,
    Publish = 3,
    PublishAck = 4,
    Subscribe = 8,
    SubscribeAck = 9,
    Unsubscribe = 10,
    UnsubscribeAck = 11,
    PingRequest = 12,
    PingResponse = 13,
    Disconnect = 14,
}

/// <summary>How surely a message is delivered; the client sends and asks for the first two.</summary>
public enum MqttQos
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
    ExactlyOnce = 2,
}

/// <summary>The fixed header of a packet.</summary>
/// <param name="Type">Type of the packet.</param>
/// <param name="Flags">Low four bits of the first byte, in range for the type.</param>
/// <param name="HeaderLength">Length of this header, 2 to 5 bytes.</param>
/// <param name="BodyLength">What follows, in bytes.</param>
public readonly record struct MqttHeader(MqttPacketType Type, int Flags, int HeaderLength, int BodyLength)
{
    /// <summary>Length of the whole packet in bytes.</summary>
    public int PacketLength => HeaderLength + BodyLength;
}

/// <summary>What the broker publishes when this client goes without a DISCONNECT.</summary>
public sealed record MqttWill(string Topic, ReadOnlyMemory<byte> Payload, MqttQos Qos, bool Retain);

/// <summary>The contents of a CONNECT packet (3.1).</summary>
public sealed record MqttConnect
{
    /// <summary>Name of the client; may be empty with a clean session only.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>True: the broker forgets what it had kept for this client, and will forget it again.</summary>
    public bool CleanSession { get; init; } = true;

    /// <summary>Longest silence in s, 0 to 65535; 0 = any.</summary>
    public int KeepAlive_s { get; init; }

    /// <summary>Last will, or null.</summary>
    public MqttWill? Will { get; init; }

    /// <summary>User, or null.</summary>
    public string? User { get; init; }

    /// <summary>Password, or null; needs a user.</summary>
    public byte[]? Password { get; init; }
}

/// <summary>The contents of a PUBLISH packet (3.3).</summary>
public readonly ref struct MqttPublish
{
    public required string Topic { get; init; }

    public ReadOnlySpan<byte> Payload { get; init; }

    public MqttQos Qos { get; init; }

    public bool Retain { get; init; }

    /// <summary>True when it may have been sent before.</summary>
    public bool Duplicate { get; init; }

    /// <summary>1 to 65535; 0 with QoS 0.</summary>
    public int PacketId { get; init; }
}

/// <summary>A topic filter and the QoS that is asked for at most.</summary>
public readonly record struct MqttSubscription(string Filter, MqttQos Qos);

/// <summary>The codes of CONNACK.</summary>
public static class MqttConnectCode
{
    /// <summary>What a code means (table 3.1), as the end of a sentence.</summary>
    public static string Describe(int code) => code switch
    {
        0 => "accepted",
        1 => "it does not speak MQTT 3.1.1",
        2 => "it does not like the client id",
        3 => "it is not available",
        4 => "user or password are wrong",
        5 => "not authorised",
        _ => "for a reason of its own",
    };
}
