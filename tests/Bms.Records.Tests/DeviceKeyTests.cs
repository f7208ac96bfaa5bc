using System.Text;
using Xunit;

namespace Bms.Records.Tests;

public class DeviceKeyTests
{
    [Theory]
    [InlineData("bms/v1/3f/demo/00010203/t", RecordKind.Live)]
    [InlineData("bms/v1/00/demo/00010203/h", RecordKind.Backfill)]
    [InlineData("bms/v1/ff/demo/00010203/e", RecordKind.Event)]
    [InlineData("bms/v1/05/demo/00010203/b", RecordKind.Birth)]
    public void Knows_its_own_topics_and_their_kinds(string topic, RecordKind expected)
    {
        Assert.True(WorkedExample.Key.TryReadTopic(Encoding.UTF8.GetBytes(topic), out RecordKind kind));
        Assert.Equal(expected, kind);
    }

    [Fact]
    public void The_kid_is_a_number_of_device_and_epoch()
    {
        DeviceKey key = new([0xde, 0xad, 0xbe, 0xef], 255, "x", new byte[32]);
        Assert.Equal(0xdeadbeefffUL, key.Kid);
        Assert.Equal(key.Kid, DeviceKey.KidOf([0xde, 0xad, 0xbe, 0xef, 0xff]));
    }

    [Fact]
    public void Never_prints_its_key()
    {
        Assert.Equal("device 00010203 epoch 1", WorkedExample.Key.ToString());
    }

    [Fact]
    public void Verifies_nothing_once_released()
    {
        DeviceKey key = new([0, 1, 2, 3], 1, "demo", WorkedExample.MacKey);
        DeviceVerifier verifier = new(key);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() =>
            verifier.Verify(Encoding.UTF8.GetBytes(WorkedExample.Topic), WorkedExample.Message, out _));
    }

    [Fact]
    public void Says_which_argument_is_out_of_range()
    {
        byte[] key = new byte[32];
        Assert.Contains("4 bytes", Assert.Throws<ArgumentException>(() => new DeviceKey(new byte[5], 1, "a", key)).Message);
        Assert.Contains("0 to 255", Assert.Throws<ArgumentException>(() => new DeviceKey(new byte[4], 256, "a", key)).Message);
        Assert.Contains("0 to 255", Assert.Throws<ArgumentException>(() => new DeviceKey(new byte[4], -1, "a", key)).Message);
        Assert.Contains("a-z", Assert.Throws<ArgumentException>(() => new DeviceKey(new byte[4], 1, "A", key)).Message);
        Assert.Contains("32 bytes", Assert.Throws<ArgumentException>(() => new DeviceKey(new byte[4], 1, "a", new byte[31])).Message);
    }
}
