using Bms.Measurement;
using Bms.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Bms.Tests.Measurement;

public class PlausibilityTests
{
    private readonly Plausibility _check = new(2, 300, 4800, 1000);

    [Theory]
    [InlineData(299, Quality.OutOfRange)]
    [InlineData(300, Quality.Good)]
    [InlineData(4800, Quality.Good)]
    [InlineData(4801, Quality.OutOfRange)]
    public void The_range_includes_its_ends(int value, Quality expected) => Assert.Equal(expected, _check.Judge(0, value));

    [Theory]
    [InlineData(1000, Quality.Good)]
    [InlineData(1001, Quality.Implausible)]
    [InlineData(-1000, Quality.Good)]
    [InlineData(-1001, Quality.Implausible)]
    public void A_step_beyond_the_largest_is_refused(int step, Quality expected)
    {
        _check.Judge(0, 2500);
        Assert.Equal(expected, _check.Judge(0, 2500 + step));
    }

    [Fact]
    public void A_spike_is_refused_and_what_follows_it_is_not()
    {
        _check.Judge(0, 3700);
        Assert.Equal(Quality.Implausible, _check.Judge(0, 400));
        Assert.Equal(Quality.Good, _check.Judge(0, 3701));
    }

    [Fact]
    public void A_step_that_the_next_sample_confirms_is_taken_one_sample_late()
    {
        _check.Judge(0, 3700);
        Assert.Equal(Quality.Implausible, _check.Judge(0, 2000));
        Assert.Equal(Quality.Good, _check.Judge(0, 2000));
        Assert.Equal(Quality.Good, _check.Judge(0, 2100));
        Assert.Equal(Quality.Implausible, _check.Judge(0, 3700));
    }

    [Fact]
    public void A_reading_out_of_range_confirms_nothing()
    {
        _check.Judge(0, 3700);
        Assert.Equal(Quality.OutOfRange, _check.Judge(0, 5200));
        Assert.Equal(Quality.Implausible, _check.Judge(0, 4750));
        Assert.Equal(Quality.Good, _check.Judge(0, 3700));
    }

    [Fact]
    public void A_constant_reading_is_healthy()
    {
        for (int i = 0; i < 100_000; i++)
        {
            Assert.Equal(Quality.Good, _check.Judge(0, 3700));
        }
    }

    [Fact]
    public void A_channel_knows_nothing_of_its_neighbour()
    {
        _check.Judge(0, 4200);
        Assert.Equal(Quality.Good, _check.Judge(1, 1000));
        Assert.Equal(Quality.Implausible, _check.Judge(0, 1000));
    }

    [Fact]
    public void No_single_spike_passes_and_no_lasting_step_is_refused_twice() => Always.Holds(
        from level in Gen.Choose(300, 4800)
        from other in Gen.Choose(300, 4800)
        from before in Gen.Choose(1, 20)
        where Math.Abs(level - other) > 1000
        select (level, other, before),
        x =>
        {
            Plausibility spike = new(1, 300, 4800, 1000);
            Plausibility step = new(1, 300, 4800, 1000);
            for (int i = 0; i < x.before; i++)
            {
                spike.Judge(0, x.level);
                step.Judge(0, x.level);
            }

            Assert.Equal(Quality.Implausible, spike.Judge(0, x.other));
            Assert.Equal(Quality.Good, spike.Judge(0, x.level));
            step.Judge(0, x.other);
            Assert.Equal(Quality.Good, step.Judge(0, x.other));
        });
}
