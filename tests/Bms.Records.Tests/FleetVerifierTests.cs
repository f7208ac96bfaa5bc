using System.Text;
using Xunit;

namespace Bms.Records.Tests;

public class FleetVerifierTests
{
    [Fact]
    public void Finds_the_key_by_device_and_epoch_and_counts_verdicts()
    {
        TestDevice[] devices = [new(1), new(2), new(1, epoch: 2)];
        FleetVerifier fleet = new(devices.Select(d => d.Key));
        foreach (TestDevice device in devices)
        {
            for (int i = 0; i < 3; i++)
            {
                Sent sent = device.Live();
                Assert.Equal(RecordVerdict.Accepted, Verify(fleet, sent, out RecordHeader header));
                Assert.Equal(device.Key.Kid, ((ulong)header.Device << 8) | (uint)header.KeyEpoch);
                Assert.Equal(RecordVerdict.Duplicate, Verify(fleet, sent, out _));
            }
        }

        Assert.Equal(RecordVerdict.UnknownKey, Verify(fleet, new TestDevice(3).Live(), out _));
        Assert.Equal(RecordVerdict.BadShape, fleet.Verify("x", [], out _));
        Assert.Equal(9, fleet.Accepted);
        Assert.Equal(9, fleet.Count(RecordVerdict.Duplicate));
        Assert.Equal(1, fleet.Count(RecordVerdict.UnknownKey));
        Assert.Equal(1, fleet.Count(RecordVerdict.BadShape));
        Assert.All(fleet.Devices, device => Assert.Equal(3, device.Current.Highest));
    }

    [Fact]
    public void A_record_of_one_device_on_the_topic_of_another_is_refused()
    {
        TestDevice first = new(1), second = new(2);
        FleetVerifier fleet = new([first.Key, second.Key]);
        Assert.Equal(RecordVerdict.WrongTopic, fleet.Verify(second.Identity.LiveTopic, first.Live().Message, out _));
    }

    [Fact]
    public void A_topic_too_long_for_any_device_is_refused()
    {
        TestDevice device = new();
        FleetVerifier fleet = new([device.Key]);
        Assert.Equal(RecordVerdict.WrongTopic, fleet.Verify(new string('x', 257), device.Live().Message, out _));
        Assert.Equal(RecordVerdict.WrongTopic, fleet.Verify(new string('\ud800', 100), device.Live().Message, out _));
    }

    [Fact]
    public void Two_keys_for_one_device_and_epoch_are_a_mistake()
    {
        Assert.Contains("device 00000001 epoch 1",
            Assert.Throws<ArgumentException>(() => new FleetVerifier([new TestDevice().Key, new TestDevice().Key])).Message);
    }

    [Fact]
    public void Noise_is_refused_and_never_throws()
    {
        TestDevice device = new();
        FleetVerifier fleet = new([device.Key]);
        Random random = new(13);
        byte[] good = device.Live().Message;
        for (int i = 0; i < 100_000; i++)
        {
            byte[] noise = new byte[random.Next(250)];
            random.NextBytes(noise);
            good.AsSpan(0, Math.Min(random.Next(30), noise.Length)).CopyTo(noise);
            Assert.False(fleet.Verify(device.Identity.LiveTopic, noise, out _).IsAuthentic());
        }
    }

    private static RecordVerdict Verify(FleetVerifier fleet, Sent sent, out RecordHeader header) =>
        fleet.Verify(Encoding.UTF8.GetString(sent.Topic), sent.Message, out header);
}
