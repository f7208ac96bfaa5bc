using Bms.Simulator.Bench;
using Bms.Tests;

namespace Bms.Simulator.Tests.Bench;

/// <summary>The real firmware on the virtual board: smoke test, repeatability, and the world going on without it.</summary>
public class VirtualBenchTests
{
    [Fact]
    public void Boots_and_reaches_standby_in_time()
    {
        VirtualBench bench = new BenchBuilder().BuildInStandby();
        Assert.Equal(1, bench.Firmware.Boots);
        Assert.Equal(0, bench.Overruns);
        Assert.InRange(bench.Firmware.LongestStep_us, 15_000, 60_000);
    }

    [Fact]
    public void Discharges_2_A_for_a_minute_and_measures_it_within_the_chip_s_accuracy()
    {
        VirtualBench bench = new BenchBuilder().BuildIn(Mode.Discharge);
        bench.Pack.Load.SetCurrent_A(2);
        bench.Run_s(60);
        Assert.Null(bench.Firmware.Crash);
        Assert.Equal(Mode.Discharge, bench.Firmware.Controller!.State.Mode);
        Assert.Equal(-2.0, bench.Pack.Current_A, 6);
        Signal current_mA = bench.Firmware.Controller.Sample.Current_mA;
        Assert.Equal(Quality.Good, current_mA.Quality[0]);
        Assert.InRange(current_mA.Value[0], -2008, -1992); // offset 2 mA, gain 0.2 % = 4 mA, noise and rounding 2 mA
    }

