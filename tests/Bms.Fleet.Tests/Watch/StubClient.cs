using Bms.Mqtt;

namespace Bms.Fleet.Tests.Watch;

/// <summary>A client without a broker: what a test puts in comes out, and what is published is kept.</summary>
public sealed class StubClient : IMqttClient
{
    public Queue<MqttEvent> Incoming { get; } = [];

    public List<(string Topic, byte[] Payload, bool Retain)> Published { get; } = [];

    public List<string> Filters { get; } = [];

    public List<MqttMessage> Acknowledged { get; } = [];

    public bool HasRoom { get; set; } = true;

    public bool IsConnected { get; private set; }

    public int InFlight => 0;

    public bool Connect() => !(IsConnected = true);

    public bool TryPublish(string topic, ReadOnlySpan<byte> payload, bool retain, out int packetId)
    {
        packetId = 1;
        if (HasRoom)
        {
            Published.Add((topic, payload.ToArray(), retain));
        }

        return HasRoom;
    }

    /// <summary>What was published with QoS 0.</summary>
    public List<(string Topic, byte[] Payload)> Unsure { get; } = [];

    /// <summary>How many of those were there when it was acknowledged last.</summary>
    public int UnsureWhenAcknowledged { get; private set; }

    public void PublishUnsure(string topic, ReadOnlySpan<byte> payload, bool retain) => Unsure.Add((topic, payload.ToArray()));

    public int Subscribe(params ReadOnlySpan<MqttSubscription> subscriptions)
    {
        foreach (MqttSubscription subscription in subscriptions)
        {
            Filters.Add(subscription.Filter);
        }

        return 1;
    }

    public int Unsubscribe(params ReadOnlySpan<string> filters) => throw new NotSupportedException();

    public bool TryReceive(int timeout_ms, out MqttEvent received) => Incoming.TryDequeue(out received);

    public void Acknowledge(params ReadOnlySpan<MqttMessage> messages)
    {
        Acknowledged.AddRange(messages);
        UnsureWhenAcknowledged = Unsure.Count;
    }

    public void Disconnect() => IsConnected = false;

    public void Dispose() => IsConnected = false;
}
