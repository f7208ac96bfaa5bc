using Bms.Protection;
using Bms.Simulator.Reactions;

namespace Bms.Simulator.Tests.Reactions;

/// <summary>A promise that is far above its bound would let a protection grow slower without a word.</summary>
public class PromisesTests
{
    private static readonly ReactionBoard[] s_boards = [Bench4sReactions.Make(), Pack16sReactions.Make(), Pack15sReactions.Make()];

    public static TheoryData<int, Fault> Rows =>
        [.. s_boards.SelectMany((board, index) => board.Rows.Select(row => (index, row.Fault)))];

    /// <summary>One fresh sample more in the delay of any row of any board is a regression that `reaction`, and so CI, refuses.</summary>
    [Theory, MemberData(nameof(Rows))]
    public void A_row_that_waits_for_one_sample_more_breaks_its_promise(int board, Fault row)
    {
        ReactionBoard promised = s_boards[board];
        ProtectionRow shipped = promised.Rows.Single(r => r.Fault == row);
        long promise_us = promised.Promises_ms[row.ToString()] * 1000;
        Assert.InRange(Worst_us(promised, shipped), 1, promise_us);

        // While the processor is silent it is the watchdog that opens: its time is the hardware's and no row's.
        bool isWatchdogs = row == Fault.ProtectorHostSilent;
        Assert.Equal(isWatchdogs, Worst_us(promised, Slower(shipped)) == Worst_us(promised, shipped));
        Assert.True(isWatchdogs || Worst_us(promised, Slower(shipped)) > promise_us, "the promise would let it pass");
    }

    private static long Worst_us(ReactionBoard board, ProtectionRow row) =>
        board.Causes.Where(c => c.Row == row.Fault).SelectMany(c => c.Modes, (cause, mode) =>
        {
            ReactionBound bound = ReactionBound.Of(row, cause, board.Timing);
            return mode == Mode.Standby || row.Reaction == Reaction.None ? bound.Detected_us : bound.Opened_us;
        }).Max();

    private static ProtectionRow Slower(ProtectionRow row)
    {
        var copy = new ProtectionRow(row.Fault, row.Signal, row.Watch, 0, 0, row.DelaySamples + 1, row.ReleaseSamples, row.Reaction,
            row.ClearedBy, row.Latching);
        row.Limit.CopyTo(copy.Limit, 0);
        row.Release.CopyTo(copy.Release, 0);
        return copy;
    }
}
