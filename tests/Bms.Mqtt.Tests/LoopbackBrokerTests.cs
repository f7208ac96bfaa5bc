using System.Diagnostics;
using Bms.Mqtt.Broker;
using Bms.Tests.Brokers;
using Xunit;

namespace Bms.Mqtt.Tests;

/// <summary>The broker for machines without one: what a client may count on, its faults, and libmosquitto's opinion of it.</summary>
public sealed class LoopbackBrokerTests : IDisposable
{
    private readonly LoopbackBroker _broker = new();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public void Messages_reach_whoever_has_asked_for_them_at_the_lower_QoS_of_both()
    {
        using MqttClient subscriber = Connect("s");
        subscriber.SubscribeAndWait("a/+");
        using MqttClient publisher = Connect("p");
        publisher.PublishAndWait("a/1", [1]);
        publisher.PublishAndWait("b/1", [2]);
        publisher.PublishUnsure("a/2", [3], retain: false);
        MqttMessage first = subscriber.Next(MqttEventKind.Message).Message!;
        subscriber.Acknowledge(first);
        Assert.Equal("a/1", first.Topic);
        Assert.Equal("a/2", subscriber.Next(MqttEventKind.Message).Message!.Topic);
        int asked = subscriber.Unsubscribe("a/+");
        Assert.Equal(asked, subscriber.Next(MqttEventKind.Unsubscribed).PacketId);
        publisher.PublishAndWait("a/3", [4]);
        Assert.True(subscriber.IsQuiet(MqttEventKind.Message, 100));
        Assert.Equal(4, _broker.Published);
    }

