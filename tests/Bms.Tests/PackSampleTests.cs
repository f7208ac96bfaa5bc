using Xunit;

namespace Bms.Tests;

public class PackSampleTests
{
    private readonly PackSample _sample = new(2, 2);

    [Fact]
    public void Fresh_memory_is_unusable()
    {
        Assert.Equal(Quality.Unknown, _sample.Cell_mV.Quality[1]);
        Assert.False(_sample.IsComplete());
    }

    [Fact]
    public void Is_complete_with_the_last_sample_that_a_delay_counts()
    {
        Signal[] fast = [_sample.Cell_mV, _sample.Current_mA, _sample.Bus_mV];
        foreach (Signal late in fast.Append(_sample.Temperature_ddegC))
        {
            PackSample sample = new(2, 2);
            Signal[] signals = [sample.Cell_mV, sample.Current_mA, sample.Bus_mV, sample.Temperature_ddegC];
            int[] needed = [5, 5, 5, 2];
            Signal last = signals[Array.IndexOf([.. fast, _sample.Temperature_ddegC], late)];
            for (int s = 0; s < 4; s++)
            {
                for (int i = 0; i < signals[s].Count; i++)
                {
                    bool isLate = signals[s] == last && i == signals[s].Count - 1;
                    Deliver(signals[s], i, needed[s] - (isLate ? 1 : 0));
                }
            }

            Assert.False(sample.IsComplete());
            Deliver(last, last.Count - 1, 1);
            Assert.True(sample.IsComplete());
        }
    }

    [Fact]
    public void Every_age_starts_with_the_loop()
    {
        _sample.StartAge(123_456);
        Signal[] all =
        [
            _sample.Cell_mV, _sample.Current_mA, _sample.Bus_mV, _sample.Temperature_ddegC, _sample.SumError_mV, _sample.Spread_mV,
            _sample.BusStuck, _sample.CurrentSaturated, _sample.SwitchMismatch, _sample.ChargerMismatch,
        ];
        Assert.All(all, signal => Assert.All(signal.Sampled_ms, each => Assert.Equal(123_456, each)));
        Assert.Equal(123_456, _sample.Uptime_ms);
    }

    [Fact]
    public void A_refused_reading_leaves_value_count_and_time_of_the_last_good_one()
    {
        _sample.Cell_mV.Accept(1, 3700, 500);
        _sample.Cell_mV.Reject(1, Quality.Frozen);
        Assert.Equal((3700, Quality.Frozen, 1, 500L),
            (_sample.Cell_mV.Value[1], _sample.Cell_mV.Quality[1], _sample.Cell_mV.Samples[1], _sample.Cell_mV.Sampled_ms[1]));
        Assert.Equal((0, Quality.Unknown), (_sample.Cell_mV.Samples[0], _sample.Cell_mV.Quality[0]));
    }

    // A missed scan of 300 ms makes two of them between two samples; the hold must be longer than that.
    [Theory, InlineData(0, 500), InlineData(100, 500), InlineData(300, 700), InlineData(400, 800)]
    public void A_slow_chip_may_miss_one_scan(int scan_ms, int hold_ms)
    {
        Assert.Equal(hold_ms, PackSample.CellHoldAt_ms(scan_ms, 100));
        Assert.True(hold_ms > 2 * scan_ms - 100);
    }

    private static void Deliver(Signal signal, int channel, int times)
    {
        for (int i = 0; i < times; i++)
        {
            signal.Accept(channel, 1, 0);
        }
    }
}
