using Bms.Boards;
using Bms.Telemetry;
using Bms.Tests.Telemetry;
using Xunit;

namespace Bms.Tests.Boards;

public class UplinkKeeperTests
{
    private readonly FakeUplink _uplink = new();
    private long _now_ms;

    [Fact]
    public void Connects_once_and_then_leaves_the_connection_alone()
    {
        var keeper = new UplinkKeeper(_uplink, null, false);
        Run(keeper, 3600, conducting: false);
        Assert.Equal((null, null, null), Assert.Single(_uplink.Attempts));
        Assert.True(keeper.IsConnected);
        Assert.Equal(0, _uplink.Drops);
    }

    [Fact]
    public void A_lost_connection_is_dropped_and_made_anew_after_a_wait()
    {
        var keeper = new UplinkKeeper(_uplink, null, false);
        Run(keeper, 100, conducting: false);
        _uplink.IsConnected = false;
        Run(keeper, 1, conducting: false);
        Assert.Equal((1, 1), (_uplink.Drops, _uplink.Attempts.Count));
        Run(keeper, 2, conducting: false);
        Assert.Equal(2, _uplink.Attempts.Count);
        Assert.Equal(2, keeper.Attempts);
    }

    [Fact]
    public void Attempts_become_rare_while_nobody_answers()
    {
        _uplink.Succeeds = false;
        var keeper = new UplinkKeeper(_uplink, null, false);
        Run(keeper, 3600, conducting: false);

        // 1, 2, 4 ... 128 s and then 150 s each, one second of looking on top: 8 attempts in 263 s, 22 in the rest of the hour.
        Assert.InRange(keeper.Attempts, 28, 32);
        Assert.Equal(keeper.Attempts, _uplink.Drops);
    }

    [Fact]
    public void A_connection_that_breaks_at_once_does_not_shorten_the_waits_and_one_that_lasts_does()
    {
        var keeper = new UplinkKeeper(_uplink, null, false);
        for (int i = 0; i < 10; i++)
        {
            Run(keeper, 400, conducting: false);
            Assert.Equal(i + 1, keeper.Attempts);
            _uplink.IsConnected = false;
        }

        // Each of them had lasted for more than a minute: the wait is a second each time.
        Run(keeper, 3, conducting: false);
        Assert.Equal(11, keeper.Attempts);

        for (int i = 0; i < 600; i++)
        {
            _uplink.IsConnected = false;
            Run(keeper, 1, conducting: false);
        }

        Assert.InRange(keeper.Attempts, 17, 21); // 2, 4, 8 ... s after the first, halved
    }

    [Fact]
    public void A_record_that_never_ends_costs_the_connection_and_one_that_ends_does_not()
    {
        var keeper = new UplinkKeeper(_uplink, null, false);
        for (int i = 1; i <= 10; i++)
        {
            _uplink.OldestUnderWay = i;
            Run(keeper, 15, conducting: false);
        }

        _uplink.OldestUnderWay = 0;
        Run(keeper, 60, conducting: false);
        Assert.Equal(0, _uplink.Drops);
        _uplink.OldestUnderWay = 11;
        Run(keeper, 15, conducting: false);
        Assert.True(_uplink.IsConnected);
        Run(keeper, 1, conducting: false);
        Assert.False(_uplink.IsConnected);
        _uplink.OldestUnderWay = 0;
        Run(keeper, 3, conducting: false);
        Assert.Equal(2, keeper.Attempts);
    }

    [Fact]
    public void What_may_stall_the_runtime_waits_until_no_switch_conducts()
    {
        _uplink.MayStall = true;
        var keeper = new UplinkKeeper(_uplink, null, false);
        Run(keeper, 60, conducting: true);
        Assert.Equal(0, keeper.Attempts);
        Assert.True(keeper.IsHeld);
        Run(keeper, 1, conducting: false);
        Assert.Equal(1, keeper.Attempts);
        Assert.False(keeper.IsHeld);
        Run(keeper, 60, conducting: true);
        Assert.True(keeper.IsConnected);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Under_load_connects_what_cannot_stall_and_what_is_declared_safe(bool mayStall, bool connectsUnderLoad)
    {
        _uplink.MayStall = mayStall;
        var keeper = new UplinkKeeper(_uplink, null, connectsUnderLoad);
        Run(keeper, 10, conducting: true);
        Assert.Equal(1, keeper.Attempts);
    }

    [Fact]
    public void Each_connection_gets_its_own_notices_and_a_farewell_before_it_is_dropped()
    {
        LinkNotices notices = LinkNoticesTests.Notices(out _);
        var keeper = new UplinkKeeper(_uplink, notices, false);
        Run(keeper, 10, conducting: false);
        _uplink.IsConnected = false;
        Run(keeper, 10, conducting: false);
        Assert.Equal(2, _uplink.Attempts.Count);
        Assert.All(_uplink.Attempts, a => Assert.Equal(notices.Topic, a.Topic));
        Assert.Equal(4, _uplink.Attempts.SelectMany(a => new[] { a.Lost, a.Online }).Distinct().Count());
        keeper.SayFarewell(_now_ms);
        Assert.Equal(notices.Topic, Assert.Single(_uplink.Said).Topic);
        Assert.True(_uplink.IsConnected);
        keeper.Drop();
        Assert.False(_uplink.IsConnected);
    }

    private void Run(UplinkKeeper keeper, int steps, bool conducting)
    {
        for (int i = 0; i < steps; i++)
        {
            keeper.Step(_now_ms, conducting, 0);
            _now_ms += 1000;
        }
    }
}
