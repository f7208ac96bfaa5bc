using System.Text;
using Bms.Simulator.Broker;

namespace Bms.Simulator.Tests.Broker;

public class VirtualBrokerTests
{
    private readonly VirtualBroker _broker = new();
    private readonly List<string> _heard = [];

    /// <summary>Examples of MQTT 3.1.1, section 4.7.1, and its edges.</summary>
    [Theory]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/ranking", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true)]
    [InlineData("sport/#", "sport", true)]
    [InlineData("#", "a/b/c", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1/ranking", false)]
    [InlineData("sport/+", "sport", false)]
    [InlineData("sport/+", "sport/", true)]
    [InlineData("+/+", "/finance", true)]
    [InlineData("/+", "/finance", true)]
    [InlineData("+", "/finance", false)]
    [InlineData("bms/v1/+/+/+/t", "bms/v1/3f/demo/00010203/t", true)]
    [InlineData("bms/v1/+/+/+/t", "bms/v1/3f/demo/00010203/e", false)]
    [InlineData("a/b", "a/b/c", false)]
    [InlineData("a/b/c", "a/b", false)]
    public void A_filter_covers_what_the_standard_says(string filter, string topic, bool covers)
    {
        Assert.Equal(covers, Bms.Mqtt.MqttText.Matches(filter, topic));
    }

    [Fact]
    public void Subscribers_hear_their_topics_with_the_time_of_arrival()
    {
        _broker.Subscribe("a/+", Hear);
        Send("a/b", "one", false, 10);
        Send("c/b", "two", false, 20);
        Assert.Equal(["a/b one 10"], _heard);
        Assert.Equal(2, _broker.Received);
        Assert.Equal(6, _broker.ReceivedBytes);
    }

    [Fact]
    public void A_later_subscriber_gets_the_newest_retained_message()
    {
        Send("a/b", "old", true, 10);
        Send("a/b", "new", true, 20);
        Send("a/c", "passing", false, 30);
        _broker.Subscribe("a/#", Hear);
        Assert.Equal(["a/b new 20"], _heard);
    }

    [Fact]
    public void An_empty_retained_message_removes_the_retained_one()
    {
        Send("a/b", "old", true, 10);
        Send("a/b", "", true, 20);
        _broker.Subscribe("a/#", Hear);
        Assert.Empty(_heard);
    }

    private void Send(string topic, string text, bool retain, long time_us) =>
        _broker.Accept(topic, Encoding.ASCII.GetBytes(text), retain, time_us);

    private void Hear(string topic, ReadOnlySpan<byte> message, long time_us) =>
        _heard.Add($"{topic} {Encoding.ASCII.GetString(message)} {time_us}");
}
