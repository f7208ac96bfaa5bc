namespace Bms.Mqtt.Tests;

/// <summary>Reads any packet, to the last byte.</summary>
public static class Packets
{
    public const int Max_bytes = 1 << 20;

    /// <summary>One good packet of each type, in hex.</summary>
    public static readonly string[] Samples =
    [
        "101A00044D51545404CE000A000163000177000109000175" + "00020102",
        "20020100",
        "3B090003612F62000A6869",
        "30050003612F62",
        "4002000A",
        "820E000A0003612F62010003632F6402",
        "9005000A000280",
        "A20C000A0003612F620003632F64",
        "B002000A",
        "C000",
        "D000",
        "E000",
    ];

    /// <summary>The contents as a text; throws MqttException when the packet breaks a rule, null when it is not complete.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes, int max_bytes = Max_bytes)
    {
        if (!MqttPacketReader.TryReadHeader(bytes, max_bytes, out MqttHeader header) || header.PacketLength > bytes.Length)
        {
            return null;
        }

        MqttPacketReader reader = MqttPacketReader.ForBody(header, bytes);
        return header.Type + " " + Body(header.Type, ref reader);
    }

    private static string Body(MqttPacketType type, ref MqttPacketReader reader)
    {
        int id;
        switch (type)
        {
            case MqttPacketType.Connect: return Text(reader.ReadConnect());
            case MqttPacketType.ConnectAck: return reader.ReadConnectAck(out bool present) + " " + present;
            case MqttPacketType.Publish: return Text(reader.ReadPublish());
            case MqttPacketType.PublishAck: return reader.ReadPublishAck().ToString();
            case MqttPacketType.Subscribe: return string.Join(' ', reader.ReadSubscribe(out id)) + " " + id;
            case MqttPacketType.SubscribeAck: return Convert.ToHexString(reader.ReadSubscribeAck(out id)) + " " + id;
            case MqttPacketType.Unsubscribe: return string.Join(' ', reader.ReadUnsubscribe(out id)) + " " + id;
            case MqttPacketType.UnsubscribeAck: return reader.ReadUnsubscribeAck().ToString();
            default:
                reader.ReadEmpty();
                return "";
        }
    }

    public static string Text(in MqttPublish p) =>
        $"{p.Topic} {Convert.ToHexString(p.Payload)} {p.Qos} {p.Retain} {p.Duplicate} {p.PacketId}";

    public static string Text(MqttConnect c)
    {
        string will = c.Will is MqttWill w ? $"{w.Topic} {Convert.ToHexString(w.Payload.Span)} {w.Qos} {w.Retain}" : "-";
        string password = c.Password is byte[] p ? Convert.ToHexString(p) : "-";
        return $"{c.ClientId} {c.CleanSession} {c.KeepAlive_s} [{will}] {c.User ?? "-"} {password}";
    }
}
