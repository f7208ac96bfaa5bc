using System.Net.Security;
using System.Net.Sockets;

namespace Bms.Mqtt.Broker;

/// <summary>One client's connection: reads packets on a thread of its own until the client goes, breaks a rule, or is turned out.</summary>
internal sealed class BrokerConnection(Socket socket, BrokerState state, BrokerFaults faults, SslServerAuthenticationOptions? tls)
{
    private const int MaxPacket_bytes = 1024 * 1024;
    private const int Silence_ms = 50;

    private readonly object _sending = new();
    private Stream _stream = Stream.Null;
    private BrokerSession? _session;
    private MqttWill? _will;
    private volatile bool _isClosed;

    /// <summary>Serves the client; returns when it is over.</summary>
    public void Serve()
    {
        try
        {
            using NetworkStream plain = new(socket, ownsSocket: false);
            WaitWhile(() => faults.IsSilent);
            _stream = tls is null ? plain : Secure(plain, tls);
            ReadPackets();
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or MqttException
            or System.Security.Authentication.AuthenticationException or InvalidOperationException)
        {
            // The client is gone or speaks something else: for a broker that is the same.
        }

        if (_session is BrokerSession session)
        {
            state.Close(session, this);
        }

        Close();
    }

    /// <summary>Sends a packet; what cannot be sent is lost with the connection.</summary>
    public void Send(byte[] packet)
    {
        if (faults.IsDeaf || _isClosed)
        {
            return;
        }

        try
        {
            lock (_sending)
            {
                _stream.Write(packet);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            Close();
        }
    }

    /// <summary>The will, once.</summary>
    public MqttWill? TakeWill()
    {
        MqttWill? will = _will;
        _will = null;
        return will;
    }

    /// <summary>Ends the connection at once, as when the process dies: what was not sent is gone.</summary>
    public void Close()
    {
        _isClosed = true;
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }

        socket.Dispose();
    }

    private static SslStream Secure(Stream plain, SslServerAuthenticationOptions tls)
    {
        SslStream stream = new(plain, leaveInnerStreamOpen: false);
        stream.AuthenticateAsServer(tls);
        return stream;
    }

    private void WaitWhile(Func<bool> condition)
    {
        while (condition() && !_isClosed)
        {
            Thread.Sleep(Silence_ms);
        }
    }

    private void ReadPackets()
    {
        byte[] buffer = new byte[8 * 1024];
        int filled = 0;
        while (!_isClosed)
        {
            WaitWhile(() => faults.IsDeaf);
            while (MqttPacketReader.TryReadHeader(buffer.AsSpan(0, filled), MaxPacket_bytes, out MqttHeader header)
                && header.PacketLength <= filled)
            {
                Thread.Sleep(faults.Slowness_ms);
                if (!Handle(header, buffer.AsSpan(0, header.PacketLength)))
                {
                    return;
                }

                filled -= header.PacketLength;
                buffer.AsSpan(header.PacketLength, filled).CopyTo(buffer);
            }

            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            int count = _stream.Read(buffer, filled, buffer.Length - filled);
            if (count == 0)
            {
                return;
            }

            filled += count;
        }
    }

    // False ends the connection.
    private bool Handle(MqttHeader header, ReadOnlySpan<byte> packet)
    {
        MqttPacketReader reader = MqttPacketReader.ForBody(header, packet);
        if (_session is null)
        {
            return header.Type == MqttPacketType.Connect && Accept(reader.ReadConnect());
        }

        switch (header.Type)
        {
            case MqttPacketType.Publish:
                Take(reader.ReadPublish());
                return true;
            case MqttPacketType.PublishAck:
                state.Acknowledge(_session, reader.ReadPublishAck());
                return true;
            case MqttPacketType.Subscribe:
                MqttSubscription[] subscriptions = reader.ReadSubscribe(out int subscribed);
                SendSubscribeAck(subscribed, state.Subscribe(_session, subscriptions));
                state.SendRetained(_session, subscriptions);
                return true;
            case MqttPacketType.Unsubscribe:
                state.Unsubscribe(_session, reader.ReadUnsubscribe(out int unsubscribed));
                byte[] answer = new byte[MqttPacketWriter.Size(2)];
                new MqttPacketWriter(answer).UnsubscribeAck(unsubscribed);
                Send(answer);
                return true;
            case MqttPacketType.PingRequest:
                Send(MqttEncoder.Empty(MqttPacketType.PingResponse));
                return true;
            case MqttPacketType.Disconnect:
                _will = null;
                return false;
            default:
                return false;
        }
    }

    private bool Accept(MqttConnect connect)
    {
        byte[] answer = new byte[MqttPacketWriter.Size(2)];
        if (faults.RefusesWith != 0)
        {
            new MqttPacketWriter(answer).ConnectAck(false, faults.RefusesWith);
            Send(answer);
            return false;
        }

        _will = connect.Will;
        (_session, bool wasThere) = state.Open(connect, this);
        new MqttPacketWriter(answer).ConnectAck(wasThere, 0);
        Send(answer);
        state.Resume(_session);
        return true;
    }

    private void Take(in MqttPublish publish)
    {
        state.Publish(publish.Topic, publish.Payload.ToArray(), publish.Qos, publish.Retain);
        if (publish.Qos != MqttQos.AtMostOnce)
        {
            byte[] packet = MqttEncoder.PublishAck(publish.PacketId);
            int delay_ms = faults.AcknowledgeDelay_ms;
            for (int times = faults.TakeAcknowledgements(); times > 0; times--)
            {
                _ = delay_ms > 0 ? Later(packet, delay_ms) : null;
                if (delay_ms <= 0)
                {
                    Send(packet);
                }
            }
        }
    }

    private async Task Later(byte[] packet, int delay_ms)
    {
        await Task.Delay(delay_ms).ConfigureAwait(false);
        Send(packet);
    }

    private void SendSubscribeAck(int id, byte[] codes)
    {
        byte[] packet = new byte[MqttPacketWriter.Size(2 + codes.Length)];
        new MqttPacketWriter(packet).SubscribeAck(id, codes);
        Send(packet);
    }
}
