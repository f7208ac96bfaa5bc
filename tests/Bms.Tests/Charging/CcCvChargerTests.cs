using Bms.Charging;
using Xunit;

namespace Bms.Tests.Charging;

/// <summary>The rules of a charge, second by second, for a pack of 5000 mAh: 2500 mA, precharge 500 mA, end 250 mA.</summary>
public class CcCvChargerTests
{
    [Fact]
    public void Rises_by_100_mA_a_second_to_its_limit()
    {
        ChargeBench bench = new(0.5);
        for (int second = 1; second <= 30; second++)
        {
            bench.Step();
            Assert.Equal(Math.Min(100 * second, 2500), bench.Charger.Current_mA);
        }

        Assert.Equal((16600, 16600, 2500), (bench.Charger.Voltage_mV, bench.State.ChargerVoltage_mV, bench.State.ChargerCurrent_mA));
    }

    [Fact]
    public void Feeds_the_charger_every_second()
    {
        ChargeBench bench = new(0.5);
        bench.Run(500);
        Assert.Equal((500, 0), (bench.Charger.Applied, bench.Charger.Disabled));
    }

    [Fact]
    public void Follows_a_falling_limit_at_once_and_a_rising_one_by_its_ramp()
    {
        ChargeBench bench = new(0.5);
        bench.Run(30);
        bench.State.ChargeLimit_mA = 800;
        bench.Step();
        Assert.Equal(800, bench.Charger.Current_mA);
        bench.State.ChargeLimit_mA = 2500;
        bench.Step();
        Assert.Equal(900, bench.Charger.Current_mA);
    }

    [Theory]
    [InlineData(4140, 100)]
    [InlineData(4141, 90)]
    [InlineData(4149, 10)]
    [InlineData(4150, 0)]
    [InlineData(4151, -10)]
    [InlineData(4175, -250)]
    public void Takes_or_gives_10_mA_for_each_millivolt_of_the_highest_cell(int highest_mV, int change_mA)
    {
        ChargeBench bench = new(0.5);
        bench.Run(10);
        bench.Sample.Cell_mV.Accept(3, highest_mV, 0);
        bench.Decide();
        Assert.Equal(1000 + change_mA, bench.Charger.Current_mA);
    }

    [Fact]
    public void A_cell_far_too_high_takes_all_the_current_and_never_more()
    {
        ChargeBench bench = new(0.5);
        bench.Run(10);
        bench.Sample.Cell_mV.Accept(3, 4400, 0);
        bench.Decide();
        Assert.Equal(0, bench.Charger.Current_mA);
    }

    [Theory]
    [InlineData(2999, 500)]
    [InlineData(3000, 2500)]
    public void Precharges_with_a_tenth_of_the_capacity_below_3000_mV(int lowest_mV, int expected_mA)
    {
        ChargeBench bench = new(0.5);
        for (int i = 0; i < 30; i++)
        {
            bench.Sample.Cell_mV.Accept(1, lowest_mV, 0);
            bench.Decide();
        }

        Assert.Equal(expected_mA, bench.Charger.Current_mA);
    }

    [Fact]
    public void Precharge_never_exceeds_a_smaller_limit()
    {
        ChargeBench bench = new(0);
        bench.State.ChargeLimit_mA = 300;
        bench.Run(20);
        Assert.Equal(300, bench.Charger.Current_mA);
    }

    [Fact]
    public void Gives_up_a_precharge_after_an_hour()
    {
        ChargeBench bench = new(0) { Supply_A = 0 };
        bench.Run(3600);
        Assert.Equal((true, false), (bench.Charger.Enabled, bench.Control.HasFailed));
        bench.Step();
        Assert.Equal((false, true), (bench.Charger.Enabled, bench.Control.HasFailed));
        bench.Run(1000);
        Assert.Equal((false, 3600, false), (bench.Charger.Enabled, bench.Charger.Applied, bench.State.ChargeComplete));
        bench.Set(Mode.Standby);
        Assert.False(bench.Control.HasFailed);
    }

    [Fact]
    public void A_pack_that_comes_up_leaves_the_precharge()
    {
        ChargeBench bench = new(0);
        bench.Run(1200);
        Assert.Equal(2500, bench.Charger.Current_mA);
    }

    [Theory]
    [InlineData(Mode.SelfTest)]
    [InlineData(Mode.Standby)]
    [InlineData(Mode.Discharge)]
    [InlineData(Mode.Fault)]
    public void Is_off_in_every_other_mode(Mode mode)
    {
        ChargeBench bench = new(0.5);
        bench.Run(30);
        bench.State.Mode = mode;
        Assert.True(bench.Step());
        Assert.Equal((false, 1, 0, 0),
            (bench.Charger.Enabled, bench.Charger.Disabled, bench.State.ChargerVoltage_mV, bench.State.ChargerCurrent_mA));
        bench.Set(Mode.Charge);
        Assert.Equal(100, bench.Charger.Current_mA);
    }

    /// <summary>One refused reading at the very moment of the decision once stopped the charge and cost it a ramp of 25 s.</summary>
    [Theory]
    [InlineData(499, true)]
    [InlineData(500, false)]
    public void A_cell_that_is_refused_for_half_a_second_stops_the_charge_and_not_before(int age_ms, bool charges)
    {
        ChargeBench bench = new(0.5);
        bench.Run(30);
        bench.Sample.Cell_mV.Reject(2, Quality.BusError);
        bench.Sample.Cell_mV.Sampled_ms[2] = bench.Sample.Uptime_ms - age_ms;
        bench.Step();
        Assert.Equal((charges, charges ? 2500 : 0), (bench.Charger.Enabled, bench.State.ChargerCurrent_mA));
    }

