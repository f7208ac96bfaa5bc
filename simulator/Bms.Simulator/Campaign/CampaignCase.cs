using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Campaign;

/// <summary>One case: a family, a seed, a board. Played, it says what was violated, or nothing.</summary>
internal sealed record CampaignCase(string Board, string Family, ulong Seed, double Duration_s)
{
    private const double Patience_s = 30;

    /// <summary>The plan of the case; drawn anew each time, always the same.</summary>
    internal CampaignPlan Plan() =>
        CampaignFamilies.Of(Family).Plan(CampaignBoard.Of(Board), new Draw(Family, Seed), Duration_s);

    /// <summary>What was violated, in words; null = nothing. <paramref name="worsen"/> breaks board or firmware first.</summary>
    internal string? Play(Action<VirtualBench>? worsen = null) => Failed(Run(worsen));

    /// <summary>Plays it.</summary>
    internal RunResult Run(Action<VirtualBench>? worsen = null) => new ScenarioRunner(Plan().Read())
    {
        Traced = false,
        Worsen = worsen,
        Looked = look =>
        {
            // A step that never ends goes on in virtual time: it is broken off as an exception of the firmware.
            if (look.Time_us > (Duration_s + Patience_s) * 1e6)
            {
                throw new TimeoutException("a step of the firmware does not come back");
            }
        },
    }.Run();

    /// <summary>The same for whoever calls from another load context, where only plain values are the same type.</summary>
    public static string? PlayPlain(string board, string family, ulong seed, double duration_s) =>
        new CampaignCase(board, family, seed, duration_s).Play();

    /// <summary>What fails first in a scenario of the catalogue, for the same callers; null = all that is expected holds.</summary>
    public static string? PlayScenario(string name) => Failed(new ScenarioRunner(Catalogue.Open(name)) { Traced = false }.Run());

    /// <summary>The first expectation that does not hold, and what was found; null = all hold.</summary>
    internal static string? Failed(RunResult result) =>
        result.Outcomes.FirstOrDefault(o => !o.Verdict.Holds) is { } failed ? $"{failed.Text}: {failed.Verdict.Found}" : null;
}
