using System.Diagnostics;
using Bms.Tests.Brokers;
using Xunit;

namespace Bms.Mqtt.Tests;

/// <summary>The client against a real broker, and libmosquitto's own clients as a second opinion on what is on the wire.</summary>
public class MosquittoTests
{
    [Fact]
    public void What_one_client_publishes_another_gets()
    {
        using Mosquitto broker = new();
        using MqttClient publisher = Connected(broker.Client("p"));
        publisher.PublishAndWait("a/kept", [1], retain: true);
        using MqttClient subscriber = Connected(broker.Client("s"));
        subscriber.SubscribeAndWait("a/#");
        MqttMessage kept = subscriber.Next(MqttEventKind.Message).Message!;
        subscriber.Acknowledge(kept);
        Assert.Equal(("a/kept", true), (kept.Topic, kept.Retained));
        publisher.PublishUnsure("a/unsure", [2], retain: false);
        Assert.Equal("a/unsure", subscriber.Next(MqttEventKind.Message).Message!.Topic);
        byte[] large = [.. Enumerable.Range(0, 200_000).Select(i => (byte)i)];
        publisher.PublishAndWait("a/large", large);
        Assert.Equal(large, subscriber.Next(MqttEventKind.Message).Message!.Payload.ToArray());
        int asked = subscriber.Unsubscribe("a/#");
        Assert.Equal(asked, subscriber.Next(MqttEventKind.Unsubscribed).PacketId);
        publisher.PublishAndWait("a/late", [3]);
        Assert.True(subscriber.IsQuiet(MqttEventKind.Message, 200));
    }

