using System.Diagnostics;
using Xunit;

namespace Bms.Mqtt.Tests;

/// <summary>The client against a broker that behaves, misbehaves or says nothing.</summary>
public class MqttClientTests
{
    [Fact]
    public void Messages_come_in_pieces_or_together_and_in_order()
    {
        using ScriptedBroker broker = new(b =>
        {
            b.Accept();
            foreach (byte piece in Convert.FromHexString("3206000161000731"))
            {
                b.Stream.WriteByte(piece);
                Thread.Sleep(2);
            }

            b.Send("30040001613240020001" + "D000" + "300400016133");
            b.StaySilent();
        });
        using MqttClient client = new(broker.Options);
        Assert.False(client.Connect());
        Assert.Equal("1", Text(client.Next(MqttEventKind.Message)));
        Assert.Equal("2", Text(client.Next(MqttEventKind.Message)));
        Assert.Equal("3", Text(client.Next(MqttEventKind.Message)));
        Assert.False(client.TryReceive(50, out _));
    }

    [Fact]
    public void A_message_is_acknowledged_when_the_caller_says_so_and_not_before()
    {
        using ScriptedBroker broker = new(b =>
        {
            b.Accept();
            b.Send("3206000161000731");
            Assert.Equal("Publish t 01 AtMostOnce False False 0", b.Read());
            Assert.Equal("PublishAck 7", b.Read());
        });
        using MqttClient client = new(broker.Options);
        client.Connect();
        MqttMessage message = client.Next(MqttEventKind.Message).Message!;
        Assert.True(client.IsQuiet(MqttEventKind.Message, 50));
        client.PublishUnsure("t", [1], false);
        client.Acknowledge(message);
        broker.Finish();
    }

    [Fact]
    public void What_was_not_acknowledged_is_sent_again_on_the_next_connection_in_order_and_marked()
    {
        using ScriptedBroker broker = new(
            b =>
            {
                b.Accept();
                Assert.Equal("Publish t 01 AtLeastOnce False False 1", b.Read());
                Assert.Equal("Publish t 02 AtLeastOnce True False 2", b.Read());
                Assert.Equal("Publish t 03 AtLeastOnce False False 3", b.Read());
                b.Send("40020002");
            },
            b =>
            {
                b.Accept(sessionPresent: true);
                Assert.Equal("Publish t 01 AtLeastOnce False True 1", b.Read());
                Assert.Equal("Publish t 03 AtLeastOnce False True 3", b.Read());
                b.Send("40020001" + "40020001" + "40020003");
                b.StaySilent();
            });
        using MqttClient client = new(broker.Options);
        client.Connect();
        Assert.True(client.TryPublish("t", [1], false, out _));
        Assert.True(client.TryPublish("t", [2], true, out _));
        Assert.True(client.TryPublish("t", [3], false, out _));
        Assert.Equal(2, client.Next(MqttEventKind.Published).PacketId);
        Assert.Contains("closed", Assert.Throws<MqttException>(() => client.Next(MqttEventKind.Message)).Message, StringComparison.Ordinal);
        Assert.Equal((false, 2), (client.IsConnected, client.InFlight));
        Assert.True(client.Connect());
        Assert.Equal(1, client.Next(MqttEventKind.Published).PacketId);
        Assert.Equal(3, client.Next(MqttEventKind.Published).PacketId);
        Assert.Equal(0, client.InFlight);
    }

    [Fact]
    public void The_window_is_bounded_and_ids_in_use_are_not_given_again()
    {
        using ScriptedBroker broker = new(b =>
        {
            b.Accept();
            b.StaySilent();
        });
        using MqttClient client = new(broker.Options with { MaxInFlight = 2 });
        client.Connect();
        Assert.True(client.TryPublish("t", [], false, out int first));
        int asked = client.Subscribe(new MqttSubscription("t", MqttQos.AtLeastOnce));
        Assert.True(client.TryPublish("t", [], false, out int second));
        Assert.Equal([1, 2, 3], [first, asked, second]);
        Assert.False(client.TryPublish("t", [], false, out int third));
        Assert.Equal((0, 2), (third, client.InFlight));
    }

