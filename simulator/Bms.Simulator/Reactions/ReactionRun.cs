using Bms.Protection;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>Tries every cause of every row at many phases against the firmware's cycle and its chips' conversions.</summary>
internal sealed class ReactionRun(ReactionBoard board, int phases, ulong seed, int jobs)
{
    /// <summary>The cycles of loop, probes and charger (100, 300 and 1,000 ms) come into the same position after this time.</summary>
    private const long Pattern_us = 3_000_000;

    /// <summary>Of fewer moments than this another row may be the first by chance.</summary>
    private const int FewPhases = 10;

    private static readonly Stall[] s_stalls = Enum.GetValues<Stall>();
    private static readonly Situation[] s_situations = Enum.GetValues<Situation>();

    /// <summary>Changes the firmware of every trial: how a test makes it worse than it is.</summary>
    internal Action<BmsController>? Tamper { get; init; }

    /// <summary>Hears which share is done, 0 to 1.</summary>
    internal Action<double>? Progress { get; init; }

    /// <summary>Tries the rows whose name contains the filter; null = all. One report a row, in the order of the table.</summary>
    internal IReadOnlyList<RowReport> Measure(string? filter)
    {
        List<RowReport> reports = [];
        ProtectionRow[] rows = [.. board.Rows.Where(r => Matches(r, filter))];
        foreach (ProtectionRow row in rows)
        {
            Stimulus[] causes = [.. board.Causes.Where(c => c.Row == row.Fault)];
            reports.Add(new RowReport(row, [.. causes.SelectMany(Cases)], board.Promises_ms));
            Progress?.Invoke((double)reports.Count / rows.Length);
        }

        return reports;
    }

    /// <summary>True when a row's name contains the filter, and without one.</summary>
    internal static bool Matches(ProtectionRow row, string? filter) =>
        filter == null || row.Fault.ToString().Contains(filter, StringComparison.OrdinalIgnoreCase);

    // In standby nothing is to be opened that a stall could delay, and what goes on by itself may have closed again when one comes. Only
    // in standby a chip sleeps, or a pack is parked.
    private IEnumerable<ReactionCase> Cases(Stimulus cause) =>
        from mode in cause.Modes
        from situation in s_situations
        where board.TimingIn(situation) != null && (situation == Situation.Normal || cause.Undisturbed)
        where situation != Situation.Asleep || mode == Mode.Standby
        from stall in s_stalls
        where stall == Stall.None || (situation == Situation.Normal && Stalls(cause, mode, stall))
        select Try(cause, mode, situation, stall);

    private bool Stalls(Stimulus cause, Mode mode, Stall stall) => stall.Blocks()
        ? mode != Mode.Standby && !board.RowOf(cause).Interrupts : mode == Mode.Standby && board.Parks && cause.Parks;

    private ReactionCase Try(Stimulus cause, Mode mode, Situation situation, Stall stall)
    {
        var trials = new TrialResult[phases];
        ReactionBound bound = BoundOf(cause, situation, stall);
        Parallel.For(0, phases, new ParallelOptions { MaxDegreeOfParallelism = jobs },
            phase => trials[phase] = Play(cause, mode, situation, stall, bound, phase, out _));
        return Sum(cause, mode, situation, stall, bound, trials, phases < FewPhases ? 0 : (phases + 1) / 2);
    }

    /// <summary>One cause in one mode at one of the moments, with the trial that was played: it must raise the row itself.</summary>
    internal ReactionCase Once(Stimulus cause, Mode mode, int phase, out Trial trial)
    {
        ReactionBound bound = BoundOf(cause, Situation.Normal, Stall.None);
        TrialResult result = Play(cause, mode, Situation.Normal, Stall.None, bound, phase, out trial);
        return Sum(cause, mode, Situation.Normal, Stall.None, bound, [result], 1);
    }

    private ReactionBound BoundOf(Stimulus cause, Situation situation, Stall stall)
    {
        ProtectionRow row = board.RowOf(cause);
        BoardTiming timing = board.TimingIn(situation)!;
        ReactionBound bound = ReactionBound.Of(row, cause, timing);
        long lost_us = stall == Stall.HeldTransfer ? Math.Max(timing.PathOf(row).Period_us, cause.Lost_us) : 0;
        return stall == Stall.None ? bound : bound.WithStall(Trial.Length_us(stall, timing), timing, lost_us);
    }

    private TrialResult Play(Stimulus cause, Mode mode, Situation situation, Stall stall, ReactionBound bound, int phase, out Trial trial)
    {
        ProtectionRow row = board.RowOf(cause);
        BoardTiming timing = board.TimingIn(situation)!;
        string apart = situation == Situation.Normal ? string.Empty : $" {situation}";
        var random = new NoiseSource(seed, $"{cause.Row} {cause.Variant} {mode} {stall} {phase}{apart}");
        Rig rig = board.Rig(new RigOrder(random, row, timing.PathOf(row), timing, situation, cause.Telemetry));
        trial = new Trial(rig, cause, mode, stall, bound) { Tamper = Tamper };
        return trial.Play(Phase_us(phase, random));
    }

    private ReactionCase Sum(
        Stimulus cause, Mode mode, Situation situation, Stall stall, ReactionBound bound, TrialResult[] trials, int raised)
    {
        ProtectionRow row = board.RowOf(cause);
        bool opens = mode != Mode.Standby && row.Reaction != Reaction.None;
        bool blocks = stall.Blocks() || cause.Lasting_us(row, board.TimingIn(situation)!) > 0;
        return ReactionCase.Of(cause, mode, situation, stall, bound, (opens, blocks, raised), trials);
    }

    // Every other cause strikes while the firmware works on its cycle: there lie the rare moments, between two reads of one signal.
    private long Phase_us(int phase, NoiseSource random)
    {
        long tick_us = board.Timing.Tick_us;
        double share = (phase + random.Uniform(0, 1)) / phases;
        long phase_us = (long)(share * Pattern_us);
        return phase % 2 == 0 ? phase_us : (phase_us / tick_us * tick_us) + (long)random.Uniform(0, board.Timing.Cycle_us);
    }
}
