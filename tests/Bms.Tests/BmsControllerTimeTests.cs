using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests;

/// <summary>Long times, and no memory.</summary>
public class BmsControllerTimeTests
{
    /// <summary>Half a minute before 2^31 ms (24.8 days), before 2^32 ms (49.7 days), and 34.8 years on.</summary>
    [Theory]
    [InlineData(int.MaxValue - 30_000L)]
    [InlineData((1L << 32) - 30_000L)]
    [InlineData(1L << 40)]
    public void Does_the_same_at_any_uptime(long start_ms) => Assert.Equal(Trace(0), Trace(start_ms));

    /// <summary>The age of what was never read counts from the start, and not from an uptime of 0.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1L << 40)]
    public void A_cell_that_is_silent_from_the_start_has_its_hold_time_at_any_uptime(long start_ms)
    {
        FakeBench bench = new(start_ms);
        bench.Cells.Quality[1] = Quality.BusError;
        int ticks = bench.RunUntil(() => bench.IsActive(Fault.CellSensorLost), 30);
        Assert.InRange(ticks, PackSample.CellHold_ms / 100, 2 + (PackSample.CellHold_ms / 100));
    }

    /// <summary>Every part of the loop runs: self-test, supplying, charging, a trip and its clearing, a rest.</summary>
    [Fact]
    public void A_hundred_thousand_steps_allocate_nothing()
    {
        FakeBench bench = new();
        Cycle(bench, 500);
        int steps = 500;
        Assert.Equal(0, Allocated.Least_bytes(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                Cycle(bench, 1000);
            }

            steps += 100_000;
        }));
        Assert.True(bench.Bms.Events.Written > 100);
        Assert.Equal(steps, bench.Heartbeat.Beats);
    }

    [Theory]
    [InlineData(100, 10)]
    [InlineData(200, 5)]
    [InlineData(1000, 1)]
    [InlineData(10, 100)]
    public void Decides_once_a_second_at_every_tick(int tick_ms, int ticks)
    {
        FakeBench bench = new(change: pack => pack.Tick_ms = tick_ms);
        bench.Run(20 * ticks);
        Assert.Equal(1 + 20, bench.Charger.Disabled);
    }

    private static void Cycle(FakeBench bench, int steps)
    {
        bench.Bms.Ask(steps % 1000 == 0 && bench.Heartbeat.Beats / 1000 % 2 == 0 ? Request.Charge : Request.Discharge);
        for (int i = 0; i < steps; i++)
        {
            bool isHigh = i >= 500 && i < 510;
            bench.Cells.Cell_mV[1] = isHigh ? 4300 : 3700 + i % 3;
            bench.Current.Bus_mV = 3 * 3700 + bench.Cells.Cell_mV[1];
            bench.Current.Current_mA = i % 100 < 50 ? 0 : -200;
            bench.Run(1);
        }
    }

    private static List<string> Trace(long start_ms)
    {
        FakeBench bench = new(start_ms);
        List<string> trace = [];
        bench.Bms.Ask(Request.Discharge);
        for (int i = 0; i < 1200; i++)
        {
            bench.Current.Current_mA = i % 40 < 20 ? -1500 : 300;
            bench.Probes[0].Quality = i is > 600 and < 640 ? Quality.BusError : Quality.Good;
            bench.Cells.Quality[1] = i is > 800 and < 803 ? Quality.BusError : Quality.Good;
            if (i % 200 == 199)
            {
                bench.Bms.Ask(Request.Charge);
            }

            bench.Run(1);
            PackState s = bench.State;
            trace.Add($"{i} {s.Mode} {s.Active} {s.Soc_ppm} {s.SocSigma_ppm} {s.ChargeIn_mAs} {s.ChargeOut_mAs} {s.ChargerCurrent_mA} "
                + $"{s.ChargeLimit_mA} {bench.Switches.Charge} {bench.Switches.Discharge} {bench.Bms.Events.Written}");
        }

        return trace;
    }
}
