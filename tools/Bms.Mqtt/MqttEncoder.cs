namespace Bms.Mqtt;

/// <summary>Packets of exactly their own length, for a client to send and to keep. Bad values are an ArgumentException.</summary>
public static class MqttEncoder
{
    /// <summary>CONNECT (3.1).</summary>
    public static byte[] Connect(MqttConnect connect)
    {
        byte[] packet = new byte[MqttPacketWriter.Size(connect)];
        new MqttPacketWriter(packet).Connect(connect);
        return packet;
    }

    /// <summary>Throws ArgumentException when the packet would be longer than <paramref name="maxPacket_bytes"/>.</summary>
    public static byte[] Publish(in MqttPublish publish, int maxPacket_bytes)
    {
        int size = MqttPacketWriter.Size(publish);
        if (size > maxPacket_bytes)
        {
            throw new ArgumentException($"A packet must not be longer than {maxPacket_bytes} bytes.");
        }

        byte[] packet = new byte[size];
        new MqttPacketWriter(packet).Publish(publish);
        return packet;
    }

    /// <summary>PUBACK (3.4).</summary>
    public static byte[] PublishAck(int packetId)
    {
        byte[] packet = new byte[MqttPacketWriter.Size(2)];
        new MqttPacketWriter(packet).PublishAck(packetId);
        return packet;
    }

    /// <summary>SUBSCRIBE (3.8).</summary>
    public static byte[] Subscribe(int packetId, ReadOnlySpan<MqttSubscription> subscriptions)
    {
        byte[] packet = new byte[MqttPacketWriter.Size(subscriptions)];
        new MqttPacketWriter(packet).Subscribe(packetId, subscriptions);
        return packet;
    }

    /// <summary>UNSUBSCRIBE (3.10).</summary>
    public static byte[] Unsubscribe(int packetId, ReadOnlySpan<string> filters)
    {
        byte[] packet = new byte[MqttPacketWriter.Size(filters)];
        new MqttPacketWriter(packet).Unsubscribe(packetId, filters);
        return packet;
    }

    /// <summary>PINGREQ, PINGRESP or DISCONNECT (3.12 to 3.14).</summary>
    public static byte[] Empty(MqttPacketType type)
    {
        byte[] packet = new byte[MqttPacketWriter.Size(0)];
        new MqttPacketWriter(packet).Empty(type);
        return packet;
    }

    /// <summary>The acknowledgements of those messages of QoS 1 that came on a connection, one behind the other.</summary>
    public static byte[] PublishAcks(ReadOnlySpan<MqttMessage> messages, long connection)
    {
        using MemoryStream packets = new();
        foreach (MqttMessage message in messages)
        {
            if (message.PacketId != 0 && message.Connection == connection)
            {
                packets.Write(PublishAck(message.PacketId));
            }
        }

        return packets.ToArray();
    }
}
