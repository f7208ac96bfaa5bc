using Bms.Drivers;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using Xunit;

namespace Bms.Tests.Drivers;

public class M2MqttUplinkTests
{
    private readonly FakeSource _source = new();
    private readonly M2MqttLink _link = new();
    private readonly M2MqttUplink _uplink;

    public M2MqttUplinkTests() => _uplink = new M2MqttUplink(_source, _link, "bms-1", "me", "secret");

    [Fact]
    public void Connects_a_clean_session_with_the_will_and_says_hello_before_any_record()
    {
        Assert.True(_uplink.TryConnect("a/s", "lost", "online"));
        FakeMqttClient client = Assert.Single(_source.Made);
        Assert.Equal("connect bms-1 me secret True AtLeastOnce True a/s lost True 60", Assert.Single(client.Log));
        (string topic, byte[] message, MqttQoSLevel qos, bool retain) = Assert.Single(client.Sent);
        Assert.Equal("online"u8.ToArray(), message);
        Assert.Equal(("a/s", MqttQoSLevel.AtLeastOnce, true), (topic, qos, retain));
        Assert.True(_uplink.IsConnected);
        Assert.Equal(2, _link.Publish("t", [1], 1, false)); // the hello has number 1
        client.End(1, true);
        Assert.Equal(0, _link.TakeFinished(out _));
    }

    [Fact]
    public void Without_notices_there_is_no_will_and_no_hello()
    {
        Assert.True(_uplink.TryConnect(null!, null!, null!));
        Assert.Equal("connect bms-1 me secret False AtLeastOnce False   True 60", Assert.Single(_source.Made[0].Log));
        Assert.Empty(_source.Made[0].Sent);
    }

    [Fact]
    public void Each_connection_has_a_client_of_its_own_and_the_old_one_is_disposed_of()
    {
        _uplink.TryConnect(null!, null!, null!);
        int underWay = _link.Publish("t", [1], 1, false);
        _source.Made[0].IsConnected = false;
        Assert.True(_uplink.TryConnect(null!, null!, null!));
        Assert.Equal([_source.Made[0]], _source.Disposed);
        Assert.DoesNotContain("disconnect", _source.Made[0].Log); // it is gone already
        Assert.Equal(underWay, _link.TakeFinished(out bool delivered));
        Assert.False(delivered);
    }

    [Theory]
    [InlineData(MqttReasonCode.ConnectionRefusedNotAuthorized, false)]
    [InlineData(MqttReasonCode.Success, true)]
    public void A_refusal_and_an_exception_are_both_a_failed_attempt_with_nothing_left_behind(MqttReasonCode answer, bool throws)
    {
        _source.Answer = answer;
        _source.Throws = throws;
        Assert.False(_uplink.TryConnect("a/s", "lost", "online"));
        Assert.False(_uplink.IsConnected);
        Assert.Equal(_source.Made, _source.Disposed);
        Assert.Equal(0, _link.Publish("t", [1], 1, false));
    }

    [Fact]
    public void Dropping_a_live_connection_says_goodbye_so_that_the_will_is_not_published()
    {
        _uplink.TryConnect("a/s", "lost", "online");
        _uplink.Say("a/s", "closed");
        _uplink.Drop();
        _uplink.Drop();
        FakeMqttClient client = _source.Made[0];
        Assert.Equal("disconnect", client.Log[^1]);
        Assert.Equal("closed", System.Text.Encoding.ASCII.GetString(client.Sent[^1].Message));
        Assert.Single(_source.Disposed);
        _uplink.Say("a/s", "nobody hears it");
        Assert.Equal(2, client.Sent.Count);
    }

    private sealed class FakeSource : IMqttClientSource
    {
        public List<FakeMqttClient> Made { get; } = [];

        public List<IMqttClient> Disposed { get; } = [];

        public MqttReasonCode Answer { get; set; }

        public bool Throws { get; set; }

        public bool MayStall => false;

        public IMqttClient Create()
        {
            if (Throws)
            {
                throw new InvalidOperationException("the name cannot be looked up");
            }

            var client = new FakeMqttClient { IsConnected = false, Answer = Answer };
            Made.Add(client);
            return client;
        }

        public void Dispose(IMqttClient client) => Disposed.Add(client);
    }
}