    [Theory]
    [InlineData(Mode.Charge)]
    [InlineData(Mode.Standby)]
    public void Tells_when_the_charger_does_not_obey(Mode mode)
    {
        ChargeBench bench = new(0.5);
        bench.State.Mode = mode;
        Assert.True(bench.Step());
        bench.Charger.Obeys = false;
        Assert.False(bench.Step());
    }

    /// <summary>The current has fallen below 250 mA in the first second at rest near the target: 60 such seconds end the charge.</summary>
    [Theory]
    [InlineData(4100, 249, true)]
    [InlineData(4100, -249, true)]
    [InlineData(4099, 249, false)]
    [InlineData(4100, 250, false)]
    [InlineData(4100, -250, false)]
    public void Ends_after_a_minute_below_the_end_current_near_the_target(int highest_mV, int current_mA, bool ends)
    {
        ChargeBench bench = new(0.5);
        for (int second = 1; second <= 60; second++)
        {
            Assert.False(bench.State.ChargeComplete, $"ended after {second - 1} s");
            bench.Sample.Cell_mV.Accept(0, highest_mV, 0);
            bench.Sample.Current_mA.Accept(0, current_mA, 0);
            bench.Decide();
        }

        Assert.Equal(ends, bench.State.ChargeComplete);
    }

    [Fact]
    public void An_unknown_current_ends_no_charge_and_starts_the_minute_again()
    {
        ChargeBench bench = new(0.5);
        for (int second = 1; second <= 200; second++)
        {
            bench.Sample.Cell_mV.Accept(0, 4150, 0);
            bench.Sample.Current_mA.Accept(0, 10, 0);
            if (second % 60 == 0)
            {
                bench.Sample.Current_mA.Reject(0, Quality.BusError);
            }

            bench.Decide();
            Assert.False(bench.State.ChargeComplete);
        }
    }

    /// <summary>Each interruption once gave the charge its 12 hours again.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fails_after_12_hours_and_says_so(bool interrupted)
    {
        ChargeBench bench = new(0.3);
        bench.State.ChargeLimit_mA = 100;
        int charging_s = 0;
        while (!bench.Control.HasFailed && charging_s < 50_000)
        {
            bool off = interrupted && bench.Second % 1000 == 999;
            bench.State.ChargeLimit_mA = off ? 0 : 100;
            bench.Step();
            charging_s += off ? 0 : 1;
        }

        Assert.Equal(12 * 3600 + 1, charging_s);
        Assert.False(bench.State.ChargeComplete || bench.Charger.Enabled);
    }

    [Fact]
    public void Stays_complete_until_the_pack_has_supplied()
    {
        ChargeBench bench = new(0.99);
        bench.Run(2000);
        Assert.True(bench.State.ChargeComplete);
        bench.Set(Mode.Standby);
        bench.Set(Mode.Charge);
        Assert.Equal((true, false), (bench.State.ChargeComplete, bench.Charger.Enabled));
        bench.Set(Mode.Discharge);
        Assert.False(bench.State.ChargeComplete);
        bench.Set(Mode.Charge);
        Assert.True(bench.Charger.Enabled);
    }

    /// <summary>A supply that was missing once counted as charge time, and its absence near the target as a complete charge.</summary>
    [Fact]
    public void Without_a_supply_nothing_is_asked_for_counted_or_ended()
    {
        ChargeBench bench = new(0.99);
        bench.Charger.Supply = false;
        bench.Run(20 * 3600);
        Assert.Equal((0, false, false), (bench.Charger.Applied, bench.State.ChargeComplete, bench.Control.HasFailed));
        bench.Charger.Supply = true;
        bench.Run(3 * 3600);
        Assert.True(bench.State.ChargeComplete);
    }

    /// <summary>Far from the target 500 mA are asked for and less than 50 mA seen: after a minute the charger is asked.</summary>
    [Theory]
    [InlineData(true, 0, true, false)]
    [InlineData(true, -49, true, false)]
    [InlineData(false, 0, false, true)]
    [InlineData(true, 50, false, false)]
    [InlineData(true, -50, false, false)]
    public void A_current_that_nobody_sees_is_the_sensors_fault_or_the_chargers(bool delivers, int seen_mA, bool contradicts, bool fails)
    {
        ChargeBench bench = new(0.5);
        bench.Charger.Delivers = delivers;
        for (int second = 0; second < 64; second++)
        {
            Assert.False(bench.Control.CurrentContradicts || bench.Control.HasFailed, $"found after {second} s");
            bench.Sample.Current_mA.Accept(0, seen_mA, 0);
            bench.Decide();
        }

        bench.Decide();
        Assert.Equal((contradicts, fails), (bench.Control.CurrentContradicts, bench.Control.HasFailed));
    }

    [Fact]
    public void The_constants_are_the_documented_ones() => Assert.Equal((25, 2, 50, 60, 43_200, 3600, 10, 60),
        (CcCvCharger.Ramp_s, CcCvCharger.Gain_mA_per_mV_Ah, CcCvCharger.EndWindow_mV, CcCvCharger.EndHold_s, CcCvCharger.Timeout_s,
            CcCvCharger.PrechargeTimeout_s, CcCvCharger.Headroom_mV, CcCvCharger.Unseen_s));
}
