namespace Bms.Mqtt.Broker;

/// <summary>
/// What a broker keeps of one client: subscriptions, and messages of QoS 1 that the client has not acknowledged. Used under the lock of
/// its <see cref="BrokerState"/>.
/// </summary>
internal sealed class BrokerSession(string clientId)
{
    private const int MaxWaiting = 100_000;

    private readonly Dictionary<string, MqttQos> _subscriptions = [];
    private readonly List<(int Id, string Topic, byte[] Payload, bool Sent)> _waiting = [];
    private int _lastId;

    public string ClientId { get; } = clientId;

    /// <summary>The connection that it is used on, or null.</summary>
    public BrokerConnection? Connection { get; set; }

    /// <summary>True when it ends with its connection.</summary>
    public bool IsClean { get; set; }

    public void Subscribe(MqttSubscription subscription) =>
        _subscriptions[subscription.Filter] = subscription.Qos == MqttQos.AtMostOnce ? MqttQos.AtMostOnce : MqttQos.AtLeastOnce;

    public void Unsubscribe(string filter) => _subscriptions.Remove(filter);

    /// <summary>QoS at which a topic is wanted, or null.</summary>
    public MqttQos? Wants(string topic)
    {
        MqttQos? best = null;
        foreach ((string filter, MqttQos qos) in _subscriptions)
        {
            best = MqttText.Matches(filter, topic) && (best is null || qos > best) ? qos : best;
        }

        return best;
    }

    /// <summary>Hands a message on, or keeps it for a client that is away.</summary>
    public void Deliver(string topic, byte[] payload, MqttQos qos, bool retained)
    {
        if (qos == MqttQos.AtMostOnce)
        {
            Connection?.Send(MqttEncoder.Publish(new MqttPublish { Topic = topic, Payload = payload, Retain = retained }, int.MaxValue));
            return;
        }

        if (_waiting.Count >= MaxWaiting)
        {
            return;
        }

        _lastId = _lastId == 65_535 ? 1 : _lastId + 1;
        _waiting.Add((_lastId, topic, payload, Connection is not null));
        SendWaiting(_lastId, topic, payload, retained, again: false);
    }

    /// <summary>Sends again what was not acknowledged.</summary>
    public void Resume()
    {
        for (int i = 0; i < _waiting.Count; i++)
        {
            (int id, string topic, byte[] payload, bool sent) = _waiting[i];
            _waiting[i] = (id, topic, payload, true);
            SendWaiting(id, topic, payload, retained: false, sent);
        }
    }

    public void Acknowledge(int id) => _waiting.RemoveAll(w => w.Id == id);

    private void SendWaiting(int id, string topic, byte[] payload, bool retained, bool again) =>
        Connection?.Send(MqttEncoder.Publish(
            new MqttPublish
            {
                Topic = topic, Payload = payload, Qos = MqttQos.AtLeastOnce, PacketId = id, Retain = retained, Duplicate = again,
            },
            int.MaxValue));
}
