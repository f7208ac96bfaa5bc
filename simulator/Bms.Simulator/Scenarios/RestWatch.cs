namespace Bms.Simulator.Scenarios;

/// <summary>
/// Tells when a pack whose processor is dead has come to rest: no current that counts for a while, and nothing more to come.
/// </summary>
internal sealed class RestWatch
{
    private const double Rest_A = 0.02;
    private const long Rest_us = 600_000_000;

    private long _since_us;

    /// <summary>Looks at one tick; true when it is at rest. <paramref name="next_us"/> is when the scenario does something again.</summary>
    internal bool Observe(Observation look, long next_us)
    {
        if (look.ProcessorRuns || Math.Abs(look.Truth.Current_A) > Rest_A || next_us != long.MaxValue)
        {
            _since_us = look.Time_us;
        }

        return look.Time_us - _since_us >= Rest_us;
    }
}
