namespace Bms.Nano.Cost;

/// <summary>A workload of the other context, called through delegates.</summary>
public sealed class MeteredWorkload
{
    private readonly object _workload;
    private readonly Type _type;

    public MeteredWorkload(object workload, Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        _workload = workload;
        _type = type;
        Tick = type.GetMethod("Tick")!.CreateDelegate<Action<int>>(workload);
    }

    /// <summary>Runs a tick, from 1.</summary>
    public Action<int> Tick { get; }

    /// <summary>I2C transfers so far.</summary>
    public long Transfers => (long)_type.GetProperty("Transfers")!.GetValue(_workload)!;

    /// <summary>The controller.</summary>
    public object Root => _type.GetProperty("Root")!.GetValue(_workload)!;
}
