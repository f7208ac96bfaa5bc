using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

public class FrameStoreTests
{
    [Theory]
    [InlineData(4, 4)]
    [InlineData(16, 3)]
    [InlineData(96, 17)]
    public void A_frame_comes_back_as_the_detector_read_it(int cells, int probes)
    {
        Random random = new(cells);
        var store = new FrameStore(cells, probes, 3);
        List<PackSample> put = [];
        for (int n = 0; n < 5; n++)
        {
            PackSample sample = Draw(random, cells, probes, 5_000_000_000 + (n * 1000));
            put.Add(sample);
            store.Put(n, sample, 5_000_000_000);
        }

        for (int n = 2; n < 5; n++)
        {
            var back = new PackSample(cells, probes);
            Assert.True(store.TryTake(n, back, 5_000_000_000));
            Assert.Equal(put[n].Uptime_ms, back.Uptime_ms);
            Assert.Equal(Read(put[n]), Read(back));
        }
    }

    [Theory]
    [InlineData(32767, true)]
    [InlineData(-32768, true)]
    [InlineData(66535, false)]
    public void A_value_beyond_a_frame_is_said_and_not_hidden(int cell_mV, bool fits)
    {
        var store = new FrameStore(2, 1, 2);
        var sample = new PackSample(2, 1);
        sample.Cell_mV.Accept(1, cell_mV, 0);
        store.Put(0, sample, 0);
        Assert.Equal(fits, store.TryTake(0, new PackSample(2, 1), 0));
    }

    [Fact]
    public void Bytes_of_a_frame_make_the_same_frame()
    {
        var store = new FrameStore(5, 2, 2);
        var copy = new FrameStore(5, 2, 2);
        PackSample sample = Draw(new Random(3), 5, 2, 1000);
        store.Put(1, sample, 0);
        for (int i = 0; i < 2 * store.Width; i++)
        {
            copy.PutByte(1, i, store.ByteAt(1, i));
        }

        var back = new PackSample(5, 2);
        Assert.True(copy.TryTake(1, back, 0));
        Assert.Equal(Read(sample), Read(back));
    }

    private static PackSample Draw(Random random, int cells, int probes, long uptime_ms)
    {
        var sample = new PackSample(cells, probes) { Uptime_ms = uptime_ms };
        Fill(sample.Cell_mV, random, uptime_ms - (random.Next(3) == 0 ? PackSample.CellHold_ms : 0), 5000);
        Fill(sample.Temperature_ddegC, random, uptime_ms, 900);
        Fill(sample.Current_mA, random, uptime_ms, 200_000);
        Fill(sample.Bus_mV, random, uptime_ms, 400_000);
        return sample;
    }

    private static void Fill(Signal signal, Random random, long sampled_ms, int most)
    {
        for (int i = 0; i < signal.Count; i++)
        {
            signal.Accept(i, random.Next(-most, most), sampled_ms);
            if (random.Next(4) == 0)
            {
                signal.Reject(i, Quality.BusError);
            }
        }
    }

    // What the detector asks of a sample: values, and which of them may be read.
    private static List<string> Read(PackSample s) =>
    [
        .. Enumerable.Range(0, s.Cell_mV.Count).Select(i => $"cell {s.Cell_mV.Value[i]} "
            + (s.Cell_mV.Quality[i] == Quality.Good && s.Cell_mV.Sampled_ms[i] > s.Uptime_ms - PackSample.CellHold_ms)),
        .. Enumerable.Range(0, s.Temperature_ddegC.Count).Select(i => $"{s.Temperature_ddegC.Value[i]} {Good(s.Temperature_ddegC, i)}"),
        $"{s.Current_mA.Value[0]} {Good(s.Current_mA, 0)} {s.Bus_mV.Value[0]} {Good(s.Bus_mV, 0)}",
    ];

    private static bool Good(Signal signal, int i) => signal.Quality[i] == Quality.Good;
}
