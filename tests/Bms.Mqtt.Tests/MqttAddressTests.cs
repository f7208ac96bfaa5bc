using Xunit;

namespace Bms.Mqtt.Tests;

public class MqttAddressTests
{
    [Theory]
    [InlineData("mqtt://localhost", "localhost", 1883, false)]
    [InlineData("mqtts://broker.example", "broker.example", 8883, true)]
    [InlineData("mqtt://127.0.0.1:1", "127.0.0.1", 1, false)]
    [InlineData("mqtts://[::1]:65535", "::1", 65_535, true)]
    [InlineData("mqtt://[::1]", "::1", 1883, false)]
    public void An_address_is_read(string text, string host, int port, bool isTls)
    {
        Assert.True(MqttAddress.TryParse(text, out MqttAddress address));
        Assert.Equal(new MqttAddress(host, port, isTls), address);
        Assert.True(MqttAddress.TryParse(address.ToString(), out MqttAddress again));
        Assert.Equal(address, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("localhost:1883")]
    [InlineData("http://localhost")]
    [InlineData("mqtt://")]
    [InlineData("mqtt://:1883")]
    [InlineData("mqtt://host:")]
    [InlineData("mqtt://host:0")]
    [InlineData("mqtt://host:65536")]
    [InlineData("mqtt://host:99999999999")]
    [InlineData("mqtt://host:-1")]
    [InlineData("mqtt://host:1883/topic")]
    [InlineData("mqtt://ho st")]
    [InlineData("mqtt://user@host")]
    [InlineData("mqtt://[::1")]
    public void What_is_no_address_is_refused(string? text) => Assert.False(MqttAddress.TryParse(text, out _));
}
