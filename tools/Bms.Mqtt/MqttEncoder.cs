namespace Bms.Mqtt;

/// <summary>Packets of exactly their own length, for the client to send and to keep.</summary>
internal static class MqttEncoder
{
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

    public static byte[] PublishAck(int packetId)
    {
        byte[] packet = new byte[MqttPacketWriter.Size(2)];
        new MqttPacketWriter(packet).PublishAck(packetId);
        return packet;
    }

    public static byte[] Subscribe(int packetId, ReadOnlySpan<MqttSubscription> subscriptions)
    {
        byte[] packet = new byte[MqttPacketWriter.Size(subscriptions)];
        new MqttPacketWriter(packet).Subscribe(packetId, subscriptions);
        return packet;
    }

    public static byte[] Unsubscribe(int packetId, ReadOnlySpan<string> filters)
    {
        byte[] packet = new byte[MqttPacketWriter.Size(filters)];
        new MqttPacketWriter(packet).Unsubscribe(packetId, filters);
        return packet;
    }

    public static byte[] Empty(MqttPacketType type)
    {
        byte[] packet = new byte[MqttPacketWriter.Size(0)];
        new MqttPacketWriter(packet).Empty(type);
        return packet;
    }
}
