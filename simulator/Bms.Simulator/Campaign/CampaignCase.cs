using Bms.Protection;
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
    internal string? Play(Action<VirtualBench>? worsen = null)
    {
        CampaignPlan plan = Plan();
        VirtualBench? bench = null;
        var invariants = new WorldInvariants(CampaignBoard.Of(Board), plan.Grace_s);
        var told = new Telling(plan);
        var runner = new ScenarioRunner(plan.Read())
        {
            Traced = false,
            Worsen = b =>
            {
                bench = b;
                worsen?.Invoke(b);
            },
            Looked = look =>
            {
                // A step that never ends goes on in virtual time: it is broken off as an exception of the firmware.
                if (look.Time_us > (Duration_s + Patience_s) * 1e6)
                {
                    throw new TimeoutException("a step of the firmware does not come back");
                }

                invariants.Observe(look);
                told.Observe(look);
            },
        };
        RunResult result = runner.Run();
        return invariants.Broken ?? told.Broken ?? Failed(result) ?? Looped(plan, bench!);
    }

    /// <summary>The same for whoever calls from another load context, where only plain values are the same type.</summary>
    public static string? PlayPlain(string board, string family, ulong seed, double duration_s) =>
        new CampaignCase(board, family, seed, duration_s).Play();

    /// <summary>What fails first in a scenario of the catalogue, for the same callers; null = all that is expected holds.</summary>
    public static string? PlayScenario(string name) => Failed(new ScenarioRunner(Catalogue.Open(name)) { Traced = false }.Run());

    private static string? Failed(RunResult result) =>
        result.Outcomes.FirstOrDefault(o => !o.Verdict.Holds) is { } failed ? $"{failed.Text}: {failed.Verdict.Found}" : null;

    private static string? Looped(CampaignPlan plan, VirtualBench bench) => bench.Firmware.Boots > plan.Restarts + 1
        ? $"the firmware started {bench.Firmware.Boots} times, {plan.Restarts + 1} were planned" : null;

    // A fault that nobody speaks of is a silent failure, and one that nobody has is a nuisance.
    private sealed class Telling(CampaignPlan plan)
    {
        private static readonly long s_telemetry = 1L << (int)Fault.TelemetrySilent;

        private bool _told;
        private bool _stopped;

        internal string? Broken { get; private set; }

        internal void Observe(Observation look)
        {
            double now_s = look.Time_us / 1e6;
            PackState state = look.State;
            if (plan.Quiet && !_stopped && (state.ChargeForbiddenBy | state.DischargeForbiddenBy) != 0 && look.ProcessorRuns)
            {
                _stopped = true;
                Broken ??= $"{Rows.Describe(state.ChargeForbiddenBy | state.DischargeForbiddenBy)} at {now_s:0.0} s, and nothing was wrong";
            }

            if (plan.Told is var (from_s, within_s))
            {
                _told = _told || (now_s >= from_s && (state.Active & ~s_telemetry) != 0);
                if (!_told && now_s > from_s + within_s)
                {
                    _told = true;
                    Broken ??= $"nothing was told within {within_s:0.0} s of {from_s:0.0} s: a silent failure";
                }
            }
        }
    }
}
