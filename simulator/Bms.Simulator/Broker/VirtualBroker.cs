using Bms.Mqtt;

namespace Bms.Simulator.Broker;

/// <summary>
/// Takes a message that has reached a subscriber, with the virtual time of its arrival in us. The bytes are lent for the call.
/// </summary>
public delegate void MessageHandler(string topic, ReadOnlySpan<byte> message, long time_us);

/// <summary>
/// An MQTT broker on the virtual clock: no socket, no thread. It hands each message to the subscribers of its topic at once and keeps the
/// retained ones for later subscribers. Publishers reach it through a <see cref="VirtualLink"/>, which has the latency and the faults.
/// </summary>
public sealed class VirtualBroker
{
    private readonly List<(string Filter, MessageHandler Handler)> _subscribers = [];
    private readonly Dictionary<string, (byte[] Message, long Time_us)> _retained = [];

    /// <summary>False while nobody can connect to it.</summary>
    public bool Online { get; set; } = true;

    /// <summary>Messages that have arrived, duplicates included.</summary>
    public long Received { get; private set; }

    /// <summary>Bytes of the messages that have arrived, topics not counted.</summary>
    public long ReceivedBytes { get; private set; }

    /// <summary>
    /// Adds a subscriber, who at once gets what is retained. A filter may hold + for one level and # at its end for the rest.
    /// </summary>
    public void Subscribe(string filter, MessageHandler handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(filter);
        ArgumentNullException.ThrowIfNull(handler);
        _subscribers.Add((filter, handler));
        foreach ((string topic, (byte[] message, long time_us)) in _retained)
        {
            if (MqttText.Matches(filter, topic))
            {
                handler(topic, message, time_us);
            }
        }
    }

    /// <summary>
    /// Takes a message that arrives at <paramref name="time_us"/>; an empty retained one removes what is retained (MQTT 3.3.1.3).
    /// </summary>
    public void Accept(string topic, ReadOnlySpan<byte> message, bool retain, long time_us)
    {
        Received++;
        ReceivedBytes += message.Length;
        if (retain && message.IsEmpty)
        {
            _retained.Remove(topic);
        }
        else if (retain)
        {
            _retained[topic] = (message.ToArray(), time_us);
        }

        foreach ((string filter, MessageHandler handler) in _subscribers)
        {
            if (MqttText.Matches(filter, topic))
            {
                handler(topic, message, time_us);
            }
        }
    }
}
