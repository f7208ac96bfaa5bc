using Bms.Measurement;
using Xunit;

namespace Bms.Tests.Measurement;

public class FrozenCellsTests
{
    private readonly FrozenCells _cells = new(2, 2000);

    [Fact]
    public void A_constant_reading_at_rest_is_healthy_however_long()
    {
        for (int i = 0; i < 100_000; i++)
        {
            Assert.False(_cells.IsFrozen(0, 3700, i % 2 == 0 ? 0 : 1999));
        }
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(-2000)]
    public void A_code_that_stands_through_a_step_of_2_A_is_found_at_the_third_sample(int step_mA)
    {
        Settle();
        Assert.False(_cells.IsFrozen(0, 3700, step_mA));
        Assert.False(_cells.IsFrozen(0, 3700, step_mA));
        Assert.True(_cells.IsFrozen(0, 3700, step_mA));
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(-1999)]
    public void A_smaller_step_proves_nothing(int step_mA)
    {
        Settle();
        Assert.DoesNotContain(true, Enumerable.Range(0, 100).Select(_ => _cells.IsFrozen(0, 3700, step_mA)));
    }

    [Fact]
    public void A_cell_that_moves_by_one_millivolt_is_alive()
    {
        _cells.IsFrozen(0, 3700, 0);
        for (int i = 0; i < 100; i++)
        {
            Assert.False(_cells.IsFrozen(0, 3700 + i % 2, -5000 * (i % 3)));
        }
    }

    /// <summary>
    /// The charger's ramp of 100 mA a second is a step too: 10 mA a sample less 3 mA of drift make 2 A in sample 287, the third finds it.
    /// </summary>
    [Fact]
    public void A_slow_rise_of_the_current_counts_as_well()
    {
        int found = Enumerable.Range(0, 400).First(i => _cells.IsFrozen(0, 3700, 10 * i));
        Assert.Equal(289, found);
    }

    /// <summary>The end of a charge, 2.5 A falling to nothing at constant voltage, once looked like a frozen cell.</summary>
    [Fact]
    public void A_cell_held_at_its_target_while_the_current_falls_is_healthy()
    {
        for (int i = 0; i < 3000; i++)
        {
            Assert.False(_cells.IsFrozen(0, 4150, Math.Max(0, 2500 - 2 * i)));
        }
    }

    [Fact]
    public void The_standing_code_must_see_the_step_in_three_samples_running()
    {
        Settle();
        for (int i = 0; i < 100; i++)
        {
            Assert.False(_cells.IsFrozen(0, 3700, i % 3 == 0 ? 0 : 5000));
        }
    }

    /// <summary>Opening the switches ended the step, and the frozen reading once counted as good again.</summary>
    [Fact]
    public void A_frozen_code_stays_frozen_after_the_current_has_gone_until_it_changes()
    {
        Settle();
        for (int i = 0; i < 3; i++)
        {
            _cells.IsFrozen(0, 3700, -5000);
        }

        for (int i = 0; i < 1000; i++)
        {
            Assert.True(_cells.IsFrozen(0, 3700, 0));
        }

        Assert.False(_cells.IsFrozen(0, 3701, 0));
        Assert.False(_cells.IsFrozen(0, 3701, 0));
    }

    /// <summary>A step from 6.6 A to 4.4 A between the two readings, then a flat half second, once looked like a frozen cell.</summary>
    [Fact]
    public void A_step_between_the_current_and_the_cell_of_one_cycle_is_healthy()
    {
        _cells.IsFrozen(0, 3250, -6600);
        _cells.IsFrozen(0, 3250, -6600);
        _cells.IsFrozen(0, 3318, -6600);
        Assert.DoesNotContain(true, Enumerable.Range(0, 100).Select(_ => _cells.IsFrozen(0, 3318, -4400)));
    }

    [Fact]
    public void Each_cell_is_judged_by_itself()
    {
        for (int i = 0; i < 5; i++)
        {
            int current_mA = i < 2 ? 0 : 3000;
            Assert.Equal(i == 4, _cells.IsFrozen(0, 3700, current_mA));
            Assert.False(_cells.IsFrozen(1, 3700 + i, current_mA));
        }
    }

    // A new code and one cycle for the current to belong to it.
    private void Settle()
    {
        Assert.False(_cells.IsFrozen(0, 3700, 0));
        Assert.False(_cells.IsFrozen(0, 3700, 0));
    }
}
