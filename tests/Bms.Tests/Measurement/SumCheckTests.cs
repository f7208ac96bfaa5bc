using Bms.Measurement;
using Xunit;

namespace Bms.Tests.Measurement;

/// <summary>What is a lie of a tap or of the stack voltage, and what is the way or the time between two readings that are right.</summary>
public class SumCheckTests
{
    private readonly PackSample _sample = new(4, 1);

    [Fact]
    public void At_rest_the_difference_is_the_error_whatever_its_sign()
    {
        SumCheck check = new(0, 0);
        Assert.Equal([0, 400, 400], [Error(check, 14_800, 14_800), Error(check, 14_800, 14_400), Error(check, 14_800, 15_200)]);
    }

    // 14.8 V falls by 10 V/s; the stack is read 50 ms before the topmost tap: half a volt between two right readings.
    [Fact]
    public void What_both_have_moved_by_since_the_last_cycle_is_motion()
    {
        SumCheck check = new(0, 0);
        Assert.Equal(0, Error(check, 14_800, 14_800));
        Assert.Equal(500, Error(check, 14_300, 14_800)); // the fall has begun after the stack was read
        for (int cycle = 1; cycle <= 5; cycle++)
        {
            Assert.Equal(0, Error(check, 14_300 - (1000 * cycle), 14_800 - (1000 * cycle)));
        }
    }

    // The same curve sampled by hand: V(t) = 14.8 V - 30 V/s^2 * t^2, taps at t and stack at t - 50 ms, each 100 ms.
    [Fact]
    public void A_fall_that_grows_steeper_stays_within_a_board_s_tolerance()
    {
        SumCheck check = new(0, 0);
        int worst = 0, apart = 0;
        for (double t = 0; t < 0.6; t += 0.1)
        {
            (int sum, int bus) = (At(t), At(t - 0.05));
            apart = Math.Max(apart, bus - sum);
            worst = Math.Max(worst, Error(check, sum, bus));
        }

        Assert.InRange(apart, 1000, 2000);
        Assert.InRange(worst, 0, 400);

        static int At(double t) => (int)(14_800 - (30_000 * Math.Max(0, t) * Math.Max(0, t)));
    }

    [Theory]
    [InlineData(14_800, 14_000)] // the stack's sensor jumps
    [InlineData(14_000, 14_800)] // the topmost tap does
    public void A_sensor_that_moves_alone_is_not_excused(int sum_mV, int bus_mV)
    {
        SumCheck check = new(0, 0);
        Assert.Equal(0, Error(check, 14_800, 14_800));
        Assert.Equal([800, 800, 800], [Error(check, sum_mV, bus_mV), Error(check, sum_mV, bus_mV), Error(check, sum_mV, bus_mV)]);
    }

    [Fact]
    public void A_stack_voltage_that_stands_still_while_the_cells_fall_is_not_excused()
    {
        SumCheck check = new(0, 0);
        Assert.Equal([0, 300, 600], [Error(check, 14_800, 14_800), Error(check, 14_500, 14_800), Error(check, 14_200, 14_800)]);
    }

    [Fact]
    public void Two_that_move_against_each_other_are_not_excused()
    {
        SumCheck check = new(0, 0);
        Error(check, 14_800, 14_800);
        Assert.Equal(600, Error(check, 14_500, 15_100));
    }

    [Fact]
    public void The_first_comparison_excuses_nothing() => Assert.Equal(900, Error(new SumCheck(0, 0), 14_800, 13_900));

    /// <summary>Ohm's law over the parts of bench-4s: 16 + 7.6 + 4 x 1.5 mohm at 9 A are 266 mV, on a board without them nothing.</summary>
    [Theory, InlineData(-9000, 266, 131), InlineData(-9000, 0, 135), InlineData(9000, -266, 131), InlineData(0, 0, 0)]
    public void The_way_to_the_stack_voltage_is_taken_off(int current_mA, int drop_mV, int error_mV)
    {
        _sample.Current_mA.Accept(0, current_mA, 0);
        Assert.Equal(error_mV, Error(new SumCheck(0, 15_000), 14_800, 14_800 - drop_mV));
    }

    [Fact]
    public void A_current_that_is_not_known_explains_nothing()
    {
        _sample.Current_mA.Accept(0, -9000, 0);
        _sample.Current_mA.Reject(0, Quality.BusError);
        Assert.Equal(266, Error(new SumCheck(0, 15_000), 14_800, 14_534));
    }

    private int Error(SumCheck check, int sum_mV, int bus_mV)
    {
        for (int i = 0; i < 4; i++)
        {
            _sample.Cell_mV.Accept(i, sum_mV / 4, 0);
        }

        _sample.Bus_mV.Accept(0, bus_mV, 0);
        return check.Error_mV(_sample, sum_mV);
    }
}
