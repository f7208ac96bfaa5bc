using System.Diagnostics;

namespace Bms.Simulator.Speed;

/// <summary>Times pieces of work on a machine that others use too.</summary>
internal static class Stopwatches
{
    /// <summary>
    /// Shortest of several times in s, each of the works in turn so that a busy minute hits all alike. Nothing makes code too fast: the
    /// shortest time is the one with the fewest strangers in it, and ratios of shortest times compare the code alone.
    /// </summary>
    internal static double[] Shortest_s(int rounds, params Action[] works)
    {
        double[] shortest_s = [.. works.Select(_ => double.PositiveInfinity)];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < works.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                works[i]();
                shortest_s[i] = Math.Min(shortest_s[i], Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        return shortest_s;
    }
}