    [Fact]
    public void A_refused_filter_is_told()
    {
        using ScriptedBroker broker = new(b =>
        {
            b.Accept();
            Assert.Equal("Subscribe MqttSubscription { Filter = a, Qos = AtLeastOnce } 1", b.Read());
            b.Send("9003000180" + "B0020001");
            b.StaySilent();
        });
        using MqttClient client = new(broker.Options);
        client.Connect();
        client.Subscribe(new MqttSubscription("a", MqttQos.AtLeastOnce));
        Assert.True(client.Next(MqttEventKind.Subscribed).Refused);
        MqttException e = Assert.Throws<MqttException>(() => client.Next(MqttEventKind.Unsubscribed));
        Assert.Contains("which was not asked", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20020005", "not authorised (code 5)")]
    [InlineData("20020001", "MQTT 3.1.1 (code 1)")]
    [InlineData("20020009", "code 9")]
    [InlineData("D000", "PingResponse came where ConnectAck should be")]
    [InlineData("485454502F312E31", "flags")]
    [InlineData("", "closed the connection")]
    public void A_CONNECT_that_fails_says_why(string answer, string expected)
    {
        using ScriptedBroker broker = new(b =>
        {
            b.Read();
            b.Send(answer);
        });
        using MqttClient client = new(broker.Options);
        MqttException e = Assert.Throws<MqttException>(() => client.Connect());
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.StartsWith($"127.0.0.1:{broker.Options.Port}: ", e.Message, StringComparison.Ordinal);
        Assert.False(client.IsConnected);
    }

    [Theory]
    [InlineData("340600016100073132", "QoS 2")]
    [InlineData("20020000", "second CONNACK")]
    [InlineData("C000", "only a client may send")]
    [InlineData("30FFFF7F", "2097155 bytes is announced; at most 1000")]
    [InlineData("3003000161", "")]
    [InlineData("30030005616161", "ends too early")]
    public void A_packet_that_breaks_the_protocol_ends_the_connection(string packet, string expected)
    {
        using ScriptedBroker broker = new(b =>
        {
            b.Accept();
            b.Send(packet);
            b.StaySilent();
        });
        using MqttClient client = new(broker.Options with { MaxPacket_bytes = 1000 });
        client.Connect();
        if (expected.Length == 0)
        {
            Assert.Equal("", Text(client.Next(MqttEventKind.Message)));
            return;
        }

        MqttException e = Assert.Throws<MqttException>(() => client.Next(MqttEventKind.Message));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.False(client.IsConnected);
        Assert.Throws<MqttException>(() => client.TryReceive(0, out _));
    }

    [Fact]
    public void A_broker_that_accepts_TCP_and_says_nothing_costs_the_stated_time_at_most()
    {
        using ScriptedBroker broker = new(b => b.StaySilent());
        using MqttClient client = new(broker.Options with { ConnectTimeout_ms = 300 });
        Stopwatch watch = Stopwatch.StartNew();
        MqttException e = Assert.Throws<MqttException>(() => client.Connect());
        Assert.Contains("within 300 ms", e.Message, StringComparison.Ordinal);
        Assert.InRange(watch.ElapsedMilliseconds, 250, Loops.Limit_ms);
    }

    [Fact]
    public void A_broker_that_says_nothing_in_a_TLS_handshake_costs_the_stated_time_at_most()
    {
        using ScriptedBroker broker = new(b => b.StaySilent());
        using MqttClient client = new(broker.Options with { ConnectTimeout_ms = 300, Tls = new MqttTls() });
        MqttException e = Assert.Throws<MqttException>(() => client.Connect());
        Assert.Contains("no connection within 300 ms", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broker_that_falls_silent_is_noticed_by_the_keep_alive()
    {
        using ScriptedBroker broker = new(b =>
        {
            b.Accept();
            Assert.Equal("PingRequest ", b.Read());
            b.StaySilent();
        });
        using MqttClient client = new(broker.Options with { Connect = new MqttConnect { KeepAlive_s = 1 } });
        client.Connect();
        MqttException e = Assert.Throws<MqttException>(() => client.TryReceive(Loops.Limit_ms, out _));
        Assert.Contains("PINGREQ within 500 ms", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_idle_connection_asks_for_a_sign_of_life_again_and_again()
    {
        // On a machine that stands still for half a second an answer comes too late, and that connection is given up.
        Assert.Contains(Enumerable.Range(0, 10), _ => HearsPings(3));
    }

    [Fact]
    public void An_answer_that_waits_to_be_read_is_a_sign_of_life_however_late_it_is_read()
    {
        using ManualResetEventSlim asked = new(), busy = new(), answered = new();
        using ScriptedBroker broker = new(b =>
        {
            b.Accept();
            Assert.Equal("PingRequest ", b.Read());
            asked.Set();
            busy.Wait(Loops.Limit_ms);
            b.Send("D000" + "300400016131");
            answered.Set();
            b.StaySilent();
        });
        using MqttClient client = new(broker.Options with { Connect = new MqttConnect { KeepAlive_s = 1 } });
        client.Connect();
        while (!asked.IsSet)
        {
            Assert.False(client.TryReceive(1, out _));
        }

        busy.Set();
        Assert.True(answered.Wait(Loops.Limit_ms, TestContext.Current.CancellationToken));
        Thread.Sleep(1000); // for longer than the broker has for its answer
        Assert.Equal("1", Text(client.Next(MqttEventKind.Message)));
    }

    [Fact]
    public void Nobody_listening_is_one_line()
    {
        using MqttClient client = new(new MqttOptions { Host = "127.0.0.1", Port = 1 });
        MqttException e = Assert.Throws<MqttException>(() => client.Connect());
        Assert.StartsWith("127.0.0.1:1: no connection, ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Wrong_use_is_refused_before_anything_is_sent()
    {
        MqttOptions good = new() { Host = "127.0.0.1", Port = 1 };
        Assert.ThrowsAny<ArgumentException>(() => new MqttClient(good with { Port = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => new MqttClient(good with { Host = "" }));
        Assert.ThrowsAny<ArgumentException>(() => new MqttClient(good with { MaxInFlight = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => new MqttClient(good with { Connect = new MqttConnect { CleanSession = false } }));
        using ScriptedBroker broker = new(b =>
        {
            b.Accept();
            Assert.Equal("Disconnect ", b.Read());
            Assert.Equal("end", b.Read());
        });
        using MqttClient client = new(broker.Options with { MaxPacket_bytes = 64 });
        Assert.Throws<MqttException>(() => client.PublishUnsure("t", [], false));
        client.Connect();
        Assert.Throws<ArgumentException>(() => client.TryPublish("t", new byte[60], false, out _));
        Assert.Throws<ArgumentException>(() => client.Subscribe(new MqttSubscription("t", MqttQos.ExactlyOnce)));
        client.Disconnect();
        broker.Finish();
    }

    private static bool HearsPings(int count)
    {
        using ScriptedBroker broker = new(b =>
        {
            b.Accept();
            for (int ping = 0; ping < count; ping++)
            {
                Assert.Equal("PingRequest ", b.Read());
                b.Send("D000");
            }

            b.Send("300400016131");
            b.StaySilent();
        });
        using MqttClient client = new(broker.Options with { Connect = new MqttConnect { KeepAlive_s = 1 } });
        client.Connect();
        try
        {
            return client.TryReceive(10_000, out MqttEvent received) && Text(received) == "1";
        }
        catch (MqttException)
        {
            return false;
        }
    }

    private static string Text(MqttEvent e) => System.Text.Encoding.ASCII.GetString(e.Message!.Payload.Span);
}
