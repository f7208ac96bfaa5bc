using Bms.Mqtt.Broker;
using Bms.Mqtt.Tests;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using Xunit;

namespace Bms.Twins.Tests.M2Mqtt;

/// <summary>
/// The package's defects, as found by running its sources against a scripted broker and mosquitto (version 5.1.220). Each is one that
/// <see cref="LosesNothingTests"/> then lives with.
/// </summary>
[Collection(PackageSettings.Name)]
public sealed class PackageDefectTests : IDisposable
{
    private static readonly MqttSettings s_settings = MqttSettings.Instance;

    public void Dispose()
    {
        s_settings.DelayOnRetry = MqttSettings.DefaultDelayRetry;
        s_settings.AttemptsOnRetry = MqttSettings.MaximumAttemptsRetry;
        s_settings.InflightQueueSize = MqttSettings.DefaultInflightQueueSize;
    }

    [Fact]
    public void A_message_in_flight_when_the_connection_breaks_is_lost_without_a_word_by_a_lasting_session()
    {
        using LoopbackBroker broker = new();
        broker.Faults.AcknowledgementsToLose = 1;
        s_settings.DelayOnRetry = 60_000; // it must not be sent again before the connection breaks
        using PackageClient package = new PackageClient(broker.Port).Connect(clean: false);
        int lost = package.Publish(1);
        WaitFor(() => broker.Published == 1);
        broker.Kill();
        package.Await("closed");
        broker.Start();
        package.Connect(clean: false);
        int next = package.Publish(2);
        Assert.Equal($"published {next}", package.Await($"published {next}"));
        Thread.Sleep(50);
        Assert.Equal(2, broker.Published); // 1 was not sent again
        Assert.DoesNotContain(package.Said, s => s.EndsWith($" {lost}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_late_acknowledgement_makes_it_send_three_times_on_the_live_connection_and_then_give_up()
    {
        s_settings.DelayOnRetry = 100;
        using ScriptedBroker broker = new(b =>
        {
            b.Accept();
            Assert.Equal("Publish t 01 AtLeastOnce False False 1", b.Read());
            Assert.Equal("Publish t 01 AtLeastOnce False True 1", b.Read());
            Assert.Equal("Publish t 01 AtLeastOnce False True 1", b.Read());
            b.StaySilent();
        });
        using PackageClient package = new PackageClient(broker.Options.Port).Connect();
        int sent = package.Publish(1);
        Assert.Equal($"given up {sent}", package.Await("given up"));
        Assert.True(package.Client.IsConnected);
    }

    [Fact]
    public void The_callers_array_is_not_copied()
    {
        s_settings.DelayOnRetry = 50;
        s_settings.AttemptsOnRetry = 1000;
        using ManualResetEventSlim sent = new();
        using ScriptedBroker broker = new(b =>
        {
            b.Accept();
            Assert.Equal("Publish t 01 AtLeastOnce False False 1", b.Read());
            sent.Set();
            while (b.Read() != "Publish t 09 AtLeastOnce False True 1")
            {
            }

            b.Send("40020001");
            b.StaySilent();
        });
        using PackageClient package = new PackageClient(broker.Options.Port).Connect();
        byte[] message = [1];
        package.Client.Publish("t", message, null, null, MqttQoSLevel.AtLeastOnce, false);
        Assert.True(sent.Wait(PackageClient.Limit_ms, TestContext.Current.CancellationToken));
        message[0] = 9;
        package.Await("published 1");
    }

    [Fact]
    public void A_full_queue_is_an_exception_and_without_a_bound_it_takes_everything_offline_too()
    {
        using LoopbackBroker broker = new();
        using PackageClient package = new(broker.Port);
        for (int i = 0; i < 1000; i++)
        {
            package.Publish((byte)i); // never connected
        }

        s_settings.InflightQueueSize = 2;
        using PackageClient bounded = new(broker.Port);
        bounded.Publish(1);
        bounded.Publish(2);
        MqttClientException e = Assert.Throws<MqttClientException>(() => bounded.Publish(3));
        Assert.Equal(MqttClientErrorCode.InflightQueueFull, e.ErrorCode);
    }

    [Fact]
    public void A_bound_set_by_one_client_holds_for_all()
    {
        using LoopbackBroker broker = new();
        using PackageClient one = new(broker.Port);
        using PackageClient other = new(broker.Port);
        one.Client.Settings.InflightQueueSize = 1;
        other.Publish(1);
        Assert.Throws<MqttClientException>(() => other.Publish(2));
    }

    [Fact]
    public void A_handler_that_throws_ends_the_connection()
    {
        using LoopbackBroker broker = new();
        using PackageClient package = new PackageClient(broker.Port);
        package.Client.MqttMsgPublished += (_, _) => throw new InvalidOperationException("in a handler");
        package.Connect();
        package.Publish(1);
        package.Await("closed");
    }

    private static void WaitFor(Func<bool> condition)
    {
        long end_ms = Environment.TickCount64 + PackageClient.Limit_ms;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < end_ms, "it did not happen in time");
            Thread.Sleep(5);
        }
    }
}
