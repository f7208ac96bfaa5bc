using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class M2MqttInboxTests
{
    private const string Topic = "bms/v1/3f/demo/00010203/c";

    private readonly FakeMqttClient _client = new();
    private readonly M2MqttInbox _inbox = new(Topic);
    private readonly byte[] _buffer = new byte[M2MqttInbox.MaxLength];

    [Fact]
    public void Subscribes_to_its_topic_and_hands_messages_out_in_order()
    {
        _inbox.Attach(_client);
        Assert.Equal([$"subscribe {Topic} AtLeastOnce"], _client.Log);
        _client.Receive(Topic, [1, 2]);
        _client.Receive(Topic, [3]);
        Assert.Equal([1, 2], Take());
        Assert.Equal([3], Take());
        Assert.Empty(Take());
    }

    [Fact]
    public void Keeps_the_newest_eight()
    {
        _inbox.Attach(_client);
        for (byte i = 1; i <= 11; i++)
        {
            _client.Receive(Topic, [i]);
        }

        Assert.Equal([4, 5, 6, 7, 8, 9, 10, 11], Enumerable.Range(0, 8).SelectMany(_ => Take()));
        Assert.Empty(Take());
    }

    [Fact]
    public void What_is_empty_too_long_or_of_another_topic_is_left_out()
    {
        _inbox.Attach(_client);
        _client.Receive(Topic, []);
        _client.Receive(Topic, new byte[M2MqttInbox.MaxLength + 1]);
        _client.Receive("bms/v1/3f/demo/00010203/t", [1]);
        _client.Receive(Topic, new byte[M2MqttInbox.MaxLength]);
        Assert.Equal(M2MqttInbox.MaxLength, Take().Length);
        Assert.Empty(Take());
    }

    [Fact]
    public void What_does_not_fit_the_buffer_is_left_out()
    {
        _inbox.Attach(_client);
        _client.Receive(Topic, [1, 2, 3]);
        _client.Receive(Topic, [4]);
        Assert.Equal(1, _inbox.Take(new byte[2]));
    }

    [Fact]
    public void A_client_that_was_let_go_of_is_not_listened_to()
    {
        FakeMqttClient next = new();
        _inbox.Attach(_client);
        _client.Receive(Topic, [1]);
        _inbox.Attach(next);
        Assert.False(_client.HasOtherListeners);
        next.Receive(Topic, [2]);
        _inbox.Detach();
        Assert.False(next.HasOtherListeners);
        Assert.Equal([1, 2], [.. Take(), .. Take()]);
    }

    private byte[] Take()
    {
        int length = _inbox.Take(_buffer);
        return _buffer[..length];
    }
}
