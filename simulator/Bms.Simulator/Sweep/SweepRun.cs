using System.Collections.Concurrent;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Sweep;

/// <summary>Plays the cases of a plan, several at a time, and shrinks those that fail.</summary>
internal sealed class SweepRun(SweepPlan plan)
{
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
    /// The fewest and smallest changes that still fail: each is left out in turn, then what is left is brought half way to the nominal as
    /// often as it still fails, four times at most.
    /// </summary>
    internal IReadOnlyList<Deviation> Shrink(int index)
    {
        List<Deviation> left = [.. plan.Deviations(index)];
        foreach (Deviation deviation in left.Where(d => !d.IsEssential).ToArray())
        {
            List<Deviation> fewer = [.. left.Where(d => d != deviation)];
            left = Fails(index, fewer) ? fewer : left;
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

    private bool Fails(int index, IReadOnlyList<Deviation> deviations)
    {
        try
        {
            return !Try(index, deviations).Holds;
        }
        catch (BadInputException)
        {
            return false;
        }
    }

    private SweepCase Try(int index, IReadOnlyList<Deviation> deviations)
    {
        Scenario scenario = plan.Scenario(index, deviations);
        return SweepCase.Of(index, new ScenarioRunner(scenario) { Traced = false, StopsAtRest = plan.Kill }.Run());
    }
}
