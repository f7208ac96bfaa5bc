#nullable enable
using Bms.Mqtt;

namespace nanoFramework.M2Mqtt;

/// <summary>What an errand is about.</summary>
internal enum ErrandKind
{
    Publish,
    Subscribe,
    Unsubscribe,

    /// <summary>A message that has come and is to be acknowledged and shown.</summary>
    Received,
}

/// <summary>
/// Something in the package's queue. It is turned into bytes each time it is sent, from the very array that the caller gave: who changes
/// that array meanwhile changes the message.
/// </summary>
internal sealed class Errand(ErrandKind kind, int id)
{
    public ErrandKind Kind { get; } = kind;

    public int Id { get; } = id;

    public string Topic { get; init; } = "";

    public byte[] Message { get; init; } = [];

    public MqttQos Qos { get; init; }

    public bool Retain { get; init; }

    public bool Duplicate { get; set; }

    public MqttSubscription[] Subscriptions { get; init; } = [];

    public string[] Filters { get; init; } = [];

    /// <summary>Times that it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>True while its answer is awaited.</summary>
    public bool IsSent { get; set; }

    /// <summary>When it was sent last, in ms.</summary>
    public long Sent_ms { get; set; }

    /// <summary>True for what is over once it has been sent.</summary>
    public bool IsUnsure => Kind == ErrandKind.Publish && Qos == MqttQos.AtMostOnce;

    public byte[] ToPacket() => Kind switch
    {
        ErrandKind.Publish => MqttEncoder.Publish(
            new MqttPublish
            {
                Topic = Topic, Payload = Message, Retain = Retain, Qos = Qos, PacketId = IsUnsure ? 0 : Id, Duplicate = Duplicate,
            },
            MqttPacketWriter.MaxBody_bytes),
        ErrandKind.Subscribe => MqttEncoder.Subscribe(Id, Subscriptions),
        ErrandKind.Unsubscribe => MqttEncoder.Unsubscribe(Id, Filters),
        _ => MqttEncoder.PublishAck(Id),
    };
}

/// <summary>A broker's answer to an errand.</summary>
internal sealed record Answer(ErrandKind Kind, int Id, byte[] Codes);
