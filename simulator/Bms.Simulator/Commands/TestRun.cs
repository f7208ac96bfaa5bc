using System.Collections.Concurrent;
using System.Diagnostics;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Commands;

/// <summary>Runs many scenarios, several at a time. Each has its own virtual machine, so that they cannot disturb each other.</summary>
internal static class TestRun
{
    /// <summary>Runs them all; <paramref name="finished"/> hears of each in the order given, on one thread at a time.</summary>
    internal static IReadOnlyList<TestCase> All(IReadOnlyList<Scenario> scenarios, int jobs, Action<TestCase, int> finished)
    {
        var cases = new TestCase?[scenarios.Count];
        var gate = new Lock();
        int told = 0;
        var queue = new ConcurrentQueue<int>(Enumerable.Range(0, scenarios.Count));
        void Work()
        {
            while (queue.TryDequeue(out int index))
            {
                TestCase test = One(scenarios[index]);
                lock (gate)
                {
                    cases[index] = test;
                    while (told < cases.Length && cases[told] is TestCase next)
                    {
                        finished(next, ++told);
                    }
                }
            }
        }

        Thread[] threads = [.. Enumerable.Range(0, Math.Min(jobs, scenarios.Count)).Select(_ => new Thread(Work))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        return [.. cases.Select(c => c!)];
    }

    private static TestCase One(Scenario scenario)
    {
        var watch = Stopwatch.StartNew();
        string? failure = Failure(scenario);
        return new TestCase(scenario.Name, scenario.Board.Name, watch.Elapsed.TotalSeconds, failure, scenario.NoVerdict);
    }

    private static string? Failure(Scenario scenario)
    {
        try
        {
            RunResult result = new ScenarioRunner(scenario) { Traced = false }.Run();
            IEnumerable<string> lines = result.Outcomes.Where(o => !o.Verdict.Holds).Select(o => ResultText.Line(o));
            return result.Holds || result.NoVerdict != null ? null : string.Join('\n', lines);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // One run that breaks off must not hide what became of the others.
            return "broke off: " + e;
        }
    }
}
