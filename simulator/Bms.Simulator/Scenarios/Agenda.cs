namespace Bms.Simulator.Scenarios;

/// <summary>What is to happen at which virtual time. Entries of one time happen in the order in which they were made.</summary>
public sealed class Agenda
{
    private readonly PriorityQueue<Action, (long Time_us, long Number)> _entries = new();
    private long _number;

    /// <summary>Time of the next entry in us; long.MaxValue when there is none.</summary>
    public long Next_us => _entries.TryPeek(out _, out (long Time_us, long Number) key) ? key.Time_us : long.MaxValue;

    /// <summary>Adds an entry; one that lies in the past happens at the next <see cref="Run"/>.</summary>
    public void Add(long time_us, Action action) => _entries.Enqueue(action, (time_us, _number++));

    /// <summary>Does everything that is due at <paramref name="now_us"/>, what that adds included.</summary>
    public void Run(long now_us)
    {
        while (Next_us <= now_us)
        {
            _entries.Dequeue()();
        }
    }
}
