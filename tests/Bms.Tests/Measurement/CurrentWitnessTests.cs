using Bms.Measurement;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Measurement;

/// <summary>Four cells of 30 mohm under a current that the sensor shows, or not.</summary>
public class CurrentWitnessTests
{
    private readonly CurrentWitness _witness = new(4);
    private readonly PackSample _sample = TestPack.HealthySample();
    private readonly int[] _cell_mV = [3700, 3700, 3700, 3700];

    [Theory]
    [InlineData(0)] // stuck at zero
    [InlineData(3000)] // stuck anywhere
    public void A_sensor_that_stands_through_a_step_is_found_within_six_cycles(int stuck_mA)
    {
        Run(60, stuck_mA);
        Move(-2000);
        Assert.Equal(6, FirstFound(stuck_mA));
    }

    [Theory]
    [InlineData(-2000, 2000)]
    [InlineData(2000, -2000)]
    public void A_sensor_of_the_wrong_sign_is_found(int true_mA, int shown_mA)
    {
        Run(60, 0);
        Move(true_mA);
        Assert.Equal(6, FirstFound(shown_mA));
    }

    [Theory]
    [InlineData(-1400)]
    [InlineData(-8000)]
    [InlineData(2500)]
    public void A_sensor_that_follows_is_believed_also_a_cycle_or_two_late(int true_mA)
    {
        for (int late = 0; late < 4; late++)
        {
            Run(60, 0);
            Move(true_mA);
            Assert.False(Found(late, 0));
            Assert.False(Found(20, true_mA));
            Move(-true_mA);
            Assert.False(Found(late, true_mA));
            Assert.False(Found(20, 0));
        }
    }

    /// <summary>An old cell in the cold has some 250 mohm: 40 mV are 160 mA.</summary>
    [Fact]
    public void Cells_of_a_quarter_of_an_ohm_are_no_fault()
    {
        Run(60, 0);
        AddToAll(-60);
        Assert.False(Found(20, -240));
    }

    /// <summary>Relieved of 5 A the cells of an empty pack rise on by 150 mV a second, and the current stays at zero.</summary>
    [Fact]
    public void Cells_that_recover_after_a_step_are_no_witness_of_another()
    {
        Run(60, -5000);
        Move(5000);
        for (int i = 0; i < 45; i++)
        {
            Assert.False(Found(1, 0));
            AddToAll(i < 10 ? 20 : 5);
        }
    }

    [Fact]
    public void A_cell_that_steps_alone_is_no_witness()
    {
        Run(60, 0);
        for (int i = 0; i < 10; i++)
        {
            _cell_mV[2] -= 300;
            Assert.False(Found(10, 0));
            _cell_mV[2] += 300;
            Assert.False(Found(10, 0));
        }
    }

    [Fact]
    public void A_pulse_that_is_over_before_the_sensor_has_seen_it_proves_nothing()
    {
        for (int length = 1; length < 5; length++)
        {
            Run(60, 0);
            Move(-4000);
            Assert.False(Found(length, 0));
            Move(4000);
            Assert.False(Found(20, 0));
        }
    }

    [Theory]
    [InlineData(-500, true)]
    [InlineData(-501, false)]
    [InlineData(-39, false)]
    [InlineData(40, true)]
    public void Steps_of_40_to_500_mV_a_cell_are_looked_at(int step_mV, bool found)
    {
        Run(60, 0);
        AddToAll(step_mV);
        Assert.Equal(found, Found(20, 0));
    }

    [Fact]
    public void What_creeps_is_no_step()
    {
        Run(60, 0);
        for (int i = 0; i < 500; i++)
        {
            AddToAll(i % 2);
            Assert.False(Found(1, 0));
        }
    }

    /// <summary>Cells that are new every 300 ms, a current that is new every 100 ms: one slow converter for all cells.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(-2000, false)]
    public void Cells_that_come_slower_than_the_current_are_witnesses_all_the_same(int shown_mA, bool found)
    {
        var slow = new CurrentWitness(4, 300);
        Assert.False(SlowFound(slow, 180, 0));
        Move(-2000);
        Assert.Equal(found, SlowFound(slow, 18, shown_mA));
    }

    [Fact]
    public void Cells_that_stay_away_longer_than_their_period_are_no_witnesses_of_a_step()
    {
        var slow = new CurrentWitness(4, 300);
        Assert.False(SlowFound(slow, 180, 0));
        _sample.Uptime_ms += 600;
        _sample.Current_mA.Accept(0, 0, _sample.Uptime_ms);
        Assert.False(slow.Contradicts(_sample));
        Move(-2000);
        Assert.False(SlowFound(slow, 18, 0));
    }

    private bool SlowFound(CurrentWitness witness, int cycles, int shown_mA)
    {
        bool found = false;
        for (int cycle = 0; cycle < cycles; cycle++)
        {
            long now_ms = _sample.Uptime_ms += 100;
            if (cycle % 3 == 0)
            {
                ShowCells(now_ms);
            }

            _sample.Current_mA.Accept(0, shown_mA, now_ms);
            found |= witness.Contradicts(_sample);
        }

        return found;
    }

    private int FirstFound(int shown_mA)
    {
        for (int cycle = 1; cycle < 50; cycle++)
        {
            if (Cycle(shown_mA))
            {
                return cycle;
            }
        }

        return 0;
    }

    private bool Found(int cycles, int shown_mA)
    {
        bool found = false;
        for (int i = 0; i < cycles; i++)
        {
            found |= Cycle(shown_mA);
        }

        return found;
    }

    private void Run(int cycles, int shown_mA) => Assert.False(Found(cycles, shown_mA));

    private void Move(int step_mA) => AddToAll(step_mA * 30 / 1000);

    private void AddToAll(int step_mV)
    {
        for (int i = 0; i < 4; i++)
        {
            _cell_mV[i] += step_mV;
        }
    }

    private bool Cycle(int shown_mA)
    {
        long now_ms = _sample.Uptime_ms += 100;
        ShowCells(now_ms);
        _sample.Current_mA.Accept(0, shown_mA, now_ms);
        return _witness.Contradicts(_sample);
    }

    private void ShowCells(long now_ms)
    {
        for (int i = 0; i < 4; i++)
        {
            _sample.Cell_mV.Accept(i, _cell_mV[i], now_ms);
        }

        _sample.Spread_mV.Accept(0, _cell_mV.Max() - _cell_mV.Min(), now_ms);
    }
}
