using Bms.Protection;
using Bms.Simulator.Reactions;

namespace Bms.Simulator.Tests.Reactions;

public class ReactionBoundTests
{
    private const int N = 3;

    private static readonly PackSample s_sample = new(4, 4);

    // A board of round numbers: 100 ms ticks, 30 ms from the start of a cycle to its command, 1 ms for a switch.
    private static readonly BoardTiming s_board = new(s_sample,
    [
        (s_sample.Cell_mV, new SignalPath(100_000, 0) { LargestStep = 1000 }),
        (s_sample.Current_mA, new SignalPath(100_000, 75_000)),
        (s_sample.Temperature_ddegC, new SignalPath(300_000, 275_000)),
        (s_sample.ChargerMismatch, new SignalPath(1_000_000, 0) { Lag_us = 100_000 }),
    ])
    {
        Tick_us = 100_000,
        Cycle_us = 30_000,
        Switch_us = 1_000,
        Watchdog_us = 2_500_000,
        LineTimeout_us = 1_000_000,
    };

    private static readonly Stimulus s_step = new(Fault.CellOverVoltage, "step", [Mode.Charge], _ => { });

    [Fact]
    public void Samples_in_the_cycle_itself_need_their_periods_the_cycle_and_the_switch() =>
        Assert.Equal(new ReactionBound(170_000, 330_000, 331_000), Of(s_sample.Cell_mV, s_step));

    [Fact]
    public void A_jump_that_is_not_plausible_costs_one_sample_more() =>
        Assert.Equal(431_000, Of(s_sample.Cell_mV, s_step with { Jump = (_, _) => 1001 }).Opened_us);

    [Fact]
    public void A_free_running_converter_adds_its_conversions() =>
        Assert.Equal(406_000, Of(s_sample.Current_mA, s_step).Opened_us);

    [Fact]
    public void A_slow_probe_counts_in_its_own_periods() =>
        Assert.Equal(275_000 + (3 * 300_000) + 31_000, Of(s_sample.Temperature_ddegC, s_step).Opened_us);

    [Fact]
    public void What_is_known_behind_the_verdict_waits_for_the_next_tick() =>
        Assert.Equal(3_131_000, Of(s_sample.ChargerMismatch, s_step with { Converted = false }).Opened_us);

    [Fact]
    public void An_age_counts_from_the_last_good_sample_in_whole_ticks()
    {
        var row = new ProtectionRow(Fault.CurrentSensorLost, s_sample.Current_mA, Watch.Age, 410, 100, 1, 10, Reaction.OpenAll,
            ClearedBy.Person, false);
        ReactionBound bound = ReactionBound.Of(row, s_step with { Converted = false }, s_board);
        Assert.Equal(new ReactionBound(280_000, 530_000, 531_000), bound);
    }

    [Fact]
    public void A_stall_costs_its_own_length_or_what_the_watchdog_waits_whichever_is_less()
    {
        ReactionBound plain = Of(s_sample.Cell_mV, s_step);
        Assert.Equal(331_000 + 1_000_000 + 100_000, plain.WithStall(1_000_000, s_board).Opened_us);
        Assert.Equal(331_000 + 2_500_000 + 100_000, plain.WithStall(60_000_000, s_board).Opened_us);
        Assert.Equal(330_000 + 60_000_000 + 100_000, plain.WithStall(60_000_000, s_board).Detected_us);
    }

    /// <summary>An audit that comes once a second was the transfer that hung, and the next one comes a second later.</summary>
    [Fact]
    public void A_held_transfer_that_was_the_sample_costs_the_next_one_too()
    {
        ReactionBound plain = Of(s_sample.ChargerMismatch, s_step);
        Assert.Equal(plain.Detected_us + 1_000_000 + 1_000_000, plain.WithStall(1_000_000, s_board, 1_000_000).Detected_us);
        Assert.Equal(plain.Opened_us + 1_000_000 + 100_000, plain.WithStall(1_000_000, s_board, 1_000_000).Opened_us);
    }

    [Fact]
    public void A_cause_that_blocks_the_processor_is_ended_by_the_watchdog()
    {
        Stimulus line = s_step with { Lasting_us = (_, _) => 4_000_000 };
        Assert.Equal(2_601_000, Of(s_sample.Cell_mV, line).Opened_us);
    }

    [Fact]
    public void A_signal_without_a_path_is_named() =>
        Assert.Contains("CellOverVoltage", Assert.Throws<InvalidOperationException>(() => Of(s_sample.Bus_mV, s_step)).Message,
            StringComparison.Ordinal);

    private static ReactionBound Of(Signal signal, Stimulus cause) => ReactionBound.Of(
        new ProtectionRow(Fault.CellOverVoltage, signal, Watch.Above, 4200, 4100, N, 10, Reaction.StopCharge,
            ClearedBy.Person, false), cause, s_board);
}
