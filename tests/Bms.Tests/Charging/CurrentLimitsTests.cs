using Bms.Charging;
using Bms.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Bms.Tests.Charging;

/// <summary>The currents offered, for a pack of 2500 mA charge and 8000 mA discharge; the table's corners are those of Nmc811.</summary>
public class CurrentLimitsTests
{
    /// <summary>
    /// Corners, and one point inside each segment worked out by hand: 2.5 degC is half of 40 %, 43 degC two fifths, and so on.
    /// </summary>
    [Theory]
    [InlineData(-300, 0, 0)]
    [InlineData(-200, 0, 0)]
    [InlineData(-150, 0, 1600)]
    [InlineData(-100, 0, 3200)]
    [InlineData(-50, 0, 5600)]
    [InlineData(0, 0, 8000)]
    [InlineData(25, 500, 8000)]
    [InlineData(50, 1000, 8000)]
    [InlineData(75, 1250, 8000)]
    [InlineData(100, 1500, 8000)]
    [InlineData(125, 2000, 8000)]
    [InlineData(150, 2500, 8000)]
    [InlineData(400, 2500, 8000)]
    [InlineData(430, 1000, 8000)]
    [InlineData(450, 0, 8000)]
    [InlineData(500, 0, 8000)]
    [InlineData(550, 0, 4000)]
    [InlineData(600, 0, 0)]
    [InlineData(900, 0, 0)]
    public void Follow_the_temperature(int temperature_ddegC, int charge_mA, int discharge_mA) =>
        Assert.Equal((charge_mA, discharge_mA), At(temperature_ddegC, 3700));

    /// <summary>All at the warning of 3000 mV, nothing at the trip of 2800 mV.</summary>
    [Theory]
    [InlineData(4200, 8000)]
    [InlineData(3000, 8000)]
    [InlineData(2999, 7960)]
    [InlineData(2900, 4000)]
    [InlineData(2801, 40)]
    [InlineData(2800, 0)]
    [InlineData(2000, 0)]
    public void Discharge_follows_the_lowest_cell_and_charge_does_not(int cell_mV, int discharge_mA) =>
        Assert.Equal((2500, discharge_mA), At(250, cell_mV));

    [Fact]
    public void The_worst_probe_decides()
    {
        PackSample sample = TestPack.HealthySample();
        sample.Temperature_ddegC.Accept(0, 430, 0);
        sample.Temperature_ddegC.Accept(2, 50, 0);
        Assert.Equal((1000, 8000), Limits(sample));
    }

    [Fact]
    public void The_smaller_of_temperature_and_cell_decides()
    {
        Assert.Equal((0, 1600), At(-150, 2960));
        Assert.Equal((0, 1600), At(-100, 2840));
    }

    [Fact]
    public void An_unknown_temperature_allows_nothing()
    {
        PackSample sample = TestPack.HealthySample();
        sample.Temperature_ddegC.Reject(1, Quality.BusError);
        sample.Uptime_ms = 1999;
        Assert.Equal((2500, 8000), Limits(sample));
        sample.Uptime_ms = 2000;
        Assert.Equal((0, 0), Limits(sample));
    }

    /// <summary>Down at once; up after 30 s in which it could have been higher, and then in 30 s from nothing to all.</summary>
    [Fact]
    public void Fall_at_once_and_rise_after_a_hold_by_a_ramp()
    {
        CurrentLimits limits = new(TestPack.Config());
        int second = 0;
        int At(int temperature_ddegC)
        {
            PackSample sample = TestPack.HealthySample(++second * 1000L);
            TestPack.Accept(sample.Temperature_ddegC, temperature_ddegC, second * 1000L);
            PackState state = new() { ChargeAllowed = true, DischargeAllowed = true };
            limits.Step(sample, state);
            return state.ChargeLimit_mA;
        }

        Assert.Equal(2500, At(250));
        Assert.Equal(1000, At(430));
        for (int i = 1; i < 30; i++)
        {
            Assert.Equal(1000, At(400));
        }

        int before_mA = At(400);
        Assert.InRange(before_mA, 1082, 1083);
        for (int i = 0; i < 17; i++)
        {
            int now_mA = At(400);
            Assert.InRange(now_mA - before_mA, 82, 83);
            before_mA = now_mA;
        }

        Assert.Equal(2500, At(400));
        Assert.Equal(1500, At(420));
        Assert.Equal(1500, At(400));
    }

    [Theory]
    [InlineData(false, true, 0, 8000)]
    [InlineData(true, false, 2500, 0)]
    [InlineData(false, false, 0, 0)]
    public void A_forbidden_direction_gets_nothing(bool charge, bool discharge, int charge_mA, int discharge_mA) =>
        Assert.Equal((charge_mA, discharge_mA), Limits(TestPack.HealthySample(), charge, discharge));

    /// <summary>The steepest segments: all of 2500 mA in 5 K, and 8000 mA in 10 K, or 8000 mA in 200 mV.</summary>
    [Fact]
    public void Never_jump_and_never_exceed_what_is_configured() => Always.Holds(
        Gen.Choose(-400, 900).Zip(Gen.Choose(2500, 4300)),
        x =>
        {
            (int charge_mA, int discharge_mA) = At(x.Item1, x.Item2);
            (int warmerCharge_mA, int warmerDischarge_mA) = At(x.Item1 + 1, x.Item2);
            Assert.InRange(charge_mA, 0, 2500);
            Assert.InRange(discharge_mA, 0, 8000);
            Assert.InRange(Math.Abs(warmerCharge_mA - charge_mA), 0, 2500 / 50 + 3);
            Assert.InRange(Math.Abs(warmerDischarge_mA - discharge_mA), 0, 8000 / 100 + 8);
            Assert.InRange(At(x.Item1, x.Item2 + 1).Discharge_mA - discharge_mA, 0, 8000 / 200);
        });

    [Fact]
    public void Rise_with_the_temperature_in_the_cold_and_fall_with_it_in_the_heat() => Always.Holds(
        Gen.Choose(-400, 900),
        t =>
        {
            (int charge_mA, int discharge_mA) = At(t, 3700);
            (int warmerCharge_mA, int warmerDischarge_mA) = At(t + 1, 3700);
            Assert.True(t < 250 ? warmerCharge_mA >= charge_mA : warmerCharge_mA <= charge_mA);
            Assert.True(t < 250 ? warmerDischarge_mA >= discharge_mA : warmerDischarge_mA <= discharge_mA);
        });

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, 10)]
    [InlineData(5, 15)]
    [InlineData(10, 20)]
    [InlineData(14, 18)]
    [InlineData(20, 15)]
    [InlineData(21, 15)]
    public void Interpolate_holds_the_ends_and_runs_straight_between(int x, int expected) =>
        Assert.Equal(expected, CurrentLimits.Interpolate([0, 10, 20], [10, 20, 15], x));

    private static (int Charge_mA, int Discharge_mA) At(int temperature_ddegC, int cell_mV)
    {
        PackSample sample = TestPack.HealthySample();
        sample.Temperature_ddegC.Accept(1, temperature_ddegC, 0);
        sample.Cell_mV.Accept(2, cell_mV, 0);
        return Limits(sample);
    }

    private static (int Charge_mA, int Discharge_mA) Limits(PackSample sample, bool charge = true, bool discharge = true)
    {
        PackState state = new() { ChargeAllowed = charge, DischargeAllowed = discharge };
        new CurrentLimits(TestPack.Config()).Step(sample, state);
        return (state.ChargeLimit_mA, state.DischargeLimit_mA);
    }
}
