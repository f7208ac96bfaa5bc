using Bms.Drivers;
using nanoFramework.M2Mqtt.Messages;
using Xunit;

namespace Bms.Tests.Drivers;

public class M2MqttLinkTests
{
    private readonly FakeMqttClient _client = new();
    private readonly M2MqttLink _link = new();

    [Fact]
    public void Without_a_connected_client_nothing_is_taken()
    {
        Assert.False(_link.IsConnected);
        Assert.Equal(0, Publish());
        _link.Attach(_client);
        _client.IsConnected = false;
        Assert.False(_link.IsConnected);
        Assert.Equal(0, Publish());
        _client.IsConnected = true;
        Assert.True(_link.IsConnected);
        Assert.NotEqual(0, Publish());
    }

    [Fact]
    public void A_record_goes_at_QoS_1_as_a_copy_of_its_own_length()
    {
        _link.Attach(_client);
        byte[] buffer = [1, 2, 3, 4, 5];
        Assert.True(_link.Publish("bms/v1/3f/demo/00010203/b", buffer, 3, true) > 0);
        buffer[0] = 9;
        (string topic, byte[] message, MqttQoSLevel qos, bool retain) = Assert.Single(_client.Sent);
        Assert.Equal("bms/v1/3f/demo/00010203/b", topic);
        Assert.Equal(new byte[] { 1, 2, 3 }, message);
        Assert.Equal(MqttQoSLevel.AtLeastOnce, qos);
        Assert.True(retain);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_brokers_word_ends_a_record_once(bool published)
    {
        _link.Attach(_client);
        int first = Publish();
        int second = Publish();
        Assert.Equal(0, _link.TakeFinished(out _));
        _client.End(second, published);
        _client.End(second, published);
        Assert.Equal(second, _link.TakeFinished(out bool delivered));
        Assert.Equal(published, delivered);
        Assert.Equal(0, _link.TakeFinished(out _));
        _client.End(first, true);
        Assert.Equal(first, _link.TakeFinished(out _));
    }

    [Fact]
    public void An_acknowledgement_that_overtakes_the_return_of_publish_is_not_lost()
    {
        _client.AcknowledgesAtOnce = true;
        _link.Attach(_client);
        int handle = Publish();
        Assert.Equal(handle, _link.TakeFinished(out bool delivered));
        Assert.True(delivered);
    }

    [Fact]
    public void At_most_eight_records_are_under_way()
    {
        _link.Attach(_client);
        for (int i = 0; i < 8; i++)
        {
            Assert.NotEqual(0, Publish());
        }

        Assert.Equal(0, Publish());
        Assert.Equal(8, _client.Sent.Count);
        _client.End(3, true);
        Assert.Equal(3, _link.TakeFinished(out _));
        Assert.NotEqual(0, Publish());
    }

    [Fact]
    public void The_oldest_record_under_way_is_known()
    {
        Assert.Equal(0, _link.OldestUnderWay);
        _link.Attach(_client);
        int first = Publish();
        int second = Publish();
        Assert.Equal(first, _link.OldestUnderWay);
        _client.End(first, true);
        _link.TakeFinished(out _);
        int third = Publish(); // takes the place of the first
        Assert.Equal(second, _link.OldestUnderWay);
        _client.End(second, true);
        _link.TakeFinished(out _);
        Assert.Equal(third, _link.OldestUnderWay);
    }

    [Fact]
    public void A_connection_that_delivers_nothing_any_more_counts_as_gone()
    {
        _link.Attach(_client);
        for (int i = 0; i < M2MqttLink.MaxGivenUp; i++)
        {
            Assert.True(_link.IsConnected);
            int handle = Publish();
            _client.End(handle, false);
            Assert.Equal(handle, _link.TakeFinished(out _));
        }

        Assert.False(_link.IsConnected);
        Assert.Equal(0, Publish());
        _link.Attach(new FakeMqttClient());
        Assert.True(_link.IsConnected);
    }

    [Fact]
    public void A_full_queue_of_the_package_is_a_record_not_taken()
    {
        _link.Attach(_client);
        _client.QueueIsFull = true;
        Assert.Equal(0, Publish());
        _client.QueueIsFull = false;
        Assert.NotEqual(0, Publish());
        Assert.Equal(0, _link.TakeFinished(out _));
    }

    [Fact]
    public void Records_under_way_when_the_connection_ends_are_not_delivered()
    {
        _link.Attach(_client);
        int first = Publish();
        int second = Publish();
        _client.End(first, true); // nobody has asked for it: with the connection it is uncertain
        _link.Detach();
        Assert.Equal(first, _link.TakeFinished(out bool delivered));
        Assert.False(delivered);
        Assert.Equal(second, _link.TakeFinished(out delivered));
        Assert.False(delivered);
        Assert.Equal(0, _link.TakeFinished(out _));
        Assert.False(_client.HasListener);
    }

    [Fact]
    public void A_new_client_waits_until_the_old_ones_records_have_ended()
    {
        _link.Attach(_client);
        int old = Publish();
        var next = new FakeMqttClient();
        _link.Attach(next);
        Assert.False(_client.HasListener);
        Assert.Equal(0, Publish());
        Assert.Equal(old, _link.TakeFinished(out bool delivered));
        Assert.False(delivered);
        int handle = Publish();
        _client.End(handle, true); // too late, and from the wrong side
        Assert.Equal(0, _link.TakeFinished(out _));
        next.End(handle, true);
        Assert.Equal(handle, _link.TakeFinished(out delivered));
        Assert.True(delivered);
    }

    [Fact]
    public void An_acknowledgement_on_its_way_when_the_client_is_replaced_does_not_end_the_new_ones_record()
    {
        _client.RemovesTooLate = true;
        _link.Attach(_client);
        var next = new FakeMqttClient();
        _link.Attach(next);
        int handle = Publish();
        _client.End(handle, true);
        Assert.Equal(0, _link.TakeFinished(out _));
        next.End(handle, true);
        Assert.Equal(handle, _link.TakeFinished(out _));
    }

    [Fact]
    public void Acknowledgements_of_nothing_do_no_harm()
    {
        _link.Attach(_client);
        for (int id = 100; id < 140; id++)
        {
            _client.End(id, true);
        }

        Assert.Equal(0, _link.TakeFinished(out _));
        int handle = Publish();
        _client.End(handle, true);
        Assert.Equal(handle, _link.TakeFinished(out _));
        Assert.False(_client.HasOtherListeners);
    }

    [Fact]
    public void Acknowledgements_from_another_thread_all_arrive()
    {
        _link.Attach(_client);
        const int Records = 20_000;
        var waiting = new System.Collections.Concurrent.BlockingCollection<int>();
        var broker = new Thread(() =>
        {
            foreach (int id in waiting.GetConsumingEnumerable(TestContext.Current.CancellationToken))
            {
                _client.End(id, true);
            }
        });
        broker.Start();
        int sent = 0;
        int ended = 0;
        for (int turn = 0; ended < Records && turn < 100_000_000; turn++)
        {
            int handle = sent < Records ? Publish() : 0;
            if (handle != 0)
            {
                sent++;
                waiting.Add(handle, TestContext.Current.CancellationToken);
            }

            ended += _link.TakeFinished(out bool delivered) != 0 && delivered ? 1 : 0;
        }

        waiting.CompleteAdding();
        broker.Join();
        Assert.Equal(Records, ended);
    }

    private int Publish() => _link.Publish("t", [1, 2], 2, false);
}
