using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

/// <summary>A pack that stands for days and wakes for some seconds at a time.</summary>
public class ParkedPackTests
{
    private const double Nap_h = 10.0 / 60;
    private const double Wake_h = 6.0 / 3600;

    [Fact]
    public void A_leak_of_a_permille_an_hour_shows_in_the_naps_of_two_days_with_its_size()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Leak_A[3] = AnomalyBench.Capacity_Ah / 600;
        AnomalyAlarm alarm = Park(bench, 36).First(a => a.Type == AnomalyType.InternalShort);
        Assert.Equal(3, alarm.Cell);
        Assert.InRange(1000 * AnomalyBench.Capacity_Ah / 600, alarm.Low, alarm.High);
    }

    [Fact]
    public void A_healthy_pack_naps_for_three_days_in_peace()
    {
        AnomalyBench bench = new();
        bench.Learn();
        Assert.Empty(Park(bench, 72));
    }

    [Theory]
    [InlineData(4, 8.0, 5)]
    [InlineData(16, 8.0, 2)]
    [InlineData(96, 1.0, 2)]
    public void Frames_of_the_evening_are_known_within_five_seconds_of_the_morning(int cells, double sleep_h, int within_s)
    {
        AnomalyBench bench = new(cells);
        bench.Learn();
        Freeze(bench);
        bench.Sleep(sleep_h);
        AnomalyAlarm alarm = Assert.Single(bench.Run(within_s / 3600.0));
        Assert.Equal((AnomalyType.Communication, AnomalyFeature.BadFrames), (alarm.Type, alarm.Feature));
    }

    private static List<AnomalyAlarm> Park(AnomalyBench bench, double hours)
    {
        List<AnomalyAlarm> raised = [];
        for (double parked_h = 0; parked_h < hours; parked_h += Nap_h + Wake_h)
        {
            bench.Sleep(Nap_h);
            raised.AddRange(bench.Run(Wake_h));
        }

        return raised;
    }

    // Every value of the last frame again, with a time of its own.
    private static void Freeze(AnomalyBench bench)
    {
        int[] cell_mV = [.. bench.Sample.Cell_mV.Value];
        int[] probe_ddegC = [.. bench.Sample.Temperature_ddegC.Value];
        (int bus_mV, int current_mA) = (bench.Sample.Bus_mV.Value[0], bench.Sample.Current_mA.Value[0]);
        bench.Spoil = sample =>
        {
            for (int i = 0; i < cell_mV.Length; i++)
            {
                sample.Cell_mV.Accept(i, cell_mV[i], sample.Uptime_ms);
            }

            for (int i = 0; i < probe_ddegC.Length; i++)
            {
                sample.Temperature_ddegC.Accept(i, probe_ddegC[i], sample.Uptime_ms);
            }

            sample.Bus_mV.Accept(0, bus_mV, sample.Uptime_ms);
            sample.Current_mA.Accept(0, current_mA, sample.Uptime_ms);
        };
    }
}
