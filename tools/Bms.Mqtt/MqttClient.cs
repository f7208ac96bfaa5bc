using System.Net.Sockets;

namespace Bms.Mqtt;

/// <summary>The client over TCP or TLS; see <see cref="IMqttClient"/>.</summary>
public sealed class MqttClient : IMqttClient
{
    private const int DuplicateFlag = 8;

    private readonly MqttOptions _options;
    private readonly byte[] _connect;
    private readonly InFlightWindow _window;
    private MqttConnection? _connection;
    private long _connections;
    private long _lastSent_ms;
    private long _pinged_ms;
    private bool _isPinged;
    private string _why = "not connected";

    /// <summary>Throws ArgumentException when an option is out of its range.</summary>
    public MqttClient(MqttOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _connect = MqttEncoder.Connect(options.Connect);
        _options = options;
        _window = new InFlightWindow(options.MaxInFlight);
    }

    /// <inheritdoc/>
    public bool IsConnected => _connection is not null;

    /// <inheritdoc/>
    public int InFlight => _window.Count;

    private int KeepAlive_ms => _options.Connect.KeepAlive_s * 1000;

    /// <inheritdoc/>
    public bool Connect()
    {
        Close();
        using CancellationTokenSource limit = new(_options.ConnectTimeout_ms);
        long end_ms = Environment.TickCount64 + _options.ConnectTimeout_ms;
        _connection = MqttConnection.Open(_options, limit.Token);
        _connections++;
        _isPinged = false;
        _window.ForgetQuestions();
        return Guard(() =>
        {
            Send(_connect);
            bool sessionPresent = ReadConnectAck(end_ms);
            foreach (byte[] packet in _window.Packets)
            {
                packet[0] |= DuplicateFlag;
                Send(packet);
            }

            return sessionPresent;
        });
    }

    /// <inheritdoc/>
    public bool TryPublish(string topic, ReadOnlySpan<byte> payload, bool retain, out int packetId)
    {
        packetId = 0;
        if (!IsConnected || !_window.HasRoom)
        {
            return false;
        }

        packetId = _window.NextId();
        byte[] packet = MqttEncoder.Publish(
            new MqttPublish { Topic = topic, Payload = payload, Retain = retain, Qos = MqttQos.AtLeastOnce, PacketId = packetId },
            _options.MaxPacket_bytes);
        _window.Add(packetId, packet);
        try
        {
            GuardedSend(packet);
        }
        catch (MqttException)
        {
            // It is in flight and will be sent again; TryReceive tells why the connection is gone.
        }

        return true;
    }

    /// <inheritdoc/>
    public void PublishUnsure(string topic, ReadOnlySpan<byte> payload, bool retain) =>
        GuardedSend(MqttEncoder.Publish(new MqttPublish { Topic = topic, Payload = payload, Retain = retain }, _options.MaxPacket_bytes));

    /// <inheritdoc/>
    public int Subscribe(params ReadOnlySpan<MqttSubscription> subscriptions)
    {
        foreach (MqttSubscription subscription in subscriptions)
        {
            if (subscription.Qos > MqttQos.AtLeastOnce)
            {
                throw new ArgumentException("QoS 2 is not asked for: this client cannot receive it.");
            }
        }

        int packetId = _window.NextId();
        return Ask(packetId, MqttEncoder.Subscribe(packetId, subscriptions));
    }

    /// <inheritdoc/>
    public int Unsubscribe(params ReadOnlySpan<string> filters)
    {
        int packetId = _window.NextId();
        return Ask(packetId, MqttEncoder.Unsubscribe(packetId, filters));
    }

