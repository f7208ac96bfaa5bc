namespace Bms.Mqtt.Tests;

/// <summary>The loops that a holder of a client writes, with an end.</summary>
public static class Loops
{
    /// <summary>Only against hanging: nothing that is waited for takes so long, even on a machine that does much else.</summary>
    public const int Limit_ms = 120_000;

    /// <summary>The next event of a kind; others are dropped. Throws TimeoutException when none comes.</summary>
    public static MqttEvent Next(this IMqttClient client, MqttEventKind kind)
    {
        long end_ms = Environment.TickCount64 + Limit_ms;
        while (Environment.TickCount64 < end_ms)
        {
            if (client.TryReceive(100, out MqttEvent received) && received.Kind == kind)
            {
                return received;
            }
        }

        throw new TimeoutException($"no {kind} within {Limit_ms} ms");
    }

    public static void SubscribeAndWait(this IMqttClient client, string filter)
    {
        int asked = client.Subscribe(new MqttSubscription(filter, MqttQos.AtLeastOnce));
        MqttEvent answer = client.Next(MqttEventKind.Subscribed);
        Xunit.Assert.Equal((asked, false), (answer.PacketId, answer.Refused));
    }

    public static void PublishAndWait(this IMqttClient client, string topic, byte[] payload, bool retain = false)
    {
        Xunit.Assert.True(client.TryPublish(topic, payload, retain, out int sent));
        Xunit.Assert.Equal(sent, client.Next(MqttEventKind.Published).PacketId);
    }

    /// <summary>True when nothing of this kind happens for a while.</summary>
    public static bool IsQuiet(this IMqttClient client, MqttEventKind kind, int time_ms)
    {
        long end_ms = Environment.TickCount64 + time_ms;
        while (Environment.TickCount64 < end_ms)
        {
            if (client.TryReceive(50, out MqttEvent received) && received.Kind == kind)
            {
                return false;
            }
        }

        return true;
    }
}
