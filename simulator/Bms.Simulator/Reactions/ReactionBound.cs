using Bms.Protection;

namespace Bms.Simulator.Reactions;

/// <summary>
/// When a row must have acted after its cause, computed: its samples times their period, and what lies before and behind them. All of it
/// comes from the row as it is shipped and from the times of the board.
/// </summary>
/// <param name="Earliest_us">A verdict before this has not waited for the samples that its row asks for.</param>
/// <param name="Detected_us">The row is raised and logged.</param>
/// <param name="Opened_us">The switches that it forbids are open.</param>
internal sealed record ReactionBound(long Earliest_us, long Detected_us, long Opened_us)
{
    /// <summary>The bound for a row and one of its causes.</summary>
    internal static ReactionBound Of(ProtectionRow row, Stimulus cause, BoardTiming board)
    {
        SignalPath path = board.PathOf(row);
        long lasting_us = cause.Lasting_us(row, board);
        long before_us = lasting_us + cause.Before_us(row, board) + (cause.Converted ? path.Conversion_us : 0);
        long detected_us = before_us + Delay_us(row, cause, path, board) + path.Lag_us + board.Cycle_us;

        // While a cause blocks the processor the second level counts: it opens the switches if that is sooner.
        long opened_us = lasting_us > 0 ? Math.Min(detected_us, board.Tick_us + board.Watchdog_us) : detected_us;
        long earliest_us = Least_us(row, path, board) - board.Cycle_us;
        return new ReactionBound(Math.Max(0, earliest_us), detected_us, opened_us + board.Switch_us);
    }

    /// <summary>
    /// The same when a native call or a held line blocks the processor once, at any moment from the cause on. What it costs besides is
    /// the way back to the grid of ticks; or, where <paramref name="lost_us"/> says so, the sample whose transfer it was.
    /// </summary>
    internal ReactionBound WithStall(long stall_us, BoardTiming board, long lost_us = 0) => this with
    {
        Detected_us = Detected_us + stall_us + Math.Max(board.Tick_us, lost_us),
        Opened_us = Opened_us + Math.Min(stall_us, board.Watchdog_us) + board.Tick_us,
    };

    private static long Delay_us(ProtectionRow row, Stimulus cause, SignalPath path, BoardTiming board)
    {
        if (row.Watch == Watch.Age)
        {
            // An age is looked at each tick and counts from the start of the cycle of the last good sample.
            long limit_us = (row.Limit[0] * 1000L) + path.Stale_us;
            return InTicks(limit_us, board) + ((row.DelaySamples - 1) * board.Tick_us);
        }

        int refused = cause.Jump(row, path) > path.LargestStep ? 1 : 0;
        return (row.DelaySamples + refused) * path.Period_us;
    }

    // The last good sample may be as old as a period when the cause strikes, and then it was read a tick after that.
    private static long Least_us(ProtectionRow row, SignalPath path, BoardTiming board) => row.Watch == Watch.Age
        ? (row.Limit[0] * 1000L) - InTicks(path.Period_us, board) - path.Stale_us : (row.DelaySamples - 1) * path.Fastest_us;

    private static long InTicks(long time_us, BoardTiming board) => (time_us + board.Tick_us - 1) / board.Tick_us * board.Tick_us;
}
