using Bms.Simulator.Broker;
using Bms.Tests;
using Bms.Twins;

namespace Bms.Simulator.Tests.Broker;

public class VirtualLinkTests
{
    private readonly VirtualClock _clock = new();
    private readonly VirtualBroker _broker = new();
    private readonly VirtualLink _link;
    private readonly List<(byte First, long Time_us)> _heard = [];

    public VirtualLinkTests()
    {
        _link = new VirtualLink(_broker, _clock, inFlight: 3) { Latency_us = 20_000 };
        _broker.Subscribe("#", (_, message, time_us) => _heard.Add((message[0], time_us)));
    }

    [Fact]
    public void A_message_arrives_after_its_latency_and_is_acknowledged_after_another()
    {
        int handle = Publish(7);
        Wait_us(19_999);
        Assert.Empty(_heard);
        Wait_us(1);
        Assert.Equal([((byte)7, 20_000L)], _heard);
        Wait_us(19_999);
        Assert.Equal(0, _link.TakeFinished(out _));
        Wait_us(1);
        Assert.Equal(handle, _link.TakeFinished(out bool delivered));
        Assert.True(delivered);
        Assert.Equal(0, _link.TakeFinished(out _));
    }

    [Fact]
    public void The_message_is_a_copy()
    {
        byte[] buffer = [1];
        _link.Publish("t", buffer, 1, false);
        buffer[0] = 2;
        Wait_us(20_000);
        Assert.Equal(1, _heard[0].First);
    }

    [Fact]
    public void It_takes_no_more_than_it_can_have_under_way()
    {
        Assert.NotEqual(0, Publish(1));
        Assert.NotEqual(0, Publish(2));
        Assert.NotEqual(0, Publish(3));
        Assert.Equal(0, Publish(4));
        Wait_us(40_000);
        _link.TakeFinished(out _);
        Assert.NotEqual(0, Publish(5));
    }

    [Fact]
    public void Messages_stay_in_order_when_the_latency_falls()
    {
        Publish(1);
        _link.Latency_us = 1_000;
        Publish(2);
        Wait_us(20_000);
        Assert.Equal([1, 2], _heard.Select(heard => heard.First));
    }

    [Fact]
    public void A_lost_acknowledgement_ends_as_not_delivered_although_the_message_arrived()
    {
        _link.AcknowledgementsToLose = 1;
        int handle = Publish(1);
        Wait_us(2_999_999);
        Assert.Single(_heard);
        Assert.Equal(0, _link.TakeFinished(out _));
        Wait_us(1);
        Assert.Equal(handle, _link.TakeFinished(out bool delivered));
        Assert.False(delivered);
    }

    [Fact]
    public void A_lost_acknowledgement_does_not_hold_up_the_ones_behind_it()
    {
        _link.AcknowledgementsToLose = 1;
        int lost = Publish(1);
        int acknowledged = Publish(2);
        Wait_us(40_000);
        Assert.Equal(acknowledged, _link.TakeFinished(out bool delivered));
        Assert.True(delivered);
        Assert.Equal(0, _link.TakeFinished(out _));
        Wait_us(3_000_000);
        Assert.Equal(lost, _link.TakeFinished(out delivered));
        Assert.False(delivered);
    }

    [Fact]
    public void A_lost_message_ends_as_not_delivered()
    {
        _link.MessagesToLose = 1;
        int handle = Publish(1);
        Wait_us(3_000_000);
        Assert.Equal(handle, _link.TakeFinished(out bool delivered));
        Assert.False(delivered);
        Assert.Empty(_heard);
    }

    [Fact]
    public void A_doubled_message_arrives_twice()
    {
        _link.MessagesToDouble = 1;
        Publish(1);
        Publish(2);
        Wait_us(20_000);
        Assert.Equal([1, 1, 2], _heard.Select(heard => heard.First));
    }

    [Fact]
    public void What_is_under_way_when_the_network_goes_down_is_lost_without_a_word()
    {
        Publish(1);
        _link.Online = false;
        Wait_us(10_000_000);
        Assert.False(_link.IsConnected);
        Assert.Equal(0, Publish(2));
        Assert.Equal(0, _link.TakeFinished(out _));
        Assert.Empty(_heard);
    }

    [Fact]
    public void A_network_that_comes_back_carries_what_is_published_then_and_the_break_was_counted()
    {
        _broker.Online = false;
        Wait_us(1_000_000);
        Assert.Equal(1, _link.Breaks);
        _broker.Online = true;
        Wait_us(0);
        Assert.True(_link.IsConnected);
        Assert.NotEqual(0, Publish(1));
        Wait_us(20_000);
        Assert.Equal((byte)1, Assert.Single(_heard).First);
    }

    [Fact]
    public void Half_open_nothing_arrives_and_nobody_is_told()
    {
        _link.HalfOpen = true;
        int handle = Publish(1);
        Wait_us(2_999_999);
        Assert.True(_link.IsConnected);
        Assert.Equal(0, _link.TakeFinished(out _));
        Wait_us(1);
        Assert.Equal(handle, _link.TakeFinished(out bool delivered));
        Assert.False(delivered);
        Assert.Empty(_heard);
    }

    [Fact]
    public void An_acknowledgement_that_comes_twice_holds_the_next_one_up_for_a_second()
    {
        _link.AcknowledgementsToDouble = 1;
        Publish(1);
        int next = Publish(2);
        Wait_us(40_000);
        Assert.NotEqual(0, _link.TakeFinished(out _));
        Wait_us(999_999);
        Assert.Equal(0, _link.TakeFinished(out _));
        Wait_us(1);
        Assert.Equal(next, _link.TakeFinished(out bool delivered));
        Assert.True(delivered);
    }

    [Fact]
    public void Publishing_and_finishing_allocate_nothing()
    {
        var quiet = new VirtualLink(new VirtualBroker(), _clock);
        byte[] message = new byte[200];
        RoundTrip(quiet, message);
        int sent = 1;
        Assert.Equal(0, Allocated.Least_bytes(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                RoundTrip(quiet, message);
                sent++;
            }
        }));
        Assert.Equal(sent, quiet.Acknowledged);
    }

    private void RoundTrip(VirtualLink link, byte[] message)
    {
        link.Publish("t", message, message.Length, false);
        _clock.Advance_us(40_000);
        link.TakeFinished(out _);
    }

    private int Publish(byte first) => _link.Publish("t", [first], 1, false);

    private void Wait_us(long wait_us)
    {
        _clock.Advance_us(wait_us);
        _link.Pump();
    }
}
