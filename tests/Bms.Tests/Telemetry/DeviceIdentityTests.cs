using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Telemetry;

public class DeviceIdentityTests
{
    // The bucket: sha256sum of the four bytes 00 01 02 03 begins with 05, of de ad be ef with 5f.
    [Fact]
    public void Topics_name_version_bucket_site_device_and_kind()
    {
        DeviceIdentity demo = new("demo", [0, 1, 2, 3], 1);
        Assert.Equal("bms/v1/05/demo/00010203/t", demo.LiveTopic);
        Assert.Equal("bms/v1/05/demo/00010203/e", demo.EventTopic);
        Assert.Equal("bms/v1/05/demo/00010203/b", demo.BirthTopic);
        Assert.Equal("bms/v1/5f/plant-7/deadbeef/t", new DeviceIdentity("plant-7", [0xde, 0xad, 0xbe, 0xef], 0).LiveTopic);
    }

    [Fact]
    public void The_key_identifier_is_the_device_number_and_the_epoch()
    {
        Assert.Equal([0xde, 0xad, 0xbe, 0xef, 255], new DeviceIdentity("x", [0xde, 0xad, 0xbe, 0xef], 255).Kid);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Demo")]
    [InlineData("a/b")]
    [InlineData("a+")]
    [InlineData("#")]
    [InlineData("ä")]
    [InlineData("123456789012345678901234567890123")]
    public void A_site_that_does_not_fit_a_topic_is_refused(string? site)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new DeviceIdentity(site!, new byte[4], 1));
        Assert.Contains("1 to 32", error.Message);
    }

    [Fact]
    public void The_longest_site_fits_the_longest_topic()
    {
        DeviceIdentity identity = new(new string('a', 32), new byte[4], 1);
        Assert.Equal(DeviceIdentity.MaxTopicLength, identity.LiveTopic.Length);
    }

    [Fact]
    public void A_number_of_another_length_or_an_epoch_out_of_range_is_refused()
    {
        Assert.Contains("4 bytes", Assert.Throws<ArgumentException>(() => new DeviceIdentity("a", new byte[3], 1)).Message);
        Assert.Contains("4 bytes", Assert.Throws<ArgumentException>(() => new DeviceIdentity("a", new byte[5], 1)).Message);
        Assert.Contains("4 bytes", Assert.Throws<ArgumentException>(() => new DeviceIdentity("a", null!, 1)).Message);
        Assert.Contains("0 to 255", Assert.Throws<ArgumentException>(() => new DeviceIdentity("a", new byte[4], -1)).Message);
        Assert.Contains("0 to 255", Assert.Throws<ArgumentException>(() => new DeviceIdentity("a", new byte[4], 256)).Message);
    }
}
