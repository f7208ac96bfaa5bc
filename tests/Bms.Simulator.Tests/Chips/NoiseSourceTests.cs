using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

public class NoiseSourceTests
{
    [Fact]
    public void Draws_that_are_skipped_leave_the_stream_where_drawing_them_would()
    {
        var (drawn, skipped) = (new NoiseSource(7, "a part"), new NoiseSource(7, "a part"));
        for (int i = 0; i < 1000; i++) drawn.Next();
        skipped.Skip(1000);
        Assert.Equal(drawn.Next(), skipped.Next());
    }

    [Fact]
    public void Same_seed_and_name_give_the_same_stream()
    {
        var first = new NoiseSource(7, "ads1115");
        var second = new NoiseSource(7, "ads1115");
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(first.Next(), second.Next());
        }
    }

    [Theory]
    [InlineData(8UL, "ads1115")]
    [InlineData(7UL, "ads1116")]
    public void Another_seed_or_name_gives_another_stream(ulong seed, string name)
    {
        Assert.NotEqual(new NoiseSource(7, "ads1115").Next(), new NoiseSource(seed, name).Next());
    }

    [Fact]
    public void Gaussian_has_mean_0_and_deviation_1()
    {
        var source = new NoiseSource(1, "test");
        double sum = 0, squares = 0;
        const int count = 100_000;
        for (int i = 0; i < count; i++)
        {
            double value = source.Gaussian();
            sum += value;
            squares += value * value;
        }

        Assert.Equal(0, sum / count, 0.01);
        Assert.Equal(1, squares / count, 0.02);
    }

    [Fact]
    public void A_tolerance_stays_within_its_limits_and_uses_them()
    {
        var source = new NoiseSource(1, "test");
        double low = 0, high = 0;
        for (int i = 0; i < 10_000; i++)
        {
            double value = source.Within(0.001);
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        Assert.InRange(low, -0.001, -0.000_99);
        Assert.InRange(high, 0.000_99, 0.001);
    }
}