    [Fact]
    public void Retained_messages_wait_for_new_subscribers_until_an_empty_one_removes_them()
    {
        using MqttClient publisher = Connect("p");
        publisher.PublishAndWait("a/kept", [1], retain: true);
        publisher.PublishAndWait("a/gone", [2], retain: true);
        publisher.PublishAndWait("a/gone", [], retain: true);
        using MqttClient subscriber = Connect("s");
        subscriber.SubscribeAndWait("a/#");
        MqttMessage kept = subscriber.Next(MqttEventKind.Message).Message!;
        subscriber.Acknowledge(kept);
        Assert.Equal(("a/kept", true), (kept.Topic, kept.Retained));
        Assert.True(subscriber.IsQuiet(MqttEventKind.Message, 100));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lasting_session_survives_a_death_unless_the_broker_stores_nothing(bool forget)
    {
        MqttClient lost = Connect("s", clean: false);
        lost.SubscribeAndWait("a/#");
        using MqttClient publisher = Connect("p");
        publisher.PublishAndWait("a/1", [1]);
        Assert.NotNull(lost.Next(MqttEventKind.Message).Message);
        lost.Dispose();
        publisher.PublishAndWait("a/2", [2]);
        _broker.Kill(forget);
        Assert.Throws<MqttException>(() => publisher.Next(MqttEventKind.Message));
        _broker.Start();
        using MqttClient back = Client("s", clean: false);
        Assert.Equal(!forget, back.Connect());
        if (forget)
        {
            Assert.True(back.IsQuiet(MqttEventKind.Message, 100));
            return;
        }

        Assert.Equal(("a/1", true), Take(back));
        Assert.Equal("a/2", Take(back).Topic);
    }

    [Fact]
    public void A_second_client_of_the_same_name_turns_the_first_one_out_and_its_will_is_published()
    {
        using MqttClient watcher = Connect("w");
        watcher.SubscribeAndWait("will");
        using MqttClient first = new(Options("x") with
        {
            Connect = new MqttConnect { ClientId = "x", Will = new MqttWill("will", new byte[] { 7 }, MqttQos.AtLeastOnce, false) },
        });
        first.Connect();
        using MqttClient second = Connect("x");
        Assert.Equal("will", watcher.Next(MqttEventKind.Message).Message!.Topic);
        Assert.Throws<MqttException>(() => first.Next(MqttEventKind.Message));
        second.PublishAndWait("t", [1]);
    }

    [Fact]
    public void Acknowledgements_can_be_lost_doubled_and_late()
    {
        using MqttClient client = Connect("c");
        _broker.Faults.AcknowledgementsToLose = 1;
        _broker.Faults.AcknowledgementsToDouble = 1;
        Assert.True(client.TryPublish("t", [1], false, out _));
        Assert.True(client.TryPublish("t", [2], false, out int doubled));
        Assert.Equal(doubled, client.Next(MqttEventKind.Published).PacketId);
        Assert.True(client.IsQuiet(MqttEventKind.Published, 100)); // the second one is nobody's
        Assert.Equal(1, client.InFlight);
        _broker.Faults.AcknowledgeDelay_ms = 200;
        Stopwatch watch = Stopwatch.StartNew();
        client.PublishAndWait("t", [3]);
        Assert.True(watch.ElapsedMilliseconds >= 150);
    }

    [Fact]
    public void Deaf_it_keeps_connections_open_and_does_nothing_on_them()
    {
        using MqttClient client = new(Options("c") with { Connect = new MqttConnect { ClientId = "c", KeepAlive_s = 1 } });
        client.Connect();
        _broker.Faults.IsDeaf = true;
        MqttException e = Assert.Throws<MqttException>(() => client.Next(MqttEventKind.Message));
        Assert.Contains("PINGREQ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silent_it_takes_connections_and_says_nothing()
    {
        _broker.Faults.IsSilent = true;
        using MqttClient client = new(Options("c") with { ConnectTimeout_ms = 200 });
        Assert.Contains("within 200 ms", Assert.Throws<MqttException>(() => client.Connect()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C000")]
    [InlineData("485454502F312E310D0A")]
    [InlineData("101A00044D51545403CE000A000163000177000109000175" + "00020102")]
    [InlineData("FFFFFFFFFF")]
    public void What_is_no_CONNECT_ends_the_connection_and_nothing_else(string hex)
    {
        using System.Net.Sockets.TcpClient stranger = new("127.0.0.1", _broker.Port) { ReceiveTimeout = Loops.Limit_ms };
        stranger.GetStream().Write(Convert.FromHexString(hex));
        int answer;
        try
        {
            answer = stranger.GetStream().ReadByte();
        }
        catch (IOException)
        {
            answer = -1; // reset: the same
        }

        Assert.Equal(-1, answer);
        using MqttClient client = Connect("c");
        client.PublishAndWait("t", [1]);
    }

    [Fact]
    public void The_reference_clients_work_with_it()
    {
        string? publish = Mosquitto.Find("mosquitto_pub");
        Assert.SkipUnless(publish is not null, "mosquitto_pub is not installed; on Debian: apt-get install mosquitto-clients");
        using MqttClient subscriber = Connect("s");
        subscriber.SubscribeAndWait("ref/#");
        using Process reference = Process.Start(publish!, $"-h 127.0.0.1 -p {_broker.Port} -q 1 -t ref/a -m hello");
        Assert.Equal("hello"u8.ToArray(), subscriber.Next(MqttEventKind.Message).Message!.Payload.ToArray());
        Assert.True(reference.WaitForExit(Loops.Limit_ms));
        Assert.Equal(0, reference.ExitCode);
    }

    private static (string Topic, bool Duplicate) Take(MqttClient client)
    {
        MqttMessage message = client.Next(MqttEventKind.Message).Message!;
        client.Acknowledge(message);
        return (message.Topic, message.Duplicate);
    }

    private MqttOptions Options(string id, bool clean = true) => new()
    {
        Host = "127.0.0.1", Port = _broker.Port, Connect = new MqttConnect { ClientId = id, CleanSession = clean },
    };

    private MqttClient Client(string id, bool clean = true) => new(Options(id, clean));

    private MqttClient Connect(string id, bool clean = true)
    {
        MqttClient client = Client(id, clean);
        client.Connect();
        return client;
    }
}
