using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Tests.Scenarios;

/// <summary>A run of looks made by hand, 100 ms apart: what expectations see without a bench.</summary>
internal sealed class Looks
{
    public const int Tick_us = 100_000;

    /// <summary>Time from the end of the firmware's step to the look.</summary>
    public const int BeforeLook_us = 20_000;

    public Observation Now { get; } = new() { Truth = new Truth(4), Sample = new PackSample(4, 4) };

    /// <summary>The next tick: time goes on, <paramref name="change"/> is made, the expectations look.</summary>
    public void Tick(Action<Observation>? change, params Expectation[] expectations)
    {
        Now.Previous_us = Now.Time_us;
        Now.Time_us += Tick_us;
        Now.Acted_us = Now.Time_us - BeforeLook_us;
        change?.Invoke(Now);
        foreach (Expectation expectation in expectations)
        {
            expectation.Observe(Now);
        }
    }

    public void Ticks(int count, params Expectation[] expectations)
    {
        for (int i = 0; i < count; i++)
        {
            Tick(null, expectations);
        }
    }

    /// <summary>The expectation that a line of a scenario describes.</summary>
    public static Expectation Expect(string json, string timeline = "") =>
        Samples.Read($$"""
            {
              "title": "Made for a test", "why": "Made for a test.", "duration_s": 100,
              "timeline": [ {{timeline}} ], "expect": [ {{json}} ]
            }
            """).CreateExpectations()[0];
}
