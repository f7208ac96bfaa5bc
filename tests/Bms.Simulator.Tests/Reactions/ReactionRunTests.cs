using Bms.Protection;
using Bms.Simulator.Chips;
using Bms.Simulator.Reactions;

namespace Bms.Simulator.Tests.Reactions;

public class ReactionRunTests
{
    private static readonly ReactionBoard s_board = Bench4sReactions.Make();

    [Fact]
    public void Every_protection_of_bench_4s_keeps_its_bounds_and_its_promise()
    {
        IReadOnlyList<RowReport> reports = Run(phases: 4).Measure(null);
        Assert.Equal(s_board.Rows.Select(row => row.Fault), reports.Select(r => r.Row.Fault));
        Assert.All(reports, r => Assert.Null(r.Problem));
    }

    /// <summary>Ten looks a second awake, one parked: the bound is a second longer, and trials use most of it.</summary>
    [Fact]
    public void A_parked_pack_is_measured_too_and_needs_up_to_a_second_more()
    {
        RowReport report = Run(phases: 12).Measure(nameof(Fault.CellOverVoltage)).First(r => r.Row.Fault == Fault.CellOverVoltage);
        double awake_ms = report.Cases.Where(c => c.Stall == Stall.None && c.Mode == Mode.Standby).Max(c => c.Bound_us) / 1000.0;
        Assert.Equal(awake_ms + Parking.Period_ms, report.Parked!.Value.Bound_ms, 3);
        Assert.InRange(report.Parked.Value.Max_ms, awake_ms, report.Parked.Value.Bound_ms);
    }

    /// <summary>In each mode, asleep, while cells bleed and with a stall; `reaction` tries two hundred moments of each.</summary>
    [Fact]
    public void Every_protection_of_pack_16s_keeps_its_bounds_and_its_promise() => EachKeeps(Pack16sReactions.Make());

    [Fact]
    public void Every_protection_of_pack_15s_keeps_its_bounds_and_its_promise() => EachKeeps(Pack15sReactions.Make());

    private static void EachKeeps(ReactionBoard board)
    {
        IReadOnlyList<RowReport> reports = new ReactionRun(board, 1, 3, Environment.ProcessorCount).Measure(null);
        Assert.Equal(board.Rows.Select(row => row.Fault), reports.Select(r => r.Row.Fault));
        Assert.All(reports, r => Assert.Null(r.Problem));
    }

    /// <summary>
    /// A start tells the resistors to bleed nothing and gives them 2 s to follow. A cause that struck in that time was once held against a
    /// bound that does not know it, and the row was called late by 60 ms.
    /// </summary>
    [Theory]
    [InlineData(20_000)]
    [InlineData(700_000)]
    public void A_resistor_that_bleeds_untold_is_told_in_time_once_it_is_judged(long phase_us)
    {
        (TrialResult result, ReactionBound bound) = Play(Fault.BalancerMismatch, "stuck", Mode.Standby, phase_us);
        Assert.Null(result.Trouble);
        Assert.InRange(result.Detected_us!.Value, bound.Earliest_us, bound.Detected_us);
    }

    /// <summary>
    /// The firmware's own peak current was sooner when its cycle fell into the chip's 30 ms, and the chip's row was then called missing:
    /// hidden from the firmware the chip acts at every phase, seen by it one of the two opens in time.
    /// </summary>
    [Fact]
    public void A_fast_over_current_is_the_chips_where_the_firmware_is_not_sooner()
    {
        for (long phase_us = 0; phase_us < 100_000; phase_us += 10_000)
        {
            (TrialResult hidden, ReactionBound bound) = Play(Fault.ProtectorDischargeOverCurrent, "fast", Mode.Discharge, phase_us);
            Assert.InRange(hidden.Detected_us!.Value, 0, bound.Detected_us);
            (TrialResult seen, _) = Play(Fault.ProtectorDischargeOverCurrent, "fast, seen", Mode.Discharge, phase_us);
            Assert.InRange(seen.Opened_us!.Value, 0, bound.Opened_us);
        }
    }

    [Fact]
    public void A_sleep_that_lasts_longer_than_promised_is_caught()
    {
        ReactionBoard board = Pack16sReactions.Make();
        Dictionary<string, long> promises_ms = new(board.Promises_ms) { ["Asleep"] = 100 };
        var run = new ReactionRun(board with { Promises_ms = promises_ms }, 1, 1, 2);
        Assert.Contains("promised while Asleep", run.Measure(nameof(Fault.CellSpreadWarning)).Single().Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Fault.CellOverVoltage)]
    [InlineData(Fault.DischargeOverCurrent)]
    [InlineData(Fault.DischargeUnderTemperature)]
    [InlineData(Fault.CellSensorLost)]
    [InlineData(Fault.SwitchMismatch)]
    public void A_row_that_waits_for_two_samples_more_than_it_says_is_caught(Fault fault) =>
        Assert.Contains("allowed are", ProblemOf(fault, r => Copy(r, r.DelaySamples + 2, r.Reaction)), StringComparison.Ordinal);

