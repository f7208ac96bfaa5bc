namespace Bms.Mqtt.Broker;

/// <summary>Sessions and retained messages of a broker: what it would write to its disk. Everything happens under one lock.</summary>
internal sealed class BrokerState
{
    private readonly object _lock = new();
    private readonly Dictionary<string, BrokerSession> _sessions = [];
    private readonly Dictionary<string, byte[]> _retained = [];
    private int _anonymous;

    /// <summary>Messages taken from clients.</summary>
    public long Published { get; private set; }

    /// <summary>A client has come; who had its id before is turned out. Returns its session, and whether that was there before.</summary>
    public (BrokerSession Session, bool WasThere) Open(MqttConnect connect, BrokerConnection connection)
    {
        lock (_lock)
        {
            string id = connect.ClientId.Length > 0 ? connect.ClientId : $"anonymous-{++_anonymous}";
            if (_sessions.TryGetValue(id, out BrokerSession? session) && session.Connection is BrokerConnection old)
            {
                Leave(session, old);
                old.Close();
            }

            bool wasThere = _sessions.ContainsKey(id) && !connect.CleanSession;
            session = wasThere ? _sessions[id] : _sessions[id] = new BrokerSession(id);
            session.IsClean = connect.CleanSession;
            session.Connection = connection;
            return (session, wasThere);
        }
    }

    /// <summary>Sends again what the session's client has not acknowledged.</summary>
    public void Resume(BrokerSession session)
    {
        lock (_lock)
        {
            session.Resume();
        }
    }

    /// <summary>A connection has ended; a will that it still has is published.</summary>
    public void Close(BrokerSession session, BrokerConnection connection)
    {
        lock (_lock)
        {
            Leave(session, connection);
        }
    }

    public void Publish(string topic, byte[] payload, MqttQos qos, bool retain)
    {
        lock (_lock)
        {
            Published++;
            Route(topic, payload, qos, retain);
        }
    }

    public byte[] Subscribe(BrokerSession session, IReadOnlyList<MqttSubscription> subscriptions)
    {
        lock (_lock)
        {
            foreach (MqttSubscription subscription in subscriptions)
            {
                session.Subscribe(subscription);
            }

            return [.. subscriptions.Select(s => (byte)Math.Min((int)s.Qos, 1))];
        }
    }

    /// <summary>Hands out what is retained for new subscriptions, once they have been answered.</summary>
    public void SendRetained(BrokerSession session, IReadOnlyList<MqttSubscription> subscriptions)
    {
        lock (_lock)
        {
            foreach ((string topic, byte[] payload) in _retained)
            {
                foreach (MqttSubscription subscription in subscriptions.Where(s => MqttText.Matches(s.Filter, topic)))
                {
                    session.Deliver(topic, payload, (MqttQos)Math.Min((int)subscription.Qos, 1), retained: true);
                }
            }
        }
    }

    public void Unsubscribe(BrokerSession session, IReadOnlyList<string> filters)
    {
        lock (_lock)
        {
            foreach (string filter in filters)
            {
                session.Unsubscribe(filter);
            }
        }
    }

    public void Acknowledge(BrokerSession session, int id)
    {
        lock (_lock)
        {
            session.Acknowledge(id);
        }
    }

    /// <summary>The process dies: connections are gone, no will is published.</summary>
    public void ForgetConnections()
    {
        lock (_lock)
        {
            foreach (BrokerSession session in _sessions.Values.ToArray())
            {
                session.Connection = null;
                if (session.IsClean)
                {
                    _sessions.Remove(session.ClientId);
                }
            }
        }
    }

    private void Leave(BrokerSession session, BrokerConnection connection)
    {
        if (session.Connection != connection)
        {
            return;
        }

        session.Connection = null;
        if (session.IsClean)
        {
            _sessions.Remove(session.ClientId);
        }

        if (connection.TakeWill() is MqttWill will)
        {
            Route(will.Topic, will.Payload.ToArray(), will.Qos, will.Retain);
        }
    }

    private void Route(string topic, byte[] payload, MqttQos qos, bool retain)
    {
        if (retain && payload.Length == 0)
        {
            _retained.Remove(topic);
        }
        else if (retain)
        {
            _retained[topic] = payload;
        }

        foreach (BrokerSession session in _sessions.Values)
        {
            if (session.Wants(topic) is MqttQos wanted)
            {
                session.Deliver(topic, payload, (MqttQos)Math.Min((int)wanted, (int)qos), retained: false);
            }
        }
    }
}
