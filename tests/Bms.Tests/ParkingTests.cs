using Bms.Config;
using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests;

/// <summary>A pack that stands is looked at less often, and misses nothing for longer than a second.</summary>
public class ParkingTests
{
    private const int After_ms = 60_000, Ticks = After_ms / 100;

    [Fact]
    public void Parks_after_its_time_and_then_looks_once_a_second_while_the_heart_beats_on()
    {
        FakeBench bench = new(change: Parks);
        bench.Run(Ticks);
        Assert.False(bench.Bms.IsParked);
        bench.RunUntil(() => bench.Bms.IsParked, 20);
        (int cycles, int beats, int decisions) = (bench.Bus.Cycles, bench.Heartbeat.Beats, bench.Charger.Disabled);
        bench.Run(200);
        Assert.Equal((20, 200, 20), (bench.Bus.Cycles - cycles, bench.Heartbeat.Beats - beats, bench.Charger.Disabled - decisions));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public void A_board_that_does_not_ask_for_it_never_parks(int after_ms)
    {
        if (after_ms != 0)
        {
            PackConfig pack = TestPack.Config();
            pack.ParkAfter_ms = after_ms;
            Assert.Equal("a pack must be parked after 1,000 to 86,400,000 ms, or never", pack.Validate());
            return;
        }

        FakeBench bench = new();
        bench.Run(20 * Ticks);
        Assert.False(bench.Bms.IsParked);
    }

    [Fact]
    public void A_request_is_granted_in_the_very_next_tick()
    {
        FakeBench bench = Parked();
        bench.Run(3);
        bench.Bms.Ask(Request.Discharge);
        bench.Run(1);
        Assert.True(bench.Switches.Charge && bench.Switches.Discharge);
        bench.Run(50);
        Assert.False(bench.Bms.IsParked);
    }

    /// <summary>Whenever it rises: a look comes within a period, and the samples that the row asks for follow tick by tick.</summary>
    [Fact]
    public void A_limit_that_is_passed_is_found_one_period_later_than_awake_at_most()
    {
        int awake = Reaction(new FakeBench(change: Parks), 30);
        for (int phase = 0; phase < 10; phase++)
        {
            Assert.InRange(Reaction(Parked(), phase), awake, awake + 10);
        }

        static int Reaction(FakeBench bench, int phase)
        {
            bench.Run(phase);
            bench.Cells.Cell_mV[2] = 4300;
            bench.Current.Bus_mV += 600;
            return bench.RunUntil(() => bench.IsActive(Fault.CellOverVoltage), 20);
        }
    }

    [Fact]
    public void A_reading_that_fails_once_wakes_the_board_and_trips_nothing()
    {
        FakeBench bench = Parked();
        bench.Cells.Quality[1] = Quality.BusError;
        bench.RunUntil(() => !bench.Bms.IsParked, 10);
        bench.Run(2);
        bench.Cells.Quality[1] = Quality.Good;
        bench.Run(100);
        Assert.Equal(0, bench.Bms.Events.Written);
    }

    [Fact]
    public void A_chip_that_falls_silent_is_lost_after_its_hold_time_of_looking()
    {
        FakeBench bench = Parked();
        bench.Cells.Quality[1] = Quality.BusError;
        int ticks = bench.RunUntil(() => bench.IsActive(Fault.CellSensorLost), 30);
        Assert.InRange(ticks, PackSample.CellHold_ms / 100, 10 + (PackSample.CellHold_ms / 100));
    }

    [Fact]
    public void A_current_without_a_switch_wakes_the_board_and_is_told()
    {
        FakeBench bench = Parked();
        bench.Current.Current_mA = -300;
        bench.RunUntil(() => bench.IsActive(Fault.OpenSwitchCurrent), 20);
        Assert.False(bench.Bms.IsParked);
    }

    [Fact]
    public void A_pack_with_a_warning_is_not_parked()
    {
        FakeBench bench = new(change: Parks);
        bench.Cells.Cell_mV.AsSpan().Fill(2900);
        bench.Current.Bus_mV = 4 * 2900;
        bench.Run(3 * Ticks);
        Assert.True(bench.IsActive(Fault.CellUnderVoltageWarning));
        Assert.False(bench.Bms.IsParked);
    }

    [Fact]
    public void One_reading_of_a_current_begins_the_time_of_rest_anew()
    {
        FakeBench bench = new(change: Parks);
        bench.Run(Ticks - 50);
        bench.Current.Current_mA = -300;
        bench.Run(1);
        bench.Current.Current_mA = 0;
        bench.Run(Ticks - 10);
        Assert.Equal((false, 0), (bench.Bms.IsParked, bench.Bms.Events.Written));
        Assert.InRange(bench.RunUntil(() => bench.Bms.IsParked, 60), 1, 30);
    }

    private static void Parks(PackConfig pack) => pack.ParkAfter_ms = After_ms;

    private static FakeBench Parked()
    {
        FakeBench bench = new(change: Parks);
        bench.RunUntil(() => bench.Bms.IsParked, Ticks + 50);
        return bench;
    }
}
