using Bms.Tests.Fakes;
using FsCheck.Fluent;
using Xunit;

namespace Bms.Tests;

public class SignalTests
{
    [Fact]
    public void Starts_unknown_and_counts_from_nothing()
    {
        Signal signal = new(3);
        Assert.Equal(3, signal.Count);
        Assert.All(signal.Quality, quality => Assert.Equal(Quality.Unknown, quality));
        Assert.All(signal.Samples, samples => Assert.Equal(0, samples));
    }

    [Fact]
    public void A_start_makes_every_channel_as_old_as_itself()
    {
        Signal signal = new(2);
        signal.Accept(0, 1, 50);
        Assert.Equal(0, signal.Oldest_ms);
        signal.StartAge(700);
        Assert.Equal(700, signal.Oldest_ms);
        signal.Accept(1, 1, 800);
        Assert.Equal(700, signal.Oldest_ms);
        signal.Accept(0, 1, 900);
        Assert.Equal(800, signal.Oldest_ms);
    }

    /// <summary>Rows skip their channels when the extremes are far from the limit: one stale extreme would hide a fault.</summary>
    [Fact]
    public void The_extremes_are_those_of_all_channels_after_every_sample() => Always.Holds(
        Gen.Choose(0, 4).Zip(Gen.Choose(-30_000, 30_000)).ListOf(100),
        samples =>
        {
            Signal signal = new(5);
            long now_ms = 0;
            foreach ((int channel, int value) in samples)
            {
                now_ms += 100;
                if (value % 5 == 0)
                {
                    signal.Reject(channel, Quality.Implausible);
                }
                else
                {
                    signal.Accept(channel, value, now_ms);
                }

                Assert.Equal((signal.Value.Max(), signal.Value.Min(), signal.Sampled_ms.Min()),
                    (signal.Highest, signal.Lowest, signal.Oldest_ms));
            }
        });
}
