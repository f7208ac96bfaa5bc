namespace Bms.Tests;

/// <summary>What an action allocates on the thread that runs it.</summary>
public static class Allocated
{
    private const int Rounds = 8;

    /// <summary>
    /// Bytes that <paramref name="action"/> allocates in the round that allocates least. Now and then the runtime allocates something of
    /// its own on whatever thread runs (it grows a table of casts that all tests share, it compiles a method anew), but not in each of
    /// eight rounds.
    /// </summary>
    public static long Least_bytes(Action action)
    {
        long least_bytes = long.MaxValue;
        for (int round = 0; round < Rounds && least_bytes > 0; round++)
        {
            long before_bytes = GC.GetAllocatedBytesForCurrentThread();
            action();
            least_bytes = Math.Min(least_bytes, Math.Max(0, GC.GetAllocatedBytesForCurrentThread() - before_bytes));
        }

        return least_bytes;
    }
}
