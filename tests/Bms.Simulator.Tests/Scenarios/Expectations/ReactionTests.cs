using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Tests.Scenarios.Expectations;

public class ReactionTests
{
    private const string Push = """{ "name": "push", "at_s": 1, "load_A": 5 }""";
    private readonly Looks _looks = new();

    [Theory]
    [InlineData(299_999, false)]
    [InlineData(300_000, true)]
    [InlineData(400_000, true)]
    [InlineData(400_001, false)]
    public void Holds_between_its_two_times_and_not_a_microsecond_beyond(int after_us, bool holds)
    {
        Expectation row = Looks.Expect(
            """{ "expect": "switch-opens", "switch": "charge", "after": "push", "not_before_ms": 300, "within_ms": 400 }""", Push);
        _looks.Now.Truth.ChargeSwitch = true;
        _looks.Ticks(10, row);
        _looks.Tick(o => o.Began_us["push"] = 1_050_000, row);
        _looks.Ticks(3, row);
        _looks.Tick(o => (o.Truth.ChargeSwitch, o.ChargeSwitchMoved_us) = (false, 1_050_000 + after_us), row);
        Verdict verdict = row.Finish();
        Assert.True(holds == verdict.Holds, verdict.Found);
        Assert.StartsWith($"after {after_us / 1000.0} ms, at ", verdict.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_counts_from_the_named_moment_to_the_end_of_the_step_that_raised_it()
    {
        Expectation row = Looks.Expect("""{ "expect": "row-raised", "row": "CellOverVoltage", "after": "push", "within_ms": 250 }""", Push);
        _looks.Tick(o => o.Began_us["push"] = 50_000, row);
        _looks.Tick(null, row);
        _looks.Tick(Raise, row);
        Assert.Equal(new Verdict(true, "after 230 ms, at 0.28 s"), row.Finish());
    }

    [Fact]
    public void What_was_so_before_the_moment_is_no_reaction_to_it()
    {
        Expectation row = Looks.Expect("""{ "expect": "row-raised", "row": "CellOverVoltage", "after": "push", "within_ms": 500 }""", Push);
        _looks.Tick(Raise, row);
        _looks.Tick(o => o.Began_us["push"] = o.Time_us, row);
        _looks.Ticks(2, row);
        Assert.Equal(new Verdict(false, "it was so already before"), row.Finish());
    }

    [Fact]
    public void A_switch_that_moved_before_the_moment_in_the_same_tick_is_no_reaction()
    {
        Expectation opens = Looks.Expect("""{ "expect": "switch-opens", "switch": "charge", "after": "push", "within_ms": 500 }""", Push);
        _looks.Now.Truth.ChargeSwitch = true;
        _looks.Tick(null, opens);
        _looks.Tick(o => (o.Truth.ChargeSwitch, o.ChargeSwitchMoved_us, o.Began_us["push"]) = (false, 150_000, 160_000), opens);
        Assert.False(opens.Finish().Holds);
    }

    [Theory]
    [InlineData("""{ "expect": "switch-opens", "switch": "both", "within_ms": 500 }""")]
    [InlineData("""{ "expect": "charger-stops", "within_ms": 500 }""")]
    [InlineData("""{ "expect": "row-cleared", "row": "CellOverVoltage", "within_ms": 500 }""")]
    public void What_is_so_from_the_start_has_not_come_about(string json)
    {
        Expectation reaction = Looks.Expect(json);
        _looks.Ticks(3, reaction);
        Assert.Equal(new Verdict(false, "it was so already before"), reaction.Finish());
    }

    [Fact]
    public void What_was_so_counts_when_it_comes_about_again()
    {
        Expectation cleared = Looks.Expect(
            """{ "expect": "row-cleared", "row": "CellOverVoltage", "after": { "row": "CellOverVoltage" }, "within_ms": 300 }""");
        _looks.Tick(null, cleared);
        _looks.Tick(Raise, cleared);
        _looks.Tick(null, cleared);
        _looks.Tick(o => o.State.Active = 0, cleared);
        Assert.Equal(new Verdict(true, "after 280 ms, at 0.38 s"), cleared.Finish());
    }

    [Fact]
    public void A_moment_that_never_comes_fails()
    {
        Expectation row = Looks.Expect("""{ "expect": "row-raised", "row": "CellOverVoltage", "after": "push", "within_ms": 500 }""", Push);
        _looks.Tick(Raise, row);
        Assert.Equal(new Verdict(false, "\"push\" never came"), row.Finish());
    }

    [Fact]
    public void A_reaction_that_never_comes_fails()
    {
        Expectation row = Looks.Expect("""{ "expect": "mode-reached", "mode": "Fault", "within_ms": 500 }""");
        _looks.Ticks(20, row);
        Assert.Equal(new Verdict(false, "never happened"), row.Finish());
    }

    [Fact]
    public void A_condition_counts_from_the_last_look_at_which_it_did_not_hold()
    {
        Expectation row = Looks.Expect(
            """{ "expect": "row-raised", "row": "CellOverVoltage", "after": { "cell_above_V": 4.25, "cell": 2 }, "within_ms": 200 }""");
        _looks.Tick(o => o.Truth.Cell_V[0] = 5, row);
        _looks.Tick(o => o.Truth.Cell_V[1] = 4.2501, row);
        _looks.Tick(Raise, row);
        Assert.Equal(new Verdict(true, "after 180 ms, at 0.28 s"), row.Finish());
    }

    [Fact]
    public void Stays_means_to_the_end()
    {
        const string Stays = """{ "expect": "row-raised", "row": "CellOverVoltage", "within_ms": 500, "stays": true }""";
        Expectation kept = Looks.Expect(Stays);
        Expectation lost = Looks.Expect(Stays);
        _looks.Tick(null, kept, lost);
        _looks.Tick(Raise, kept, lost);
        _looks.Tick(null, kept, lost);
        _looks.Tick(o => o.State.Active = 0, lost);
        Assert.True(kept.Finish().Holds);
        Assert.Equal(new Verdict(false, "after 180 ms, at 0.18 s, but no longer at 0.4 s"), lost.Finish());
    }

    [Theory]
    [InlineData("""{ "expect": "row-cleared", "row": "CellOverVoltage", "within_ms": 500 }""")]
    [InlineData("""{ "expect": "mode-reached", "mode": "Standby", "within_ms": 500 }""")]
    [InlineData("""{ "expect": "switch-opens", "switch": "discharge", "within_ms": 500 }""")]
    [InlineData("""{ "expect": "switch-opens", "switch": "both", "within_ms": 500 }""")]
    [InlineData("""{ "expect": "charger-stops", "within_ms": 500 }""")]
    public void Every_kind_sees_its_own_change(string json)
    {
        Expectation reaction = Looks.Expect(json);
        Expectation withoutIt = Looks.Expect(json);
        SetAll(_looks.Now, State(Mode.Charge, active: 2, on: true));
        _looks.Tick(null, reaction, withoutIt);
        _looks.Tick(o => SetAll(o, State(Mode.Standby, active: 0, on: false)), reaction);
        Assert.True(reaction.Finish().Holds, reaction.Finish().Found);
        Assert.False(withoutIt.Finish().Holds);
    }

    [Theory]
    [InlineData("""{ "expect": "row-raised", "row": "CellOverVoltage", "within_ms": 500 }""")]
    [InlineData("""{ "expect": "mode-reached", "mode": "Charge", "within_ms": 500 }""")]
    [InlineData("""{ "expect": "switch-closes", "switch": "charge", "within_ms": 500 }""")]
    [InlineData("""{ "expect": "switch-closes", "switch": "both", "within_ms": 500 }""")]
    [InlineData("""{ "expect": "charger-starts", "within_ms": 500 }""")]
    public void Every_kind_sees_its_change_back(string json)
    {
        Expectation reaction = Looks.Expect(json);
        Expectation withoutIt = Looks.Expect(json);
        SetAll(_looks.Now, State(Mode.Standby, active: 0, on: false));
        _looks.Tick(null, reaction, withoutIt);
        _looks.Tick(o => SetAll(o, State(Mode.Charge, active: 2, on: true)), reaction);
        Assert.True(reaction.Finish().Holds, reaction.Finish().Found);
        Assert.False(withoutIt.Finish().Holds);
    }

    private static void Raise(Observation look) => look.State.Active = 1L << (int)Protection.Fault.CellOverVoltage;

    private static (Mode Mode, long Active, bool On) State(Mode mode, long active, bool on) => (mode, active, on);

    private static void SetAll(Observation look, (Mode Mode, long Active, bool On) state)
    {
        (look.State.Mode, look.State.Active) = (state.Mode, state.Active);
        (look.Truth.ChargeSwitch, look.Truth.DischargeSwitch, look.Truth.ChargerOn) = (state.On, state.On, state.On);
        (look.ChargeSwitchMoved_us, look.DischargeSwitchMoved_us) = (look.Time_us, look.Time_us);
    }
}
