namespace Bms.Mqtt;

/// <summary>
/// How long to wait before the next attempt to connect: twice as long each time, and a random share of it, so that thousands of clients do
/// not come back together.
/// </summary>
public sealed class MqttBackoff(int min_ms = 1_000, int max_ms = 300_000, int? seed = null)
{
    private readonly Random _random = seed is int value ? new Random(value) : new Random();
    private long _limit_ms = min_ms;

    /// <summary>The next wait, half to the whole of a limit that doubles from one call to the next.</summary>
    public int Next_ms()
    {
        long limit_ms = _limit_ms;
        _limit_ms = Math.Min(max_ms, limit_ms * 2);
        return (int)((limit_ms / 2) + _random.NextInt64((limit_ms / 2) + 1));
    }

    /// <summary>Begins anew after a success.</summary>
    public void Reset() => _limit_ms = min_ms;
}
