using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Expectations;
using Bms.Simulator.Trace;

namespace Bms.Simulator.Snapshots;

/// <summary>Where a run went wrong.</summary>
/// <param name="Expectation">What was expected, in words.</param>
/// <param name="Time_us">The first tick after which it could not hold any more.</param>
/// <param name="Around">The run at every tick shortly before and after.</param>
/// <param name="Replayed_us">Virtual time that was played a second time to see them.</param>
public sealed record FirstBadTick(string Expectation, long Time_us, TraceTable Around, long Replayed_us)
{
    /// <summary>Number of the tick of 100 ms since power-up.</summary>
    public long Tick => Time_us / VirtualBench.Period_us;
}

/// <summary>
/// Finds the tick at which a run breaks an expectation and shows the ticks around it. The run is played once without writing anything down,
/// with two snapshots trailing behind, and then once more from the snapshot before the bad tick: a run of a year costs no more memory than
/// one of a minute.
/// </summary>
public sealed class Bisection
{
    /// <summary>Ticks shown before and after the bad one.</summary>
    public const int TicksBefore = 20, TicksAfter = 5;

    private const int Checkpoints = 256;

    private readonly Scenario _scenario;
    private readonly int? _only;
    private readonly long _between_us;

    /// <summary>Of a run, for one expectation by its number in the file, from 0, or for whichever breaks first.</summary>
    public Bisection(Scenario scenario, int? only = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        _scenario = scenario;
        _only = only;
        _between_us = Math.Max((TicksBefore + TicksAfter) * (long)VirtualBench.Period_us, scenario.Duration_us / Checkpoints);
    }

    /// <summary>The first bad tick; null when nothing breaks before the end of the run.</summary>
    public FirstBadTick? Find()
    {
        ScenarioRunner runner = new(_scenario) { Traced = false };
        Snapshot<ScenarioRunner> older = Snapshot.Of(runner);
        Snapshot<ScenarioRunner> newer = older;
        while (!runner.Ended)
        {
            PlayTo(runner, runner.Now_us + _between_us);
            if (Broken(runner) is Expectation broken)
            {
                return Look(older, broken);
            }

            (older, newer) = (newer, Snapshot.Of(runner));
        }

        return null;
    }

    private FirstBadTick Look(Snapshot<ScenarioRunner> from, Expectation broken)
    {
        long bad_us = broken.Broken_us!.Value;
        ScenarioRunner runner = from.Restore();
        long start_us = runner.Now_us;
        PlayTo(runner, bad_us - ((TicksBefore + 1L) * VirtualBench.Period_us));
        var around = new TraceRecorder(_scenario.Board.CellCount, _scenario.Board.ProbeCount, VirtualBench.Period_us / 1e6);
        runner.Looked = around.Observe;
        PlayTo(runner, bad_us + (TicksAfter * VirtualBench.Period_us));
        return new FirstBadTick(broken.Text, bad_us, around.Table, runner.Now_us - start_us);
    }

    private Expectation? Broken(ScenarioRunner runner) => runner.Expectations
        .Where((e, i) => e.Broken_us != null && (_only == null || i == _only))
        .MinBy(e => e.Broken_us);

    private static void PlayTo(ScenarioRunner runner, long time_us)
    {
        while (runner.Now_us < time_us && !runner.Ended)
        {
            runner.Step();
        }
    }
}
