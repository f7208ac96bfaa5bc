using System.Collections.Concurrent;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Sweep;

/// <summary>Plays the cases of a plan, several at a time, and shrinks those that fail.</summary>
internal sealed class SweepRun(SweepPlan plan)
{
    private const int Glance = 600;

    /// <summary>Plays what is not done yet; <paramref name="finished"/> hears of each case, on one thread at a time.</summary>
    internal IReadOnlyList<SweepCase> Play(IReadOnlyList<SweepCase> done, int jobs, Action<SweepCase> finished)
    {
        var results = new SweepCase?[plan.Count];
        foreach (SweepCase known in done)
        {
            results[known.Index] = known;
        }

        var gate = new Lock();
        var queue = new ConcurrentQueue<int>(Enumerable.Range(0, plan.Count).Where(i => results[i] == null));
        void Work()
        {
            while (queue.TryDequeue(out int index))
            {
                SweepCase played = Try(index, plan.Deviations(index));
                lock (gate)
                {
                    results[index] = played;
                    finished(played);
                }
            }
        }

        Thread[] threads = [.. Enumerable.Range(0, Math.Max(1, Math.Min(jobs, queue.Count))).Select(_ => new Thread(Work))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        return [.. results.Select(r => r!)];
    }

    /// <summary>
    /// The fewest and smallest changes that still fail: halves of them are left out, then quarters, at last each in turn (Zeller's delta
    /// debugging), and what is left is brought half way to the nominal as often as it still fails, four times at most.
    /// </summary>
    internal IReadOnlyList<Deviation> Shrink(int index)
    {
        List<Deviation> left = [.. plan.Deviations(index)];
        for (int size = (left.Count + 1) / 2; size >= 1; size /= 2)
        {
            left = LeaveOut(index, left, size);
        }

        for (int i = 0; i < left.Count; i++)
        {
            for (int turn = 0; turn < 4 && left[i].Halved() is Deviation halved; turn++)
            {
                List<Deviation> smaller = [.. left[..i], halved, .. left[(i + 1)..]];
                if (!Fails(index, smaller))
                {
                    break;
                }

                left = smaller;
            }
        }

        return left;
    }

    private List<Deviation> LeaveOut(int index, List<Deviation> left, int size)
    {
        for (int from = 0; from < left.Count;)
        {
            List<Deviation> fewer = [.. left.Where((d, i) => i < from || i >= from + size || d.IsEssential)];
            bool isLess = fewer.Count < left.Count && Fails(index, fewer);
            left = isLess ? fewer : left;
            from += isLess ? 0 : size;
        }

        return left;
    }

    // Nobody needs the rest of a day whose first hour has failed.
    private bool Fails(int index, IReadOnlyList<Deviation> deviations)
    {
        try
        {
            ScenarioRunner runner = Runner(index, deviations);
            for (long step = 1; !runner.Ended; step++)
            {
                runner.Step();
                if (step % Glance == 0 && runner.Expectations.Any(e => e.Broken_us != null)) return true;
            }

            return !SweepCase.Of(index, runner.Run()).Holds;
        }
        catch (BadInputException)
        {
            return false;
        }
    }

    private SweepCase Try(int index, IReadOnlyList<Deviation> deviations) => SweepCase.Of(index, Runner(index, deviations).Run());

    private ScenarioRunner Runner(int index, IReadOnlyList<Deviation> deviations) =>
        new(plan.Scenario(index, deviations)) { Traced = false, StopsAtRest = plan.Kill };
}
