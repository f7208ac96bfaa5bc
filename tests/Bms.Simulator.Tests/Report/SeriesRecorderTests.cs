using Bms.Simulator.Report;
using Xunit;

namespace Bms.Simulator.Tests.Report;

public class SeriesRecorderTests
{
    [Fact]
    public void Keeps_every_sample_while_there_are_few()
    {
        SeriesRecorder recorder = new(8);
        for (int i = 0; i < 8; i++) recorder.Add(i, i * i);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], recorder.ToData().X);
        Assert.Equal([0, 1, 4, 9, 16, 25, 36, 49], recorder.ToData().Y);
    }

    [Theory, InlineData(1), InlineData(431_999), InlineData(863_999)]
    public void A_spike_of_one_sample_in_a_day_at_ten_a_second_is_kept_where_it_was(int spike)
    {
        SeriesRecorder recorder = new();
        for (int i = 0; i < 864_000; i++) recorder.Add(i * 0.1, i == spike ? 99.0 : Math.Sin(i));

        SeriesData data = recorder.ToData();
        int at = data.Y.ToList().IndexOf(99.0);
        Assert.True(at >= 0);
        Assert.Equal(spike * 0.1, data.X[at]);
        Assert.InRange(data.Count, 4096, 4 * 4096);
    }

    [Fact]
    public void The_first_and_the_last_sample_are_kept_and_x_never_decreases()
    {
        SeriesRecorder recorder = new(16);
        for (int i = 0; i < 1001; i++) recorder.Add(i, i % 7);

        SeriesData data = recorder.ToData();
        Assert.Equal((0.0, 0.0), (data.X[0], data.Y[0]));
        Assert.Equal((1000.0, 1000 % 7), (data.X[^1], data.Y[^1]));
        Assert.Equal(data.X.Order(), data.X);
    }

    [Fact]
    public void A_long_gap_stays_a_gap_at_its_place_after_merging()
    {
        SeriesRecorder recorder = new(64);
        for (int i = 0; i < 10_000; i++) recorder.Add(i, i is >= 4000 and < 6000 ? double.NaN : 1.0);

        SeriesData data = recorder.ToData();
        double[] gap = [.. data.X.Where((_, i) => double.IsNaN(data.Y[i]))];
        Assert.NotEmpty(gap);
        Assert.All(gap, x => Assert.InRange(x, 4000, 6000));
        Assert.DoesNotContain(Enumerable.Range(0, data.Count), i => data.X[i] is > 4000 and < 6000 && !double.IsNaN(data.Y[i]));
    }

    [Fact]
    public void Means_are_those_of_the_samples_after_merging_too()
    {
        SeriesRecorder recorder = new(4);
        for (int i = 0; i < 16; i++) recorder.Add(i, i == 5 ? double.NaN : i);

        Assert.Equal([1.5, 17.0 / 3, 9.5, 13.5], recorder.ToMeans().Y);
        Assert.Equal([1.5, 5.5, 9.5, 13.5], recorder.ToMeans().X);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(7)]
    public void Refuses_a_number_of_slices_that_cannot_be_halved(int slices) =>
        Assert.Throws<ArgumentException>(() => new SeriesRecorder(slices));
}
