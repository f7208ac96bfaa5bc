using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

public class AnomalyDetectorTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(96)]
    public void A_healthy_pack_raises_nothing(int cells)
    {
        AnomalyBench bench = new(cells);
        Assert.Empty(bench.Learn());
        Assert.Empty(bench.Run(6, 10_000));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(10_000)]
    [InlineData(60_000)]
    public void A_leak_at_rest_is_named_with_its_cell_and_its_size_whatever_the_period(int step_ms)
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Leak_A[5] = AnomalyBench.Capacity_Ah / 100;
        AnomalyAlarm alarm = bench.Run(2, step_ms).First();
        Assert.Equal((AnomalyType.InternalShort, 5), (alarm.Type, alarm.Cell));
        Assert.InRange(50f, alarm.Low, alarm.High);
        Assert.InRange(alarm.Estimate, 25f, 75f);
    }

    [Fact]
    public void A_leak_shows_after_a_night_of_sleep()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Leak_A[2] = AnomalyBench.Capacity_Ah / 500;
        bench.Sleep(10);
        AnomalyAlarm alarm = bench.Run(1).First();
        Assert.Equal((AnomalyType.InternalShort, 2), (alarm.Type, alarm.Cell));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public void A_step_of_a_channel_is_no_leak(double bias_mV)
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Bias_mV[3] = bias_mV;
        AnomalyAlarm alarm = bench.Run(0.5).First();
        Assert.Equal((AnomalyType.VoltageSensor, 3), (alarm.Type, alarm.Cell));
        Assert.InRange(bias_mV, alarm.Low, alarm.High);
    }

    [Fact]
    public void A_contact_that_grows_by_a_third_is_found_within_half_an_hour_of_driving()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Learn();

        // Below a quarter of the charge resistances climb by themselves and are not judged.
        bench.Current_A = 2;
        bench.Run(1);
        bench.Resistance_ohm[1] *= 1.33;
        AnomalyAlarm alarm = bench.Learn().First();
        Assert.Equal((AnomalyType.Contact, 1), (alarm.Type, alarm.Cell));
        Assert.InRange(33f, alarm.Low - 5, alarm.High + 5);
    }

    [Fact]
    public void A_cell_that_stands_still_is_a_channel()
    {
        AnomalyBench bench = new();
        bench.Learn();
        int stuck_mV = bench.Sample.Cell_mV.Value[4];
        bench.Spoil = sample => sample.Cell_mV.Accept(4, stuck_mV, sample.Uptime_ms);
        bench.Current_A = -1;
        AnomalyAlarm alarm = bench.Run(1).First();
        Assert.Equal((AnomalyType.VoltageSensor, 4), (alarm.Type, alarm.Cell));
    }

    [Fact]
    public void Impossible_readings_are_a_matter_of_communication_and_never_of_a_cell()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Spoil = sample =>
        {
            if (sample.Uptime_ms / 1000 % 97 == 0)
            {
                sample.Cell_mV.Accept(0, 66535, sample.Uptime_ms);
                sample.Cell_mV.Accept(7, 0, sample.Uptime_ms);
            }
        };
        AnomalyAlarm alarm = Assert.Single(bench.Run(1));
        Assert.Equal((AnomalyType.Communication, AnomalyAlarm.Note), (alarm.Type, alarm.Severity));
    }

    [Fact]
    public void A_reading_that_dips_for_one_frame_is_no_short()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Spoil = sample =>
        {
            if (sample.Uptime_ms / 1000 % 131 == 0)
            {
                sample.Cell_mV.Accept(6, 3400, sample.Uptime_ms);
            }
        };
        Assert.Empty(bench.Run(2));
    }

    [Fact]
    public void Short_dips_that_return_are_an_internal_short()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Spoil = sample =>
        {
            if (sample.Uptime_ms / 1000 % 900 < 3)
            {
                sample.Cell_mV.Accept(6, sample.Cell_mV.Value[6] - 40, sample.Uptime_ms);
            }
        };
        AnomalyAlarm alarm = bench.Run(1.5).First();
        Assert.Equal((AnomalyType.InternalShort, 6, AnomalyFeature.Dips), (alarm.Type, alarm.Cell, alarm.Feature));
    }

    [Fact]
    public void Frames_left_over_from_before_a_sleep_are_found_within_five_seconds()
    {
        AnomalyBench bench = new();
        bench.Learn();
        int[] frame_mV = [.. bench.Sample.Cell_mV.Value];
        int[] probe_ddegC = [.. bench.Sample.Temperature_ddegC.Value];
        int bus_mV = bench.Sample.Bus_mV.Value[0];
        bench.Sleep(11.5);
        bench.Spoil = sample =>
        {
            for (int i = 0; i < frame_mV.Length; i++) sample.Cell_mV.Accept(i, frame_mV[i], sample.Uptime_ms);
            for (int i = 0; i < probe_ddegC.Length; i++) sample.Temperature_ddegC.Accept(i, probe_ddegC[i], sample.Uptime_ms);
            sample.Bus_mV.Accept(0, bus_mV, sample.Uptime_ms);
        };
        long woken_ms = bench.Now_ms;
        AnomalyAlarm alarm = bench.Run(0.01).First();
        Assert.Equal(AnomalyType.Communication, alarm.Type);
        Assert.InRange(alarm.Raised_ms - woken_ms, 0, 5000);
    }

    [Fact]
    public void A_cell_that_collapses_beside_a_burning_probe_needs_one_frame()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Sleep(11.5);
        bench.Run(0.001, 10_000);
        bench.Soc[2] = -0.9;
        bench.Probe_degC[1] = 109;
        long fell_ms = bench.Now_ms;
        List<AnomalyAlarm> raised = bench.Run(0.01, 10_000);
        Assert.Contains(raised, a => (a.Type, a.Cell, a.Severity) == (AnomalyType.InternalShort, 2, AnomalyAlarm.Severe)
            && a.Raised_ms == fell_ms + 10_000);
        Assert.Contains(raised, a => (a.Type, a.Cell, a.Severity) == (AnomalyType.SelfHeating, 1, AnomalyAlarm.Severe));
    }

    [Fact]
    public void Inputs_without_a_probe_are_left_alone()
    {
        AnomalyBench bench = new();
        bench.Probe_degC[2] = 215;
        bench.Probe_degC[3] = -60;
        Assert.Empty(bench.Learn());
    }

    [Theory]
    [InlineData(true, AnomalyType.TemperatureSensor)]
    [InlineData(false, AnomalyType.SelfHeating)]
    public void A_probe_that_jumps_is_a_probe_and_one_that_climbs_is_heat(bool jumps, AnomalyType expected)
    {
        AnomalyBench bench = new();
        bench.Learn();
        List<AnomalyAlarm> raised = [];
        for (int minute = 0; minute < 60 && raised.Count == 0; minute++)
        {
            bench.Probe_degC[0] += jumps ? (minute == 0 ? 6 : 0) : 0.2;
            raised = bench.Run(1.0 / 60);
        }

        Assert.Equal((expected, 0), (raised[0].Type, raised[0].Cell));
    }

    [Fact]
    public void A_current_sensor_that_counts_at_rest_is_found()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Spoil = sample => sample.Current_mA.Accept(0, 170, sample.Uptime_ms);
        AnomalyAlarm alarm = bench.Run(6, 10_000).First();
        Assert.Equal(AnomalyType.CurrentSensor, alarm.Type);
        Assert.InRange(170f, alarm.Low, alarm.High);
    }

    [Fact]
    public void Allocates_nothing_once_it_runs()
    {
        AnomalyBench bench = new();
        bench.Learn();
        Assert.Equal(0, Allocated.Least_bytes(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                bench.Sample.Uptime_ms += 1000;
                bench.Detector.Step(bench.Sample);
            }
        }));
    }

    [Fact]
    public void A_channel_whose_noise_has_grown_is_found_at_rest()
    {
        AnomalyBench bench = new();
        bench.Learn();
        Random random = new(5);
        bench.Spoil = sample =>
            sample.Cell_mV.Accept(3, sample.Cell_mV.Value[3] + random.Next(-8, 9), sample.Uptime_ms);
        AnomalyAlarm alarm = bench.Run(1).First();
        Assert.Equal((AnomalyType.VoltageSensor, 3, AnomalyFeature.Scatter), (alarm.Type, alarm.Cell, alarm.Feature));
    }

    /// <summary>A chip that measures while it balances shows each high cell 12 mV lower for a while, one after the other.</summary>
    [Fact]
    public void Cells_that_are_balanced_in_turns_have_no_noisy_channels()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Spoil = sample =>
        {
            for (int cell = 1; cell < 4; cell++)
            {
                bool bleeds = (sample.Uptime_ms / 2000 % 2) == cell % 2;
                sample.Cell_mV.Accept(cell, sample.Cell_mV.Value[cell] - (bleeds ? 12 : 0), sample.Uptime_ms);
            }
        };
        Assert.DoesNotContain(bench.Run(3), alarm => alarm.Feature == AnomalyFeature.Scatter && alarm.Severity > AnomalyAlarm.Note);
    }

    [Fact]
    public void Cells_that_all_show_one_value_were_computed_and_not_measured()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Spoil = sample =>
        {
            for (int i = 0; i < 8; i++) sample.Cell_mV.Accept(i, sample.Cell_mV.Value[0], sample.Uptime_ms);
        };
        Assert.Equal(AnomalyType.Tamper, bench.Learn().First().Type);
    }
}
