namespace Bms.Mqtt;

/// <summary>
/// A client of MQTT 3.1.1 that does nothing by itself: whoever holds it calls <see cref="TryReceive"/> in a loop, which reads, keeps the
/// connection alive and tells what happened. It makes no threads and is not for several at once. Messages of QoS 1 that were published and
/// not acknowledged are kept over lost connections and sent again by the next <see cref="Connect"/>.
/// Whatever fails throws <see cref="MqttException"/> and closes the connection.
/// </summary>
public interface IMqttClient : IDisposable
{
    /// <summary>False before <see cref="Connect"/> and after a failure.</summary>
    bool IsConnected { get; }

    /// <summary>Messages of QoS 1 that wait for their acknowledgement.</summary>
    int InFlight { get; }

    /// <summary>
    /// Connects, and sends again what is in flight. Returns true when the broker has kept the session, subscriptions included.
    /// </summary>
    bool Connect();

    /// <summary>
    /// Publishes with QoS 1: the acknowledgement comes as an event with <paramref name="packetId"/>. Returns false without a connection, or
    /// when too many messages are in flight. True means taken, even when the connection is lost over it. The payload is copied.
    /// </summary>
    bool TryPublish(string topic, ReadOnlySpan<byte> payload, bool retain, out int packetId);

    /// <summary>Publishes with QoS 0: it may get lost, and nobody hears of it.</summary>
    void PublishUnsure(string topic, ReadOnlySpan<byte> payload, bool retain);

    /// <summary>Asks for the messages of some topics; the answer comes as an event with the number returned.</summary>
    int Subscribe(params ReadOnlySpan<MqttSubscription> subscriptions);

    /// <summary>Asks for no more messages of these filters; the answer comes as an event with the number returned.</summary>
    int Unsubscribe(params ReadOnlySpan<string> filters);

    /// <summary>
    /// Waits up to <paramref name="timeout_ms"/> for something to happen; false when nothing did. Call it more often than the keep-alive.
    /// </summary>
    bool TryReceive(int timeout_ms, out MqttEvent received);

    /// <summary>
    /// Tells the broker that messages of QoS 1 are safe with the caller; the broker repeats what it was not told. Acknowledge in the order
    /// of arrival. Nothing is sent for a message of an earlier connection, which the broker repeats anyway, or of QoS 0.
    /// </summary>
    void Acknowledge(params ReadOnlySpan<MqttMessage> messages);

    /// <summary>Says goodbye, so that the broker does not publish the will, and closes the connection.</summary>
    void Disconnect();
}

/// <summary>What <see cref="IMqttClient.TryReceive"/> has to tell.</summary>
public enum MqttEventKind
{
    /// <summary>A message has come.</summary>
    Message,

    /// <summary>The broker has acknowledged a published message.</summary>
    Published,

    /// <summary>The broker has answered to a subscription.</summary>
    Subscribed,

    /// <summary>The broker has ended a subscription.</summary>
    Unsubscribed,
}

/// <summary>Something that happened.</summary>
/// <param name="Kind">What.</param>
/// <param name="PacketId">Number of what was published or asked; 0 with a message.</param>
/// <param name="Message">The message, when there is one.</param>
/// <param name="Refused">True when the broker has refused one of the filters.</param>
public readonly record struct MqttEvent(MqttEventKind Kind, int PacketId, MqttMessage? Message = null, bool Refused = false);

/// <summary>A message that the broker has sent.</summary>
public sealed record MqttMessage(string Topic, ReadOnlyMemory<byte> Payload)
{
    /// <summary>True when the broker had kept it for new subscribers.</summary>
    public bool Retained { get; init; }

    /// <summary>True when the broker may have sent it before.</summary>
    public bool Duplicate { get; init; }

    /// <summary>1 to 65535; 0 with QoS 0.</summary>
    internal int PacketId { get; init; }

    /// <summary>Number of the connection that it came on.</summary>
    internal long Connection { get; init; }
}
