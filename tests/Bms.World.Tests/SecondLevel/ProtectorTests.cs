using Bms.World.SecondLevel;
using Xunit;

namespace Bms.World.Tests.SecondLevel;

/// <summary>Against the operation that the datasheet of the S-8254A describes (ABLIC, Rev. 5.2, "Operation").</summary>
public class ProtectorTests
{
    private static readonly ProtectorView s_normal = new((3.7, 0), (3.6, 2), 0, false, false);

    private readonly Protector _protector = new(ProtectorSpec.S8254A, null);
    private long _now_us;

    [Fact]
    public void A_cell_above_the_over_charge_voltage_opens_charging_after_the_delay_and_not_before()
    {
        ProtectorView high = s_normal with { Highest = (4.31, 2) };

        Assert.Equal(1_000_000, _protector.Look(high, 0));
        Assert.Null(_protector.Act(999_999));
        Assert.Equal("protector opens charging: cell 3 at 4.31 V", _protector.Act(1_000_000));
        Assert.Equal((false, true), (_protector.ChargeFet, _protector.DischargeFet));
    }

    [Fact]
    public void An_excursion_shorter_than_the_delay_starts_the_delay_anew()
    {
        ProtectorView high = s_normal with { Highest = (4.4, 0) };
        _protector.Look(high, 0);
        Assert.Equal(long.MaxValue, _protector.Look(s_normal, 900_000));

        Assert.Equal(1_950_000, _protector.Look(high, 950_000));
    }

    [Theory]
    [InlineData(3.89, 0, true)]
    [InlineData(3.91, 0, false)]
    [InlineData(4.24, -1, true)]
    [InlineData(4.26, -1, false)]
    public void Over_charge_ends_at_its_release_or_when_a_cell_below_detection_discharges(double highest_V, double current_A, bool ends)
    {
        Enter(s_normal with { Highest = (4.4, 0) });

        Enter(s_normal with { Highest = (highest_V, 0), Current_A = current_A });

        Assert.Equal(ends, _protector.ChargeFet);
    }

    [Fact]
    public void In_over_discharge_both_switches_are_open_until_a_charger_wakes_it_and_discharge_waits_for_the_release()
    {
        Enter(s_normal with { Lowest = (2.4, 1), Current_A = -5, LoadSeen = true });
        Assert.Equal((false, false), (_protector.ChargeFet, _protector.DischargeFet));

        Enter(s_normal with { Lowest = (3.3, 1), LoadSeen = true });
        Assert.False(_protector.DischargeFet);

        Enter(s_normal with { Lowest = (2.9, 1), ChargerSeen = true });
        Assert.Equal((true, false), (_protector.ChargeFet, _protector.DischargeFet));

        Enter(s_normal with { Lowest = (3.05, 1), ChargerSeen = true });
        Assert.Equal((true, true), (_protector.ChargeFet, _protector.DischargeFet));
    }

    [Theory]
    [InlineData(14.9, long.MaxValue)]
    [InlineData(15.1, 10_000)]
    [InlineData(49.9, 10_000)]
    [InlineData(50.1, 1_000)]
    [InlineData(74.0, 1_000)]
    [InlineData(76.0, 350)]
    public void The_larger_the_current_the_sooner_it_opens(double discharge_A, long after_us)
    {
        Assert.Equal(after_us, _protector.Look(s_normal with { Current_A = -discharge_A, LoadSeen = true }, 0));
    }

    [Fact]
    public void Over_current_stays_while_the_load_stays_and_ends_when_it_is_taken_away()
    {
        Enter(s_normal with { Current_A = -30, LoadSeen = true });
        Enter(s_normal with { LoadSeen = true });
        Assert.False(_protector.DischargeFet);

        Enter(s_normal);
        Assert.True(_protector.DischargeFet);
    }

    private void Enter(in ProtectorView view)
    {
        long due_us = _protector.Look(view, _now_us);
        if (due_us == long.MaxValue) return;
        _now_us = due_us;
        _protector.Act(_now_us);
        _protector.Look(view, _now_us);
    }
}
