using System.Diagnostics;
using Bms.Mqtt;
using Bms.Ports;

namespace Bms.Simulator.Broker;

/// <summary>
/// The way from a simulated device to a real broker. What is published goes there with QoS 1; what the broker then hands out comes back
/// through a subscription of our own into the <see cref="VirtualBroker"/>, so that a run verifies what a real broker has delivered. Virtual
/// time stands still in <see cref="Settle"/> while an acknowledgement is due or the broker is away. Nothing that the broker did not
/// acknowledge is lost: the session lasts over lost connections.
/// </summary>
public sealed class BrokerLink : ITelemetryLink
{
    private const int Poll_ms = 20;

    private readonly IMqttClient _client;
    private readonly VirtualLink _network;
    private readonly VirtualBroker _mirror;
    private readonly string _filter;
    private readonly Func<long> _now_us;
    private readonly Queue<int> _delivered = [];
    private readonly MqttBackoff _backoff = new(100, 2000);

    /// <summary>
    /// A link over a client that is connected. <paramref name="network"/> says when a scenario has cut the network;
    /// <paramref name="mirror"/> gets what the broker hands out for <paramref name="filter"/>.
    /// </summary>
    public BrokerLink(IMqttClient client, VirtualLink network, VirtualBroker mirror, string filter, Func<long> now_us)
    {
        _client = client;
        _network = network;
        _mirror = mirror;
        _filter = filter;
        _now_us = now_us;
        _client.Subscribe(new MqttSubscription(_filter, MqttQos.AtLeastOnce));
    }

    /// <summary>Longest real time that a broker may be away, in s.</summary>
    public int Patience_s { get; init; } = 60;

    /// <summary>Messages handed over to the broker so far.</summary>
    public long Published { get; private set; }

    /// <summary>Times that the connection was lost.</summary>
    public int Losses { get; private set; }

    /// <inheritdoc/>
    public bool IsConnected => _network.Online && _client.IsConnected;

    /// <inheritdoc/>
    public int Publish(string topic, byte[] message, int length, bool retain)
    {
        if (!IsConnected || !_client.TryPublish(topic, message.AsSpan(0, length), retain, out int packetId))
        {
            return 0;
        }

        Published++;
        return packetId;
    }

    /// <inheritdoc/>
    public int TakeFinished(out bool delivered) => (delivered = _delivered.TryDequeue(out int packetId)) ? packetId : 0;

    /// <summary>
    /// Waits in real time until the broker has acknowledged everything, connecting again as often as needed.
    /// Throws <see cref="MqttException"/> when the broker stays away for longer than <see cref="Patience_s"/>.
    /// </summary>
    public void Settle() => Wait(() => _client.IsConnected && _client.InFlight == 0);

    /// <summary>Waits until what was published has come back; false when something has not within <see cref="Patience_s"/>.</summary>
    public bool Finish()
    {
        Settle();
        try
        {
            Wait(() => _mirror.Received >= Published);
            return true;
        }
        catch (MqttException)
        {
            return false;
        }
    }

    private void Wait(Func<bool> isDone)
    {
        long start = Stopwatch.GetTimestamp();
        Receive(0);
        while (!isDone())
        {
            if (Stopwatch.GetElapsedTime(start).TotalSeconds > Patience_s)
            {
                throw new MqttException($"the broker has not taken or returned what was published within {Patience_s} s");
            }

            if (_client.IsConnected)
            {
                Receive(Poll_ms);
            }
            else
            {
                Reconnect();
            }
        }
    }

    private void Reconnect()
    {
        try
        {
            _client.Connect();
            _client.Subscribe(new MqttSubscription(_filter, MqttQos.AtLeastOnce));
            _backoff.Reset();
        }
        catch (MqttException)
        {
            Thread.Sleep(_backoff.Next_ms());
        }
    }

    private void Receive(int timeout_ms)
    {
        try
        {
            while (_client.IsConnected && _client.TryReceive(timeout_ms, out MqttEvent received))
            {
                Handle(received);
                timeout_ms = 0;
            }
        }
        catch (MqttException)
        {
            Losses++;
        }
    }

    // What the broker had kept is of an earlier run.
    private void Handle(MqttEvent received)
    {
        if (received.Refused)
        {
            throw new MqttException("the broker refuses the subscription to " + _filter);
        }

        if (received.Kind == MqttEventKind.Published)
        {
            _delivered.Enqueue(received.PacketId);
        }
        else if (received.Message is MqttMessage message)
        {
            if (!message.Retained)
            {
                _mirror.Accept(message.Topic, message.Payload.Span, retain: false, _now_us());
            }

            _client.Acknowledge(message);
        }
    }
}
