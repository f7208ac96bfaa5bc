using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

/// <summary>A detector over restarts of its processor: what it was about to find it still finds, and no restart is a fault.</summary>
public class ResumedTests
{
    [Fact]
    public void A_leak_half_found_is_not_forgotten()
    {
        double carried_h = HoursToLeak(Restart);
        double forgotten_h = HoursToLeak(bench => bench.Detector = Fresh(bench));
        double undisturbed_h = HoursToLeak(_ => { });
        Assert.InRange(carried_h, undisturbed_h, undisturbed_h + 1.5);
        Assert.InRange(forgotten_h, carried_h + 1.5, 100);
    }

    [Fact]
    public void A_healthy_pack_that_restarts_again_and_again_raises_nothing()
    {
        AnomalyBench bench = new();
        List<AnomalyAlarm> raised = bench.Learn();
        Random random = new(4);
        for (int boot = 0; boot < 30; boot++)
        {
            // Off for a second or for hours: cooled down or warmed up, charged or used by others meanwhile.
            Array.Fill(bench.Probe_degC, 15 + (20 * random.NextDouble()));
            double moved = boot % 3 == 0 ? 0.3 + (0.4 * random.NextDouble()) - bench.Soc[0] : 0;
            Enumerable.Range(0, bench.Cells).ToList().ForEach(i => bench.Soc[i] += moved);
            bench.Current_A = 0;
            bench.Sleep(boot % 2 == 0 ? 1.0 / 3600 : 5 * random.NextDouble());
            Restart(bench);
            bench.Current_A = (boot % 4) switch { 0 => 0.8, 1 => -0.8, _ => 0 };
            raised.AddRange(bench.Run(1.2));
        }

        Assert.Empty(raised.Select(a => $"{a.Type} {a.Cell} {a.Severity} {a.Feature} {a.Value}"));
    }

    [Fact]
    public void An_alarm_whose_cause_has_gone_ends_after_its_quiet_hour_in_the_next_boot()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Bias_mV[2] = -300;
        bench.Run(20.0 / 3600);
        Assert.Equal(AnomalyAlarm.Severe, bench.Detector.Alarms.Severity);
        bench.Bias_mV[2] = 0;
        bench.Run(0.6);
        Restart(bench);
        Assert.Equal((AnomalyAlarm.Severe, 0), (bench.Detector.Alarms.Severity, bench.Detector.Alarms.Raised));
        Assert.Empty(bench.Run(0.5).Select(a => $"{a.Type} {a.Cell} {a.Severity} {a.Feature}"));
        Assert.Equal(0, bench.Detector.Alarms.Severity);
    }

    [Fact]
    public void The_last_frame_before_a_restart_again_is_no_stale_frame()
    {
        AnomalyBench bench = new();
        bench.Learn();
        Restart(bench);
        int[] before_mV = [.. bench.Sample.Cell_mV.Value];
        bench.Spoil = sample => Enumerable.Range(0, before_mV.Length).ToList()
            .ForEach(i => sample.Cell_mV.Accept(i, before_mV[i], sample.Uptime_ms));
        Assert.Empty(bench.Run(10.0 / 3600));
    }

    private static double HoursToLeak(Action<AnomalyBench> restart)
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Leak_A[3] = AnomalyBench.Capacity_Ah / 400;
        List<AnomalyAlarm> early = bench.Run(3);
        Assert.DoesNotContain(early, a => a.Severity > AnomalyAlarm.Note);
        restart(bench);
        for (double hours = 3.25; hours < 40; hours += 0.25)
        {
            if (bench.Run(0.25).FirstOrDefault(a => a is { Type: AnomalyType.InternalShort, Severity: > AnomalyAlarm.Note }) is { } alarm)
            {
                Assert.Equal(3, alarm.Cell);
                return hours;
            }
        }

        return double.PositiveInfinity;
    }

    private static AnomalyDetector Fresh(AnomalyBench bench) =>
        new(bench.Cells, 4, bench.Detector.Pack.Ocv.Table_mV, (int)bench.Detector.Pack.Capacity_mAh);

    // As a boot does it, through the bytes of a store, at an uptime of its own.
    private static void Restart(AnomalyBench bench)
    {
        var tape = new StateTape();
        tape.Measure(bench.Detector);
        var written = new StateImage(tape);
        tape.Write(bench.Detector, written, bench.Now_ms - 40_000);
        var read = new StateImage(tape);
        for (int i = 0; i < read.Length; i++)
        {
            read.Put(i, written.ByteAt(i));
        }

        bench.Detector = Fresh(bench);
        read.Base_ms = 0;
        Assert.True(tape.TryRead(bench.Detector, read));
        bench.Reboot();
        bench.Detector.Resume(0);
    }
}