    [Fact]
    public void The_reference_client_reads_what_we_publish()
    {
        using Mosquitto broker = new();
        using Process reference = broker.RunClient("mosquitto_sub", "-t", "ref/#", "-q", "1", "-C", "2", "-W", "120", "-F", "%t %q %r %x");
        using MqttClient client = Connected(broker.Client("c"));
        client.PublishAndWait("ref/\u6C34", [0, 255, 16], retain: true);

        // What it has printed proves that it has subscribed: only then may a message follow that nobody keeps.
        string first = reference.StandardOutput.ReadLine() ?? string.Empty;
        Assert.Contains("ref/\u6C34 1", first, StringComparison.Ordinal);
        Assert.EndsWith("00ff10", first, StringComparison.OrdinalIgnoreCase);
        client.PublishAndWait("ref/b", []);
        Assert.StartsWith("ref/b 1 0", reference.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        Assert.True(reference.WaitForExit(Loops.Limit_ms));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("2")]
    public void We_read_what_the_reference_client_publishes(string qos)
    {
        using Mosquitto broker = new();
        using MqttClient client = Connected(broker.Client("c"));
        client.SubscribeAndWait("ref/+");
        using Process reference = broker.RunClient("mosquitto_pub", "-t", "ref/x", "-q", qos, "-m", "hello");
        MqttMessage message = client.Next(MqttEventKind.Message).Message!;
        client.Acknowledge(message);
        Assert.Equal("hello"u8.ToArray(), message.Payload.ToArray());
        Assert.True(reference.WaitForExit(Loops.Limit_ms));
        Assert.Equal(0, reference.ExitCode);
    }

    [Fact]
    public void What_was_not_acknowledged_comes_again_and_what_was_does_not()
    {
        using Mosquitto broker = new();
        MqttClient lost = Connected(broker.Client("s", clean: false));
        lost.SubscribeAndWait("a/#");
        using MqttClient publisher = Connected(broker.Client("p"));
        publisher.PublishAndWait("a/1", [1]);
        publisher.PublishAndWait("a/2", [2]);
        lost.Acknowledge(lost.Next(MqttEventKind.Message).Message!);
        MqttMessage old = lost.Next(MqttEventKind.Message).Message!;
        lost.Dispose();

        using MqttClient back = broker.Client("s", clean: false);
        Assert.True(back.Connect());
        MqttMessage again = back.Next(MqttEventKind.Message).Message!;
        Assert.Equal(("a/2", true), (again.Topic, again.Duplicate));
        Assert.Equal(old.Payload.ToArray(), again.Payload.ToArray());
        Assert.True(back.IsQuiet(MqttEventKind.Message, 200));
    }

    [Fact]
    public void The_will_is_published_unless_the_client_says_goodbye()
    {
        using Mosquitto broker = new();
        using MqttClient watcher = Connected(broker.Client("w"));
        watcher.SubscribeAndWait("will/#");
        Connected(broker.Client("", connect: Mortal("polite"))).Disconnect();
        Connected(broker.Client("", connect: Mortal("rude"))).Dispose();
        Assert.Equal("will/rude", watcher.Next(MqttEventKind.Message).Message!.Topic);
        Assert.True(watcher.IsQuiet(MqttEventKind.Message, 200));
    }

    [Fact]
    public void An_idle_connection_stays_up_because_the_broker_answers_its_pings()
    {
        using Mosquitto broker = new();

        // Two are due in the time; one connection may be lost on a machine that holds either side up for half a second.
        Assert.Contains(Enumerable.Range(0, 10), _ => StaysUp(broker));
    }

    [Fact]
    public void Who_may_not_connect_is_told_so()
    {
        using Mosquitto broker = new(_ => "allow_anonymous false");
        using MqttClient client = broker.Client("c");
        Assert.Contains("not authorised", Assert.Throws<MqttException>(() => client.Connect()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broker_that_is_stopped_twice_while_we_publish_loses_nothing()
    {
        const int Count = 3000;
        using Mosquitto broker = new();
        using MqttClient subscriber = Connected(broker.Client("s", clean: false));
        subscriber.SubscribeAndWait("n/#");
        using MqttClient publisher = Connected(broker.Client("p", clean: false, inFlight: 50));
        HashSet<int> acknowledged = [];
        HashSet<int> received = [];
        Dictionary<int, int> numberOf = [];
        int next = 0;
        int stops = 0;
        long end_ms = Environment.TickCount64 + (2 * Loops.Limit_ms);
        while (received.Count < Count || acknowledged.Count < Count)
        {
            Assert.True(Environment.TickCount64 < end_ms, $"{acknowledged.Count} acknowledged and {received.Count} received of {Count}");
            if (stops < 2 && acknowledged.Count > (stops + 1) * Count / 3)
            {
                stops++;
                broker.Stop();
                broker.Start();
            }

            try
            {
                _ = publisher.IsConnected || publisher.Connect();
                _ = subscriber.IsConnected || subscriber.Connect();
                while (next < Count && publisher.TryPublish($"n/{next}", BitConverter.GetBytes(next), false, out int id))
                {
                    numberOf[id] = next++;
                }

                while (publisher.TryReceive(0, out MqttEvent done))
                {
                    acknowledged.Add(numberOf[done.PacketId]);
                }

                while (subscriber.TryReceive(1, out MqttEvent got))
                {
                    received.Add(BitConverter.ToInt32(got.Message!.Payload.Span));
                    subscriber.Acknowledge(got.Message!);
                }
            }
            catch (MqttException)
            {
                // The broker was away: both connect again.
            }
        }

        Assert.Equal(2, stops);
        Assert.Equal(Enumerable.Range(0, Count), received.Order());
    }

    private static bool StaysUp(Mosquitto broker)
    {
        using MqttClient client = Connected(broker.Client("", connect: new MqttConnect { ClientId = "idle", KeepAlive_s = 1 }));
        try
        {
            Assert.True(client.IsQuiet(MqttEventKind.Message, 1600));
            client.PublishAndWait("a", [1]);
            return true;
        }
        catch (MqttException)
        {
            return false;
        }
    }

    private static MqttConnect Mortal(string id) => new()
    {
        ClientId = id,
        Will = new MqttWill("will/" + id, "gone"u8.ToArray(), MqttQos.AtLeastOnce, false),
    };

    private static MqttClient Connected(MqttClient client)
    {
        client.Connect();
        return client;
    }
}
