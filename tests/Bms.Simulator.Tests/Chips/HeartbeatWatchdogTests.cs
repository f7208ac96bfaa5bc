using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

public class HeartbeatWatchdogTests
{
    private readonly HeartbeatWatchdog _watchdog = new(1_600_000);

    [Fact]
    public void Allows_nothing_before_the_first_edge()
    {
        _watchdog.See(false, 0);
        Assert.False(_watchdog.Allows);
        _watchdog.See(true, 10);
        Assert.True(_watchdog.Allows);
    }

    [Fact]
    public void Falls_at_its_time_out_not_before()
    {
        _watchdog.See(true, 100);
        Assert.False(_watchdog.Expire(1_600_099));
        Assert.True(_watchdog.Allows);
        Assert.True(_watchdog.Expire(1_600_100));
        Assert.False(_watchdog.Allows);
        Assert.Equal(1, _watchdog.Expiries);
    }

    [Fact]
    public void A_level_without_an_edge_does_not_feed_it()
    {
        _watchdog.See(true, 0);
        _watchdog.See(true, 1_000_000);
        Assert.True(_watchdog.Expire(1_600_000));
    }

    [Fact]
    public void Both_edges_feed_it()
    {
        _watchdog.See(true, 0);
        _watchdog.See(false, 1_000_000);
        Assert.False(_watchdog.Expire(2_599_999));
        Assert.Equal(2_600_000, _watchdog.Deadline_us);
    }

    [Fact]
    public void Bridged_it_always_allows()
    {
        _watchdog.Bypassed = true;
        Assert.True(_watchdog.Allows);
    }
}
