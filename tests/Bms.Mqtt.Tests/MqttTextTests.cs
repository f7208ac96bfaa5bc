using Xunit;

namespace Bms.Mqtt.Tests;

public class MqttTextTests
{
    // Examples of section 4.7.1.
    [Theory]
    [InlineData("sport/tennis/player1/#", true)]
    [InlineData("sport/#", true)]
    [InlineData("#", true)]
    [InlineData("sport/tennis/#", true)]
    [InlineData("sport/tennis#", false)]
    [InlineData("sport/tennis/#/ranking", false)]
    [InlineData("+", true)]
    [InlineData("+/tennis/#", true)]
    [InlineData("sport+", false)]
    [InlineData("sport/+/player1", true)]
    [InlineData("/finance", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_filter_is_valid_as_the_specification_says(string? filter, bool expected)
    {
        Assert.Equal(expected, MqttText.IsFilter(filter));
        bool hasWildCard = filter is not null && (filter.Contains('+') || filter.Contains('#'));
        Assert.Equal(expected && !hasWildCard, MqttText.IsTopic(filter));
    }

    [Fact]
    public void The_limit_counts_bytes_not_characters()
    {
        Assert.True(MqttText.IsTopic(new string('a', 65_535)));
        Assert.False(MqttText.IsTopic(new string('a', 65_536)));
        Assert.False(MqttText.IsTopic(new string('\u00E4', 32_768)));
    }
}