    /// <inheritdoc/>
    public bool TryReceive(int timeout_ms, out MqttEvent received)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timeout_ms);
        RequireConnection();
        (bool Happened, MqttEvent Event) result = Guard(() => Receive(timeout_ms));
        received = result.Event;
        return result.Happened;
    }

    /// <inheritdoc/>
    public void Acknowledge(params ReadOnlySpan<MqttMessage> messages)
    {
        byte[] packets = MqttEncoder.PublishAcks(messages, _connections);
        if (packets.Length > 0 && IsConnected)
        {
            GuardedSend(packets);
        }
    }

    /// <inheritdoc/>
    public void Disconnect()
    {
        if (IsConnected)
        {
            GuardedSend(MqttEncoder.Empty(MqttPacketType.Disconnect));
            Close();
            _why = "not connected";
        }
    }

    /// <summary>Closes the connection without a goodbye: the broker publishes the will.</summary>
    public void Dispose() => Close();

    private int Ask(int packetId, byte[] packet)
    {
        GuardedSend(packet);
        _window.Ask(packetId);
        return packetId;
    }

    private bool ReadConnectAck(long end_ms)
    {
        int rest_ms = (int)Math.Max(0, end_ms - Environment.TickCount64);
        if (!_connection!.TryTake(rest_ms, out MqttHeader header, out ReadOnlySpan<byte> packet))
        {
            throw new MqttException($"the broker has not answered to CONNECT within {_options.ConnectTimeout_ms} ms");
        }

        int code = MqttPacketReader.ForBody(header, packet).ReadConnectAck(out bool sessionPresent);
        return code == 0
            ? sessionPresent
            : throw new MqttException($"the broker refuses the connection: {MqttConnectCode.Describe(code)} (code {code})");
    }

    private (bool Happened, MqttEvent Event) Receive(int timeout_ms)
    {
        long end_ms = Environment.TickCount64 + timeout_ms;
        while (true)
        {
            long now_ms = Environment.TickCount64;
            long duty_ms = KeepAlive(now_ms);
            int wait_ms = (int)Math.Clamp(Math.Min(end_ms, duty_ms) - now_ms, 0, int.MaxValue);
            if (_connection!.TryTake(wait_ms, out MqttHeader header, out ReadOnlySpan<byte> packet))
            {
                if (Handle(header, packet) is MqttEvent happened)
                {
                    return (true, happened);
                }
            }
            else if (IsOver(now_ms, end_ms))
            {
                return default;
            }
        }
    }

    // Half of the keep-alive without a word of ours asks the broker for a sign of life; another half without one, and it is gone.
    private long KeepAlive(long now_ms)
    {
        if (KeepAlive_ms == 0)
        {
            return long.MaxValue;
        }

        if (!_isPinged && now_ms - _lastSent_ms >= KeepAlive_ms / 2)
        {
            Send(MqttEncoder.Empty(MqttPacketType.PingRequest));
            _isPinged = true;
            _pinged_ms = now_ms;
        }

        return (_isPinged ? _pinged_ms : _lastSent_ms) + (KeepAlive_ms / 2);
    }

    // Nothing waits to be read; only then is the broker judged: who was held up himself finds its answer there.
    private bool IsOver(long now_ms, long end_ms) => !_isPinged || now_ms - _pinged_ms < KeepAlive_ms / 2
        ? Environment.TickCount64 >= end_ms
        : throw new MqttException($"the broker has not answered to PINGREQ within {KeepAlive_ms / 2} ms");

    private MqttEvent? Handle(MqttHeader header, ReadOnlySpan<byte> packet)
    {
        MqttPacketReader reader = MqttPacketReader.ForBody(header, packet);
        switch (header.Type)
        {
            case MqttPacketType.Publish:
                return new MqttEvent(MqttEventKind.Message, 0, ToMessage(reader.ReadPublish()));
            case MqttPacketType.PublishAck:
                int published = reader.ReadPublishAck();
                return _window.TryRemove(published) ? new MqttEvent(MqttEventKind.Published, published) : null;
            case MqttPacketType.SubscribeAck:
                bool refused = reader.ReadSubscribeAck(out int subscribed).Contains((byte)128);
                return Answered(MqttEventKind.Subscribed, subscribed, refused);
            case MqttPacketType.UnsubscribeAck:
                return Answered(MqttEventKind.Unsubscribed, reader.ReadUnsubscribeAck(), refused: false);
            case MqttPacketType.PingResponse:
                reader.ReadEmpty();
                _isPinged = false;
                return null;
            default:
                throw new MqttException($"the broker has sent {header.Type}, which only a client may send, or a second CONNACK");
        }
    }

    private MqttEvent Answered(MqttEventKind kind, int packetId, bool refused) => _window.TryAnswer(packetId)
        ? new MqttEvent(kind, packetId, Refused: refused)
        : throw new MqttException($"the broker answers to question {packetId}, which was not asked");

    private MqttMessage ToMessage(in MqttPublish publish) => publish.Qos == MqttQos.ExactlyOnce
        ? throw new MqttException("the broker has sent a message of QoS 2, which was not asked for")
        : new MqttMessage(publish.Topic, publish.Payload.ToArray())
        {
            Retained = publish.Retain,
            Duplicate = publish.Duplicate,
            PacketId = publish.PacketId,
            Connection = _connections,
        };

    private void GuardedSend(byte[] packet)
    {
        RequireConnection();
        Guard(() =>
        {
            Send(packet);
            return true;
        });
    }

    private void Send(byte[] packet)
    {
        _connection!.Send(packet);
        _lastSent_ms = Environment.TickCount64;
    }

    // Whatever goes wrong on a connection ends it, in one kind of exception.
    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or MqttException)
        {
            Close();
            _why = e is MqttException ? e.Message : $"the connection is lost, {e.Message.TrimEnd('.')}";
            throw new MqttException($"{_options.Host}:{_options.Port}: {_why}", e);
        }
    }

    private void RequireConnection()
    {
        if (!IsConnected)
        {
            throw new MqttException($"{_options.Host}:{_options.Port}: {_why}");
        }
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
