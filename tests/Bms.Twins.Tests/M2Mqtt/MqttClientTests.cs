using Bms.Mqtt.Broker;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using Xunit;

namespace Bms.Twins.Tests.M2Mqtt;

/// <summary>What the package does well, against a broker that works.</summary>
[Collection(PackageSettings.Name)]
public class MqttClientTests
{
    [Fact]
    public void Publishes_subscribes_receives_and_unsubscribes()
    {
        using LoopbackBroker broker = new();
        using PackageClient package = new PackageClient(broker.Port).Connect();
        Assert.True(package.Client.IsConnected);
        int asked = package.Client.Subscribe(["a/#", "b"], [MqttQoSLevel.AtLeastOnce, MqttQoSLevel.AtMostOnce]);
        Assert.Equal($"subscribed {asked} AtLeastOnce AtMostOnce", package.Await("subscribed"));
        int sent = package.Client.Publish("a/x", [1, 2], null, null, MqttQoSLevel.AtLeastOnce, true);
        Assert.Equal($"published {sent}", package.Await("published"));
        Assert.Equal("received a/x 0102 AtLeastOnce False", package.Await("received a"));
        package.Client.Publish("b", [3]);
        Assert.Equal("received b 03 AtMostOnce False", package.Await("received b"));
        Assert.Equal($"unsubscribed {package.Client.Unsubscribe(["b"])}", package.Await("unsubscribed"));
    }

    [Theory]
    [InlineData(5, MqttReasonCode.ConnectionRefusedNotAuthorized)]
    [InlineData(3, MqttReasonCode.ConnectionRefusedServerUnavailable)]
    public void A_refusal_is_a_code_and_not_an_exception(int code, MqttReasonCode expected)
    {
        using LoopbackBroker broker = new();
        broker.Faults.RefusesWith = code;
        using PackageClient package = new(broker.Port);
        Assert.Equal(expected, package.Client.Connect("c", true));
        Assert.False(package.Client.IsConnected);
    }

    [Fact]
    public void Nobody_listening_and_no_such_name_are_exceptions_the_second_already_when_the_client_is_made()
    {
        LoopbackBroker gone = new();
        gone.Dispose();
        using PackageClient package = new(gone.Port);
        Assert.Throws<MqttConnectionException>(() => package.Client.Connect("c"));
        Assert.ThrowsAny<System.Net.Sockets.SocketException>(() => new MqttClient("no.such.name.invalid"));
    }

    [Fact]
    public void A_broker_that_dies_is_told_by_an_event_and_by_IsConnected()
    {
        using LoopbackBroker broker = new();
        using PackageClient package = new PackageClient(broker.Port).Connect();
        broker.Kill();
        package.Await("closed");
        Assert.False(package.Client.IsConnected);
    }

    [Fact]
    public void A_broker_that_falls_silent_is_found_by_the_keep_alive()
    {
        using LoopbackBroker broker = new();
        using PackageClient package = new PackageClient(broker.Port).Connect(keepAlive_s: 1);
        broker.Faults.IsDeaf = true;
        package.Await("closed");
        Assert.False(package.Client.IsConnected);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_will_is_a_text_published_when_the_connection_breaks_and_not_after_a_goodbye(bool breaks)
    {
        using LoopbackBroker broker = new();
        using PackageClient watcher = new PackageClient(broker.Port, "watcher").Connect();
        watcher.Client.Subscribe(["a/#"], [MqttQoSLevel.AtLeastOnce]);
        watcher.Await("subscribed");
        PackageClient package = new(broker.Port);
        package.Client.Connect("c", null, null, true, MqttQoSLevel.AtLeastOnce, true, "a/s", "lost", true, 60);
        Assert.Equal((true, "a/s", "lost"), (package.Client.WillFlag, package.Client.WillTopic, package.Client.WillMessage));
        if (!breaks)
        {
            package.Client.Disconnect();
        }

        package.Dispose();
        watcher.Client.Publish("a/after", [1]);
        watcher.Await(breaks ? "received a/s 6C6F7374" : "received a/after");
        Assert.Equal(breaks, watcher.Said.Any(s => s.StartsWith("received a/s", StringComparison.Ordinal)));
    }
}
