using Bms.Balancing;
using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Balancing;

/// <summary>Resistors of 50 mA that stand two cells at once, on four cells, told once a second.</summary>
public class BalancerTests
{
    private const long MismatchRow = 1L << (int)Fault.BalancerMismatch;

    private readonly FakeBalancer _resistors = new();
    private readonly PackSample _sample = TestPack.HealthySample();
    private readonly PackState _state = new() { Mode = Mode.Standby, Soc_ppm = 500_000 };
    private readonly long[] _surplus_mAs = new long[4];
    private readonly Balancer _balancer;

    public BalancerTests() => _balancer = new Balancer(_resistors, TestPack.Config(), _surplus_mAs, MismatchRow);

    private int Bleeding => _resistors.Told.Count(told => told);

    [Fact]
    public void Bleeds_the_fullest_cells_as_many_as_the_heat_allows()
    {
        Surplus(100_000, 500_000, 0, 300_000);
        Run(1);
        Assert.Equal([false, true, false, true], _resistors.Told);
    }

    // 0.2 % of 5 Ah are 36 As.
    [Fact]
    public void A_surplus_that_is_not_worth_the_heat_stays()
    {
        Surplus(35_999, 36_000, 0, 0);
        Run(1);
        Assert.Equal([false, true, false, false], _resistors.Told);
    }

    // 3700 of 4150 mV drive 44 mA; 16 of 20 seconds: 36 As more than the threshold are gone after some 1,000 s.
    [Fact]
    public void Takes_off_what_the_cell_has_lost_and_ends()
    {
        Surplus(72_000, 0, 0, 0);
        Run(1200);
        Assert.Equal(0, Bleeding);
        Assert.InRange(_surplus_mAs[0], 35_900, 36_000);
        Assert.InRange(_balancer.Bled_mAs, 36_000, 36_100);
    }

    [Fact]
    public void Cells_are_measured_undisturbed_in_every_turn()
    {
        Surplus(900_000, 0, 0, 0);
        int calm = 0, bleeding = 0;
        for (int second = 0; second < 200; second++)
        {
            Run(1);
            calm += _balancer.Disturbs ? 0 : 1;
            bleeding += Bleeding;
            Assert.False(Bleeding > 0 && !_balancer.Disturbs);
        }

        Assert.Equal(160, bleeding);
        Assert.InRange(calm, 10, 20);
    }

    [Fact]
    public void The_command_is_repeated_long_before_the_chip_lets_go()
    {
        Surplus(900_000, 0, 0, 0);
        Run(60);
        Assert.True(_resistors.Commands >= 60 && _resistors.Expiry_ms >= 2000);
    }

    public static TheoryData<string, Action<PackSample, PackState>> Reasons => new()
    {
        { "a row that stops charging", (_, s) => s.ChargeForbiddenBy = 2 },
        { "a row that stops discharging", (_, s) => s.DischargeForbiddenBy = 8 },
        { "resistors that do not obey", (_, s) => s.Active = MismatchRow },
        { "fault", (_, s) => s.Mode = Mode.Fault },
        { "self-test", (_, s) => s.Mode = Mode.SelfTest },
        { "a pack that is low", (_, s) => s.Soc_ppm = 299_999 },
        { "warmth", (p, _) => p.Temperature_ddegC.Accept(1, 430, 0) },
        { "an unknown temperature", (p, _) => p.Temperature_ddegC.Reject(1, Quality.BusError) },
        { "an unknown cell", (p, _) => p.Cell_mV.Reject(0, Quality.Implausible) },
        { "a low cell", (p, _) => p.Cell_mV.Accept(0, 3399, 0) },
    };

    [Theory, MemberData(nameof(Reasons))]
    public void Ends_within_a_second_of(string reason, Action<PackSample, PackState> happens)
    {
        Surplus(900_000, 0, 0, 0);
        Run(5);
        Assert.Equal(1, Bleeding);
        happens(_sample, _state);
        Run(1);
        Assert.True(Bleeding == 0, reason);
    }

    [Fact]
    public void A_pack_that_is_charged_may_be_low()
    {
        Surplus(900_000, 0, 0, 0);
        (_state.Mode, _state.Soc_ppm) = (Mode.Charge, 100_000);
        Run(1);
        Assert.Equal(1, Bleeding);
    }

    [Theory, InlineData(0, false), InlineData(1, true)]
    public void Other_cells_that_bleed_than_were_told_are_a_mismatch_and_all_are_told_to_end(int cell, bool sticks)
    {
        Surplus(900_000, 0, 0, 0);
        Run(5);
        Assert.Equal(0, _sample.BalancerMismatch.Value[0]);
        _resistors.Sticks[cell] = sticks;
        Run(1);
        Assert.Equal(1, _sample.BalancerMismatch.Value[0]);
        Assert.Equal(0, Bleeding);
    }

    /// <summary>
    /// What is not judged is not healthy: a command that was lost on a held bus, or that ended the bleeding, once began the row's delay
    /// anew.
    /// </summary>
    [Fact]
    public void A_new_command_has_its_time_in_which_nothing_is_known()
    {
        Surplus(900_000, 0, 0, 0);
        Run(5);
        _resistors.Sticks[1] = true;
        Run(1);
        long judged = _sample.BalancerMismatch.Samples[0];
        Run(Balancer.Follow_s);
        Assert.Equal((1, judged), (_sample.BalancerMismatch.Value[0], _sample.BalancerMismatch.Samples[0]));
        Run(1);
        Assert.Equal((1, judged + 1), (_sample.BalancerMismatch.Value[0], _sample.BalancerMismatch.Samples[0]));
    }

    /// <summary>A chip that may not bleed two neighbours at once takes one off; what it reads back is then what was told.</summary>
    [Fact]
    public void A_cell_that_the_chip_puts_off_is_no_mismatch()
    {
        _resistors.PutOff = 2;
        Surplus(0, 900_000, 900_001, 0);
        for (int second = 0; second < 15; second++)
        {
            Run(1);
            Assert.Equal((0, 1, 0b0010L), (_sample.BalancerMismatch.Value[0], Bleeding, _balancer.Cells));
        }
    }

    [Fact]
    public void The_row_comes_after_three_seconds_and_stays_for_a_person()
    {
        FakeBalancer resistors = new();
        resistors.Sticks[2] = true;
        FakeBench bench = new(fit: (_, ports) => ports.Balancer = resistors);
        Assert.InRange(bench.RunUntil(() => bench.IsActive(Fault.BalancerMismatch), 80), 40, 70);
        resistors.Sticks[2] = null;
        bench.Run(100);
        bench.Bms.ResetLatches(ClearedBy.Remote);
        bench.Run(1);
        Assert.True(bench.IsActive(Fault.BalancerMismatch));
    }

    [Fact]
    public void A_read_back_that_fails_ends_all_bleeding()
    {
        Surplus(900_000, 0, 0, 0);
        Run(5);
        _resistors.Answers = false;
        Run(1);
        Assert.Equal((0, Quality.BusError), (Bleeding, _sample.BalancerMismatch.Quality[0]));
    }

    [Fact]
    public void Stops_at_the_start_and_at_the_end()
    {
        Surplus(900_000, 0, 0, 0);
        Run(5);
        _balancer.Stop();
        Assert.Equal((0, 0L), (Bleeding, _balancer.Cells));
    }

    private void Surplus(params long[] surplus_mAs) => surplus_mAs.CopyTo(_surplus_mAs, 0);

    private void Run(int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            _sample.Uptime_ms += 1000;
            _balancer.Step(_sample, _state);
        }
    }
}
