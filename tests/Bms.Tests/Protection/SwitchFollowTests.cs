using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>A switch that closes late is not broken while its port says that it may; every other difference counts at once.</summary>
public class SwitchFollowTests
{
    private readonly FakeSwitches _switches = new() { Follow_ms = 315 };
    private readonly SwitchFollow _follow;
    private readonly PackState _told = new();
    private long _now_ms = 1000;

    public SwitchFollowTests()
    {
        _follow = new SwitchFollow(_switches);
        Assert.True(Next());
    }

    [Theory]
    [InlineData(315, 3)]
    [InlineData(0, 0)]
    public void A_switch_that_is_told_to_close_has_the_time_that_its_port_states(int follow_ms, int cycles)
    {
        _switches.Follow_ms = follow_ms;
        _told.DischargeCommand = true;
        for (int i = 0; i < cycles; i++)
        {
            Assert.True(Next());
        }

        Assert.False(Next());
        _switches.Discharge = true;
        Assert.True(Next());
    }

    [Fact]
    public void The_discharge_switch_is_waited_for_until_it_is_seen_closed_for_the_first_time()
    {
        Assert.False(_follow.DischargeWaits);
        _told.DischargeCommand = true;
        Next();
        Assert.True(_follow.DischargeWaits);
        _switches.Discharge = true;
        Next();
        Assert.False(_follow.DischargeWaits);
        _switches.Discharge = false;
        Next();
        Assert.False(_follow.DischargeWaits);
    }

    [Fact]
    public void A_switch_that_opens_by_itself_has_no_time_even_just_after_it_closed()
    {
        (_told.ChargeCommand, _told.DischargeCommand) = (true, true);
        (_switches.Charge, _switches.Discharge) = (true, true);
        Assert.True(Next());
        _switches.Charge = false;
        Assert.False(Next());
    }

    [Fact]
    public void A_switch_that_does_not_open_has_no_time()
    {
        (_told.DischargeCommand, _switches.Discharge) = (true, true);
        Assert.True(Next());
        _told.DischargeCommand = false;
        Assert.False(Next());
    }

    [Fact]
    public void A_state_that_cannot_be_read_is_not_followed()
    {
        _switches.CanReadBack = false;
        Assert.False(Next());
    }

    private bool Next()
    {
        _now_ms += 100;
        return _follow.Follows(_told, _now_ms);
    }
}
