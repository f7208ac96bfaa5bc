using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

public class TripTimerTests
{
    private static readonly TripTimes s_times = new(3_300, 9_900, 3_000_000);
    private readonly TripTimer _trip = new();

    [Fact]
    public void A_fault_comes_after_the_delay_counted_from_the_first_look()
    {
        Assert.Equal(3_300 + 9_900, _trip.Due_us(true, false, s_times, 100));
        Assert.False(_trip.Step(true, false, s_times, 100, 13_199));
        Assert.True(_trip.Alert);
        Assert.True(_trip.Step(true, false, s_times, 13_199, 13_200));
        Assert.True(_trip.Fault);
        Assert.False(_trip.Alert);
    }

    [Fact]
    public void One_look_at_a_healthy_world_starts_the_delay_anew()
    {
        _trip.Step(true, false, s_times, 0, 9_000);
        _trip.Step(false, true, s_times, 9_000, 10_000);
        Assert.False(_trip.Alert);
        Assert.Equal(13_200 + 9_900, _trip.Due_us(true, false, s_times, 10_000));
    }

    [Fact]
    public void What_comes_and_goes_between_two_looks_is_not_seen()
    {
        Assert.False(_trip.Step(true, false, s_times, 3_400, 6_500));
        Assert.False(_trip.Alert);
    }

    [Fact]
    public void A_fault_goes_when_it_has_been_calm_for_its_recovery_time()
    {
        _trip.Step(true, false, s_times, 0, 20_000);
        Assert.False(_trip.Step(false, true, s_times, 20_000, 3_019_999));
        Assert.Equal(3_020_000, _trip.Due_us(false, true, s_times, 3_019_999));
        Assert.True(_trip.Step(false, true, s_times, 3_019_999, 3_020_000));
        Assert.False(_trip.Fault);
    }

    [Fact]
    public void A_moment_that_is_not_calm_starts_the_recovery_anew()
    {
        _trip.Step(true, false, s_times, 0, 20_000);
        _trip.Step(false, true, s_times, 20_000, 3_000_000);
        _trip.Step(false, false, s_times, 3_000_000, 3_010_000);
        Assert.False(_trip.Step(false, true, s_times, 3_010_000, 6_009_999));
        Assert.True(_trip.Step(false, true, s_times, 6_009_999, 6_010_000));
    }

    [Fact]
    public void Some_faults_never_return_by_themselves()
    {
        TripTimes times = s_times with { Recovery_us = long.MaxValue };
        _trip.Step(true, false, times, 0, 20_000);
        Assert.Equal(long.MaxValue, _trip.Due_us(false, true, times, 20_000));
        Assert.False(_trip.Step(false, true, times, 20_000, long.MaxValue / 2));
        Assert.True(_trip.Release());
    }
}