    [Fact]
    public void Charges_with_a_supply_and_counts_it_positive()
    {
        VirtualBench bench = new BenchBuilder().Supply().BuildIn(Mode.Charge);
        bench.Run_s(60);
        Assert.InRange(bench.Pack.Current_A, 1.0, 2.6);
        Assert.Equal(bench.Pack.Current_A * 1000, bench.Firmware.Controller!.Sample.Current_mA.Value[0], 12.0);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void A_calibrated_board_reads_its_cells_within_the_accuracy_that_it_claims(ulong seed)
    {
        VirtualBench bench = new BenchBuilder().Seed(seed).Ambient_C(45).Soc(0.95).BuildInStandby();
        bench.Run_s(10);
        Signal cell_mV = bench.Firmware.Controller!.Sample.Cell_mV;
        int[] claimed_mV = [7, 20, 33, 47]; // 1,550 ppm of both taps at 4.2 V a cell
        for (int cell = 0; cell < 4; cell++)
        {
            Assert.Equal(bench.Pack.CellVoltage_V(cell) * 1000, cell_mV.Value[cell], (double)claimed_mV[cell]);
        }
    }

    [Fact]
    public void Same_seed_gives_the_same_run_to_the_last_bit()
    {
        Assert.Equal(Fingerprint(seed: 5), Fingerprint(seed: 5));
    }

    [Fact]
    public void Another_seed_gives_another_run()
    {
        Assert.NotEqual(Fingerprint(seed: 5), Fingerprint(seed: 6));
    }

    [Fact]
    public void Signed_records_reach_the_broker()
    {
        VirtualBench bench = new BenchBuilder().Build();
        var topics = new List<string>();
        bench.Broker.Subscribe("bms/v1/#", (topic, _, _) => topics.Add(topic[^1..]));
        bench.Run_s(120);
        Assert.Equal("s", topics[0]); // it is online
        Assert.Equal("b", topics[1]);
        Assert.True(topics.Count(kind => kind == "t") >= 2);
        Assert.Equal(bench.Link.Published, bench.Link.Acknowledged);
    }

    [Fact]
    public void The_world_goes_on_while_a_stuck_bus_holds_the_firmware_up()
    {
        VirtualBench bench = new BenchBuilder().BuildIn(Mode.Discharge);
        bench.Pack.Load.SetCurrent_A(2);
        bench.Run_s(5);
        double before = bench.Pack.Soc(0);
        var ticks = new List<(long Time_us, bool Closed)>();
        bench.WorldTicked = time_us => ticks.Add((time_us, bench.Pack.DischargeSwitch));
        bench.Firmware.StallNextStep(10_000_000);
        long start_us = bench.Clock.Now_us;
        bench.Step();
        Assert.Equal(Enumerable.Range(1, 101).Select(i => start_us + (i * 100_000L)), ticks.Select(tick => tick.Time_us));
        Assert.Equal(100, bench.Overruns);
        Assert.Equal(1, bench.Hardware.Watchdog.Expiries); // it did not wait for the firmware
        Assert.True(ticks[14].Closed);
        Assert.False(ticks[15].Closed);
        Assert.False(ticks[99].Closed);
        double drawn = before - bench.Pack.Soc(0);
        Assert.Equal(2 * 1.5 / (5 * 3600), drawn, 3e-5);
    }

    [Fact]
    public void Stepping_allocates_nothing()
    {
        VirtualBench bench = new BenchBuilder().WithoutTelemetry().BuildIn(Mode.Discharge);
        bench.Run_s(10);
        Assert.Equal(0, Allocated.Least_bytes(() => bench.Run_s(100)));
        bench.Firmware.PowerOff();
        Assert.Equal(0, Allocated.Least_bytes(() => bench.Run_s(100)));
    }

    [Fact]
    public void Extremes_tell_what_the_real_pack_went_through()
    {
        VirtualBench bench = new BenchBuilder().BuildIn(Mode.Discharge);
        bench.Pack.Load.SetCurrent_A(3);
        bench.Run_s(1);
        bench.Pack.Load.SetCurrent_A(1);
        bench.Run_s(1);
        Assert.Equal(-3, bench.Extremes.SmallestCurrent_A.Value, 6);
        Assert.Equal(0, bench.Extremes.LargestCurrent_A.Value, 6);
        Assert.True(bench.Extremes.LowestCell_V.Value < bench.Pack.CellVoltage_V(0));
        Assert.InRange(bench.Extremes.LowestCell_V.Time_us, bench.Clock.Now_us - 1_300_000, bench.Clock.Now_us - 900_000);
    }

    [Fact]
    public void A_bench_on_bad_options_says_what_is_wrong()
    {
        var mistake = Assert.ThrowsAny<ArgumentException>(() => new BenchBuilder().Soc(1.5).Build());
        Assert.Contains("InitialSoc", mistake.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => new BenchBuilder().With(o => o with { WatchdogTimeout_us = 1 }).Build());
    }

    /// <summary>The physics do not know who looks; only how often somebody does changes.</summary>
    [Fact]
    public void A_world_that_rests_with_a_parked_pack_comes_to_the_same_with_a_tenth_of_the_ticks()
    {
        VirtualBench rested = Parked(rests: true), watched = Parked(rests: false);
        (int fewer, int ticks) = (Ticks(rested), Ticks(watched));
        Assert.Equal((60, 600), (fewer, ticks));
        Assert.Equal(watched.Pack.Time_us, rested.Pack.Time_us);
        Assert.Equal(watched.Pack.CellVoltage_V(2), rested.Pack.CellVoltage_V(2));
        Assert.Equal(watched.Pack.CellCore_C(1), rested.Pack.CellCore_C(1));
        Assert.Equal(watched.Firmware.Controller!.State.ChargeOut_mAs, rested.Firmware.Controller!.State.ChargeOut_mAs);

        static int Ticks(VirtualBench bench)
        {
            int ticks = 0;
            bench.WorldTicked = _ => ticks++;
            bench.Run_s(60);
            bench.Hardware.Settle();
            return ticks;
        }
    }

    [Fact]
    public void A_request_wakes_a_resting_world_before_the_firmware_looks()
    {
        VirtualBench bench = Parked(rests: true);
        bench.Run_s(0.3);
        Assert.True(bench.Pack.Time_us < bench.Clock.Now_us);
        bench.Firmware.Controller!.Ask(Request.Discharge);
        long asked_us = bench.Clock.Now_us;
        bench.Step();
        Assert.Equal(Mode.Discharge, bench.Firmware.Controller.State.Mode);
        Assert.InRange(bench.Pack.Time_us, asked_us + 1, bench.Clock.Now_us);
        Assert.InRange(bench.Hardware.DischargeSwitchMoved_us, asked_us, asked_us + 100_000);
    }

    [Fact]
    public void What_happens_to_a_resting_world_happens_at_its_very_time()
    {
        VirtualBench bench = Parked(rests: true);
        long at_us = bench.Clock.Now_us + 5_350_000;
        long woken_us = 0, pack_us = 0;
        bench.Woken = now_us => (woken_us, pack_us) = (now_us, bench.Pack.Time_us);
        bench.Wake_us = at_us;
        bench.Run_s(8);
        Assert.Equal((at_us, at_us), (woken_us, pack_us));
    }

    private static VirtualBench Parked(bool rests)
    {
        VirtualBench bench = new BenchBuilder().With(o => o with { ParkAfter_ms = 3_000 }).Build();
        bench.RestsWhenParked = rests;
        while (bench.Firmware.Controller is not { IsParked: true } && bench.Clock.Now_us < 60_000_000)
        {
            bench.Step();
        }

        Assert.True(bench.Firmware.Controller!.IsParked);
        return bench;
    }

    /// <summary>Everything that a run of two minutes shows, as one number.</summary>
    private static ulong Fingerprint(ulong seed)
    {
        VirtualBench bench = new BenchBuilder().Seed(seed).Supply().BuildIn(Mode.Discharge);
        ulong hash = 14695981039346656037;
        void Add(long value) => hash = (hash ^ (ulong)value) * 1099511628211;
        bench.Broker.Subscribe("#", (_, message, time_us) =>
        {
            Add(time_us);
            foreach (byte part in message)
            {
                Add(part);
            }
        });
        for (int i = 0; i < 1200; i++)
        {
            bench.Pack.Load.SetCurrent_A(i % 50 * 0.1);
            bench.Step();
            Add(BitConverter.DoubleToInt64Bits(bench.Pack.Current_A));
            Add(BitConverter.DoubleToInt64Bits(bench.Pack.CellCore_C(3)));
            Add(bench.Firmware.LastStep_us);
            PackSample sample = bench.Firmware.Controller!.Sample;
            Add(sample.Current_mA.Value[0]);
            Add(sample.Cell_mV.Value[2]);
            Add(sample.Temperature_ddegC.Value[1]);
        }

        return hash;
    }
}
