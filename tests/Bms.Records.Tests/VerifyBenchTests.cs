using System.Text;
using Xunit;

namespace Bms.Records.Tests;

public class VerifyBenchTests(ITestOutputHelper output)
{
    // Sixteen cells and eight probes, the size of record that the budget is about. Speed is reported; memory is held.
    [Fact]
    public void A_record_allocates_nothing()
    {
        TestDevice device = new();
        byte[] topic = Encoding.ASCII.GetBytes(device.Identity.LiveTopic);
        List<(byte[] Topic, byte[] Message)> records = [];
        for (int i = 0; i < 5_000; i++)
        {
            records.Add((topic, device.Live(w =>
            {
                w.Pair(7, 53_120);
                w.Pair(8, -12_345);
                w.Pair(9, 8755);
                w.Pair(10, 9912);
                w.Key(11);
                w.Bytes(new byte[32], 0, 32);
                w.Key(12);
                w.Bytes(new byte[8], 0, 8);
                w.Pair(13, 0);
                w.Pair(14, 3);
            }).Message));
        }

        VerifyFigures figures = VerifyBench.Measure(device.Key, records, rounds: 60);
        output.WriteLine($"verify.us_per_record = {figures.PerRecord_us:F2}");
        output.WriteLine($"verify.allocated_bytes = {figures.Allocated_bytes:F3}");
        Assert.Equal(0, figures.Allocated_bytes);
        Assert.InRange(figures.PerRecord_us, 0.1, 1000);
    }

    [Fact]
    public void Records_that_are_not_accepted_are_no_bench()
    {
        TestDevice device = new();
        Sent sent = device.Live();
        (byte[], byte[])[] twice = [(sent.Topic, sent.Message), (sent.Topic, sent.Message)];
        Assert.Throws<InvalidOperationException>(() => VerifyBench.Measure(device.Key, twice, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => VerifyBench.Measure(device.Key, twice, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => VerifyBench.Measure(device.Key, [], 1));
    }
}