    [Fact]
    public void A_row_that_does_not_wait_for_its_samples_is_caught() =>
        Assert.Contains("before its samples", ProblemOf(Fault.CellUnderVoltage, r => Copy(r, 1, r.Reaction)), StringComparison.Ordinal);

    [Fact]
    public void A_row_that_never_acts_is_caught() =>
        Assert.Contains("not raised", ProblemOf(Fault.CellSpreadWarning, r => Copy(r, 1000, r.Reaction)), StringComparison.Ordinal);

    /// <summary>Another row is sooner now and then: that one of one trial is such a one says nothing, that most of many are does.</summary>
    [Theory, InlineData(1, true), InlineData(16, false)]
    public void A_row_that_others_are_always_sooner_than_is_caught_in_many_trials(int phases, bool holds)
    {
        var run = new ReactionRun(s_board, phases, 1, Environment.ProcessorCount)
        {
            Tamper = c => c.Table.Rows[(int)Fault.CurrentSaturated].Fitted = false,
        };
        Assert.Equal(holds, run.Measure(nameof(Fault.CurrentSaturated)).Single().Cases
            .Single(c => c.Cause.Variant == "edge" && c.Stall == Stall.None).Trouble == null);
    }

    [Fact]
    public void A_row_that_only_warns_where_it_must_open_is_caught() =>
        Assert.Contains("switches stay closed",
            ProblemOf(Fault.ChargeOverTemperature, r => Copy(r, r.DelaySamples, Reaction.None)), StringComparison.Ordinal);

    [Fact]
    public void A_change_of_the_firmware_that_makes_its_bound_longer_than_the_promise_is_caught()
    {
        static ProtectionRow Slower(ProtectionRow row) => Copy(row, row.DelaySamples + 2, row.Reaction);
        var run = new ReactionRun(s_board with { Rows = [.. s_board.Rows.Select(Slower)] }, 2, 1, 2)
        {
            Tamper = c => c.Table.Rows[0] = Slower(c.Table.Rows[0]),
        };
        Assert.Contains("above the promised 500 ms", run.Measure(nameof(Fault.CellOverVoltageWarning)).Single().Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_a_cause_is_caught() =>
        Assert.Contains("nothing strikes it",
            new ReactionRun(s_board with { Causes = [] }, 1, 1, 1).Measure(nameof(Fault.LoopStalled)).Single().Problem,
            StringComparison.Ordinal);

    [Fact]
    public void The_same_seed_gives_the_same_times_with_any_number_of_jobs()
    {
        double[] Times(int jobs) =>
            [.. new ReactionRun(s_board, 6, 7, jobs).Measure("CellSensor").Select(r => r.Median_ms + r.Max_ms + r.Blocked!.Value.Max_ms)];
        Assert.Equal(Times(1), Times(3));
    }

    private static (TrialResult Result, ReactionBound Bound) Play(Fault fault, string variant, Mode mode, long phase_us)
    {
        ReactionBoard board = Pack16sReactions.Make();
        Stimulus cause = board.Causes.Single(c => c.Row == fault && c.Variant == variant);
        ProtectionRow row = board.RowOf(cause);
        ReactionBound bound = ReactionBound.Of(row, cause, board.Timing);
        var random = new NoiseSource(7, "one trial");
        Rig rig = board.Rig(new RigOrder(random, row, board.Timing.PathOf(row), board.Timing, Situation.Normal, cause.Telemetry));
        return (new Trial(rig, cause, mode, Stall.None, bound).Play(phase_us), bound);
    }

    private static string ProblemOf(Fault fault, Func<ProtectionRow, ProtectionRow> change)
    {
        var run = new ReactionRun(s_board, 6, 1, Environment.ProcessorCount)
        {
            Tamper = c => c.Table.Rows[(int)fault] = change(c.Table.Rows[(int)fault]),
        };
        return run.Measure(fault.ToString()).Single(r => r.Row.Fault == fault).Problem ?? "it holds";
    }

    private static ProtectionRow Copy(ProtectionRow row, int delaySamples, Reaction reaction)
    {
        var copy = new ProtectionRow(row.Fault, row.Signal, row.Watch, 0, 0, delaySamples, row.ReleaseSamples, reaction,
            row.ClearedBy, row.Latching);
        row.Limit.CopyTo(copy.Limit, 0);
        row.Release.CopyTo(copy.Release, 0);
        return copy;
    }

    private static ReactionRun Run(int phases) => new(s_board, phases, 1, Environment.ProcessorCount);
}
